import { spawn, type ChildProcess } from 'node:child_process';
import { app, powerMonitor } from 'electron';

/** Should we die without a word, the program that listens for us does not outlive us for long. */
const longestSeconds = '310';
/** What `timeout` ends with when that time is over. */
const timeIsOver = 124;

/**
 * Hears of the screen being locked until the returned function is called. Electron knows of it on macOS
 * and Windows. Linux desktops say it on the session bus; where `dbus-monitor` is missing it is not heard.
 */
export function watchScreenLock(listener: () => void): () => void {
  if (process.platform !== 'linux') {
    powerMonitor.on('lock-screen', listener);
    return () => void powerMonitor.off('lock-screen', listener);
  }
  let program = listen(listener, goOn);
  let isOver = false;
  /** One key may have been copied after another, for longer than it lives. */
  function goOn(): void {
    if (!isOver) program = listen(listener, goOn);
  }
  function end(): void {
    isOver = true;
    program.kill();
    app.off('will-quit', end);
  }
  app.on('will-quit', end);
  return end;
}

function listen(listener: () => void, onTimeOver: () => void): ChildProcess {
  const rule = "type='signal',member='ActiveChanged'";
  const program = spawn('timeout', [longestSeconds, 'dbus-monitor', '--session', rule], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  program.on('error', () => undefined);
  program.on('exit', (code) => {
    if (code === timeIsOver) onTimeOver();
  });
  let heard = '';
  program.stdout.setEncoding('utf8').on('data', (text: string) => {
    heard = (heard + text).slice(-4000);
    // Each desktop has an interface of its own: org.gnome, org.freedesktop, org.cinnamon, org.mate, org.xfce.
    if (!/interface=org\.\w+\.ScreenSaver; member=ActiveChanged\s+boolean true/.test(heard)) return;
    heard = '';
    listener();
  });
  return program;
}
