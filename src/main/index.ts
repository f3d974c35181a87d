import { app } from 'electron';
import type { Life } from './life.ts';
import { registerAppScheme } from './platform/app-protocol.ts';
import { prepareDataFolder } from './platform/data-folder.ts';
import { openDoor } from './platform/ipc.ts';
import { leaveKeychainToUs } from './platform/leave-keychain.ts';
import { stderrLog } from './platform/log.ts';
import { setMenu } from './platform/menu.ts';
import { refusesUnconfined } from './platform/refuse-unconfined.ts';
import { forbidNames } from './platform/session-guard.ts';
import { shutDebugging } from './platform/shut-debugging.ts';
import { hiddenSwitch } from './platform/login-start.ts';
import { openWindow } from './platform/window.ts';

// What has to be said before Electron is ready, and then the window: its page comes up in a process of its
// own while all the rest is read here. So this file knows of nothing that is not needed for that, and what
// is asked of the app meanwhile waits for its life.

// Chromium refuses its sandbox to root, where a developer's container has to switch it off by hand.
// Insisting on it then would only make every helper process crash, again and again.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
shutDebugging();
leaveKeychainToUs();
registerAppScheme();
forbidNames();
const dataFolder = prepareDataFolder();

if (!refusesUnconfined()) {
  if (app.requestSingleInstanceLock()) start();
  else app.quit();
}

function start(): void {
  const life = app.whenReady().then(begin);
  life.catch((error: unknown) => {
    stderrLog.bug(error);
    app.exit(1);
  });
  const whenAlive = (wish: (life: Life) => void): void => {
    life.then(wish).catch(stderrLog.bug);
  };
  app.on('open-url', (event, link) => {
    event.preventDefault();
    whenAlive((alive) => alive.follow(link));
  });
  app.on('second-instance', (_event, words) => whenAlive((alive) => alive.startedAgain(words)));
  app.on('window-all-closed', () => whenAlive((alive) => alive.closed()));

  async function begin(): Promise<Life> {
    setMenu({
      lock: () => whenAlive((alive) => alive.lock()),
      showAbout: () => whenAlive((alive) => alive.showAbout()),
    });
    const door = openDoor();
    // Whether such a start is to have a window, only the settings say.
    const isHidden = app.commandLine.hasSwitch(hiddenSwitch);
    const window = isHidden ? null : openWindow('own', stderrLog);
    const { live } = await import('./life.ts');
    return live(dataFolder, door, window);
  }
}
