import { app, powerMonitor, type BrowserWindow } from 'electron';
import { ruleCards } from '../shared/rule-cards.ts';
import { firstSettings } from '../shared/settings.ts';
import { createConnectors } from './connectors/index.ts';
import { createAccountParts, type AccountParts } from './core/account-parts.ts';
import { createAnswer } from './core/answer.ts';
import { createHandlers } from './core/handlers.ts';
import { createKeyParts } from './core/key-parts.ts';
import { createKeychainCheck } from './core/keychain-check.ts';
import { createRotationParts } from './core/rotation-parts.ts';
import { createMayQuit } from './core/quitting.ts';
import { createStateStore, type StateStore } from './core/state-store.ts';
import { createUseParts } from './core/use-parts.ts';
import { createWatchedKeychain } from './core/watched-keychain.ts';
import { registerAppScheme } from './platform/app-protocol.ts';
import { createAppWindow } from './platform/app-window.ts';
import { askBeforeQuit } from './platform/ask-before-quit.ts';
import { systemBrowser } from './platform/browser.ts';
import { systemClipboard } from './platform/clipboard.ts';
import { systemClock } from './platform/clock.ts';
import { prepareDataFolder } from './platform/data-folder.ts';
import { eachMinute } from './platform/each-minute.ts';
import { createFiles } from './platform/files.ts';
import { openDoor } from './platform/ipc.ts';
import { systemKeychain } from './platform/keychain.ts';
import { stderrLog } from './platform/log.ts';
import { setMenu } from './platform/menu.ts';
import { createQuestions } from './platform/questions.ts';
import { systemRandom } from './platform/random.ts';
import { openRecords } from './platform/records.ts';
import { createSandboxProcess } from './platform/sandbox-process.ts';
import { forbidNames } from './platform/session-guard.ts';
import { watchScreenLock } from './platform/screen-lock.ts';
import { systemShortcut } from './platform/shortcut.ts';
import { systemProxyFor } from './platform/system-proxy.ts';
import { systemTheme } from './platform/theme.ts';
import { whenLeaving } from './platform/when-leaving.ts';
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
  const { records, ...opened } = openRecords(app.getPath('userData'), systemClock, stderrLog);
  app.once('will-quit', () => opened.close());
  const store = createStateStore({
    app: {
      version: app.getVersion(),
      runtime: `Electron ${process.versions.electron}`,
      platform: platform(),
    },
    dataFolder,
    records: opened.state,
    sandbox: { status: 'ok' },
    keychain: { status: 'unknown' },
    checkingKeychain: false,
    keychainIsSlow: false,
    services: [],
    accounts: [],
    hiddenAccounts: [],
    keys: [],
    settings: firstSettings,
    paletteShortcut: 'none',
    paletteAskedCount: 0,
    clipboard: null,
    revealed: null,
    tips: [],
    unsaved: [],
    forgotten: [],
    checkRun: null,
    rotations: [],
  });
  const keychain = createWatchedKeychain(systemKeychain, systemClock, store);
  const keychainCheck = createKeychainCheck({
    keychain,
    clock: systemClock,
    random: systemRandom,
    store,
  });
  const refreshKeychain = (): void => void keychainCheck.refresh().catch(stderrLog.bug);
  const parts: AccountParts = createAccountParts({
    store,
    ruleCards,
    connectorOf: createConnectors({
      version: app.getVersion(),
      proxyFor: systemProxyFor,
      onServerTime: (heard) => parts.hearServerTime(heard),
    }),
    records,
    keychain,
    sandbox: createSandboxProcess(systemClock, stderrLog),
    clock: systemClock,
    random: systemRandom,
    log: stderrLog,
  });
  let window: BrowserWindow | null = null;
  const files = createFiles(() => window);
  const keyParts = createKeyParts({
    store,
    accountParts: parts,
    records,
    keychain,
    keychainCheck,
    clipboard: systemClipboard,
    files,
    clock: systemClock,
    random: systemRandom,
    log: stderrLog,
  });
  const useParts = createUseParts({
    store,
    accountParts: parts,
    keyParts,
    records,
    clipboard: systemClipboard,
    files,
    appWindow: createAppWindow({ windowOf: () => window, open: () => open() }),
    shortcut: systemShortcut,
    theme: systemTheme,
    clock: systemClock,
    log: stderrLog,
  });
  const rotationParts = createRotationParts({
    store,
    accountParts: parts,
    keyParts,
    useParts,
    keychainCheck,
    clock: systemClock,
    random: systemRandom,
    log: stderrLog,
  });
  const { rotations } = rotationParts;
  const tick = async (): Promise<void> => {
    await parts.signIn.restore();
    await parts.tick();
    keyParts.tick();
    rotations.tick();
  };

  const questions = createQuestions(() => window);
  const holdBack = askBeforeQuit(createMayQuit(keyParts.newKeys, questions), stderrLog);
  const hideKey = (): void => useParts.revealing.hide();
  function open(): void {
    window = openWindow(stderrLog);
    holdBack(window);
    window.on('focus', refreshKeychain);
    window.on('focus', () => void useParts.copying.look().catch(stderrLog.bug));
    window.on('hide', hideKey);
    window.on('minimize', hideKey);
    window.webContents.on('render-process-gone', hideKey);
    window.on('closed', () => {
      window = null;
      hideKey();
    });
  }

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
    useParts.chosenSettings.begin();
    whenLeaving(() => useParts.leave(), stderrLog);
    whileKeyIsOut(store, () => watchScreenLock(() => void useParts.leave().catch(stderrLog.bug)));
    const handlers = createHandlers({
      store,
      keychainCheck,
      browser: systemBrowser,
      ...parts,
      keyParts,
      useParts,
      rotationParts,
    });
    const answer = createAnswer(handlers, stderrLog);
    openDoor(() => window, answer, store);
    open();
    refreshKeychain();
    rotations.begin();
    eachMinute(() => tick().catch(stderrLog.bug));
    // Not while the window comes up.
    systemClock.after(5000, () => eachMinute(async () => opened.backUp()));
    // Sessions that wait in a keychain which was shut until now.
    whenKeychainOpens(store, () => void parts.signIn.restore().catch(stderrLog.bug));
    // Keys that wait in memory for the same, and items that wait to be deleted.
    whenKeychainOpens(
      store,
      () =>
        void keyParts
          .goOn()
          .then(() => rotations.keychainOpened())
          .catch(stderrLog.bug),
    );
    powerMonitor.on('resume', refreshKeychain);
    powerMonitor.on('unlock-screen', refreshKeychain);
  }
  begin().catch((error: unknown) => {
    stderrLog.bug(error);
    app.exit(1);
  });
}

function whenKeychainOpens(store: StateStore, listener: () => void): void {
  let wasOpen = store.read().keychain.status === 'ok';
  store.subscribe(() => {
    const isOpen = store.read().keychain.status === 'ok';
    if (isOpen && !wasOpen) listener();
    wasOpen = isOpen;
  });
}

/** Begins something when a key is in the clipboard or shown, and ends it when none is any more. */
function whileKeyIsOut(store: StateStore, begin: () => () => void): void {
  let end: (() => void) | null = null;
  store.subscribe(() => {
    const { clipboard, revealed } = store.read();
    if (clipboard !== null || revealed !== null) end ??= begin();
    else if (end) {
      end();
      end = null;
    }
  });
}

function platform(): 'linux' | 'mac' | 'windows' {
  if (process.platform === 'darwin') return 'mac';
  return process.platform === 'win32' ? 'windows' : 'linux';
}
