import { app, powerMonitor, type BrowserWindow } from 'electron';
import { createAnswer } from './core/answer.ts';
import { createHandlers } from './core/handlers.ts';
import { createKeychainCheck } from './core/keychain-check.ts';
import { createStateStore } from './core/state-store.ts';
import { registerAppScheme } from './platform/app-protocol.ts';
import { systemClock } from './platform/clock.ts';
import { prepareDataFolder } from './platform/data-folder.ts';
import { openDoor } from './platform/ipc.ts';
import { systemKeychain } from './platform/keychain.ts';
import { stderrLog } from './platform/log.ts';
import { setMenu } from './platform/menu.ts';
import { systemRandom } from './platform/random.ts';
import { forbidNames } from './platform/session-guard.ts';
import { bringToFront, openWindow } from './platform/window.ts';

// Makes the parts and joins them; the only file that knows all others.

// Chromium refuses its sandbox to root, where a developer's container has to switch it off by hand.
// Insisting on it then would only make every helper process crash, again and again.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
registerAppScheme();
forbidNames();
const dataFolder = prepareDataFolder();

if (app.requestSingleInstanceLock()) {
  start();
} else {
  app.quit();
}

function start(): void {
  const store = createStateStore({
    app: {
      version: app.getVersion(),
      runtime: `Electron ${process.versions.electron}`,
      platform: platform(),
    },
    dataFolder,
    keychain: { status: 'unknown' },
    checkingKeychain: false,
  });
  const keychainCheck = createKeychainCheck({
    keychain: systemKeychain,
    clock: systemClock,
    random: systemRandom,
    store,
  });
  const refreshKeychain = (): void => void keychainCheck.refresh().catch(stderrLog.bug);

  let window: BrowserWindow | null = null;
  const open = (): void => {
    window = openWindow(stderrLog);
    window.on('focus', refreshKeychain);
    window.on('closed', () => {
      window = null;
    });
  };

  app.on('second-instance', () => {
    if (window) bringToFront(window);
  });
  app.on('activate', () => {
    if (!window) open();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });

  async function begin(): Promise<void> {
    await app.whenReady();
    setMenu();
    const answer = createAnswer(createHandlers(store, keychainCheck), stderrLog);
    openDoor(() => window, answer, store);
    open();
    refreshKeychain();
    powerMonitor.on('resume', refreshKeychain);
    powerMonitor.on('unlock-screen', refreshKeychain);
  }
  begin().catch((error: unknown) => {
    stderrLog.bug(error);
    app.exit(1);
  });
}

function platform(): 'linux' | 'mac' | 'windows' {
  if (process.platform === 'darwin') return 'mac';
  return process.platform === 'win32' ? 'windows' : 'linux';
}
