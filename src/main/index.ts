import { uptime } from 'node:os';
import { join } from 'node:path';
import { app, powerMonitor, type BrowserWindow } from 'electron';
import { ruleCards } from '../shared/rule-cards.ts';
import { firstSettings } from '../shared/settings.ts';
import { createConnectors } from './connectors/index.ts';
import { createReleaseNews } from './connectors/release-news.ts';
import { createAboutParts } from './core/about-parts.ts';
import { createAccountParts, type AccountParts } from './core/account-parts.ts';
import { createAnswer } from './core/answer.ts';
import { createHandlers } from './core/handlers.ts';
import { createHandOnParts } from './core/hand-on-parts.ts';
import { createKeyParts } from './core/key-parts.ts';
import { createKeychainCheck } from './core/keychain-check.ts';
import { createLockParts } from './core/lock-parts.ts';
import { createRotationParts } from './core/rotation-parts.ts';
import { createMayQuit } from './core/quitting.ts';
import { releases } from './core/releases.ts';
import { createStateStore, type StateStore } from './core/state-store.ts';
import { createTimeParts } from './core/time-parts.ts';
import { createUseParts } from './core/use-parts.ts';
import { createWatchedKeychain } from './core/watched-keychain.ts';
import { registerAppScheme } from './platform/app-protocol.ts';
import { createAppWindow } from './platform/app-window.ts';
import { askBeforeQuit } from './platform/ask-before-quit.ts';
import { buildOf } from './platform/build.ts';
import { systemBrowser } from './platform/browser.ts';
import { createCalendarNotes } from './platform/calendar-notes.ts';
import { systemClipboard } from './platform/clipboard.ts';
import { systemClock } from './platform/clock.ts';
import { prepareDataFolder } from './platform/data-folder.ts';
import { eachMinute } from './platform/each-minute.ts';
import { createFiles } from './platform/files.ts';
import { systemIdle } from './platform/idle.ts';
import { systemFolders } from './platform/folders.ts';
import { openDoor } from './platform/ipc.ts';
import { systemKeychain } from './platform/keychain.ts';
import { leaveKeychainToUs } from './platform/leave-keychain.ts';
import { bundledLicences } from './platform/licences.ts';
import { linkOfStart, onLink } from './platform/links.ts';
import { stderrLog } from './platform/log.ts';
import { createLoginStart, hiddenSwitch } from './platform/login-start.ts';
import { setMenu } from './platform/menu.ts';
import { systemNotifier } from './platform/notifier.ts';
import { createOutFiles } from './platform/out-files.ts';
import { createPrinter } from './platform/printer.ts';
import { createQuestions } from './platform/questions.ts';
import { quitOnSignal } from './platform/quit-on-signal.ts';
import { systemRandom } from './platform/random.ts';
import { openRecords } from './platform/records.ts';
import { refusesUnconfined } from './platform/refuse-unconfined.ts';
import { createSandboxProcess } from './platform/sandbox-process.ts';
import { forbidNames } from './platform/session-guard.ts';
import { watchScreenLock } from './platform/screen-lock.ts';
import { systemShortcut } from './platform/shortcut.ts';
import { shutDebugging } from './platform/shut-debugging.ts';
import { systemProxyFor } from './platform/system-proxy.ts';
import { systemTheme } from './platform/theme.ts';
import { createTray } from './platform/tray.ts';
import { systemUserCheck } from './platform/user-check.ts';
import { whenLeaving } from './platform/when-leaving.ts';
import { openWindow } from './platform/window.ts';

// Makes the parts and joins them; the only file that knows all others.

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
  const { records, ...opened } = openRecords(app.getPath('userData'), systemClock, stderrLog);
  app.once('will-quit', () => opened.close());
  const store = createStateStore({
    app: {
      version: app.getVersion(),
      runtime: `Electron ${process.versions.electron}`,
      chromium: process.versions.chrome,
      build: buildOf(),
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
    aboutAskedCount: 0,
    update: { canAsk: releases !== null, isAsking: false, found: null },
    clipboard: null,
    revealed: null,
    tips: [],
    unsaved: [],
    forgotten: [],
    checkRun: null,
    rotations: [],
    contactRun: null,
    remindersPausedUntil: null,
    keysAsked: { count: 0, keyIds: [], isToRotate: false },
    calendarTrouble: null,
    desktop: { hasTray: false, hasNotifications: false },
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
  const appWindow = createAppWindow({
    windowOf: () => window,
    open: () => void open(),
    log: stderrLog,
  });
  const useParts = createUseParts({
    store,
    accountParts: parts,
    keyParts,
    records,
    clipboard: systemClipboard,
    files,
    appWindow,
    shortcut: systemShortcut,
    theme: systemTheme,
    loginStart: createLoginStart(),
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
  const handOnParts = createHandOnParts({
    store,
    accountParts: parts,
    keyParts,
    useParts,
    clipboard: systemClipboard,
    outFiles: createOutFiles(() => window),
    calendarNotes: createCalendarNotes(join(app.getPath('userData'), 'calendar.json')),
    printer: createPrinter(),
    clock: systemClock,
    log: stderrLog,
  });
  const lockParts = createLockParts({
    store,
    accountParts: parts,
    useParts,
    appWindow,
    idle: systemIdle,
    userCheck: systemUserCheck,
    log: stderrLog,
  });
  const { locking } = lockParts;
  const timeParts = createTimeParts({
    store,
    accountParts: parts,
    keyParts,
    useParts,
    notifier: systemNotifier,
    tray: createTray(),
    appWindow,
    locking,
    quit: () => app.quit(),
    clock: systemClock,
    // It goes on while the computer sleeps.
    steadyMs: () => uptime() * 1000,
    log: stderrLog,
  });
  const { background } = timeParts;
  const aboutParts = createAboutParts({
    store,
    keyParts,
    useParts,
    timeParts,
    appWindow,
    licences: bundledLicences,
    folders: systemFolders,
    releases,
    releaseNews: createReleaseNews({
      version: app.getVersion(),
      proxyFor: systemProxyFor,
      onServerTime: () => undefined,
    }),
    browser: systemBrowser,
    clock: systemClock,
  });
  const tick = async (): Promise<void> => {
    await parts.signIn.restore();
    await parts.tick();
    await locking.tick();
    keyParts.tick();
    rotations.tick();
  };

  const questions = createQuestions(() => window);
  const mayQuit = createMayQuit(keyParts.newKeys, questions, locking);
  // On macOS an app lives on without its window.
  const goesOn = (): boolean => process.platform === 'darwin' || background.isWanted();
  const holdBack = askBeforeQuit(mayQuit, goesOn, stderrLog);
  const hideKey = (): void => useParts.revealing.hide();
  function open(): BrowserWindow {
    const newOne = openWindow(locking.isLocked() ? 'lock' : 'own', stderrLog);
    window = newOne;
    holdBack(newOne);
    newOne.on('focus', refreshKeychain);
    newOne.on('focus', () => void useParts.copying.look().catch(stderrLog.bug));
    newOne.on('hide', hideKey);
    newOne.on('minimize', hideKey);
    newOne.webContents.on('render-process-gone', () => {
      hideKey();
      // What has made it crash might do so again.
      if (!locking.isLocked()) lockParts.memoKeeper.drop();
    });
    newOne.on('closed', () => {
      window = null;
      hideKey();
      // What is asked for from now on is for the next window, and nothing else is.
      const keysAsked = { count: 0, keyIds: [], isToRotate: false };
      store.change({ paletteAskedCount: 0, aboutAskedCount: 0, keysAsked });
      lockParts.memoKeeper.drop();
    });
    return newOne;
  }

  let hasBegun = false;
  // On macOS it comes before the app has begun, elsewhere with its words.
  let firstLink = linkOfStart();
  onLink((link, words) => {
    if (!hasBegun) firstLink = link ?? firstLink;
    else if (link !== null) aboutParts.links.follow(link);
    // Without its window, this is how the app is reached where the desktop shows no icon of it.
    else if (!words.includes(`--${hiddenSwitch}`)) appWindow.bringForward();
  });
  app.on('activate', () => {
    if (!window) open();
  });
  app.on('window-all-closed', () => {
    if (!goesOn()) app.quit();
    else if (background.isWanted()) background.begin().catch(stderrLog.bug);
  });

  async function begin(): Promise<void> {
    await app.whenReady();
    setMenu({ lock: () => locking.hear({ kind: 'asked' }), showAbout: aboutParts.askForAbout });
    quitOnSignal();
    useParts.chosenSettings.begin();
    whenLeaving(() => useParts.leave(), stderrLog);
    powerMonitor.on('suspend', () => locking.hear({ kind: 'sleep' }));
    const handlers = createHandlers({
      store,
      keychainCheck,
      browser: systemBrowser,
      ...parts,
      keyParts,
      useParts,
      rotationParts,
      handOnParts,
      timeParts,
      lockParts,
      aboutHandlers: aboutParts.aboutHandlers,
    });
    const answer = createAnswer(handlers, locking, stderrLog);
    openDoor(() => window, answer, store, locking);
    hasBegun = true;
    // Who wants nothing in the background wants a window.
    const isHidden = app.commandLine.hasSwitch(hiddenSwitch) && background.isWanted();
    whenPainted(isHidden ? null : open(), () => {
      remind();
      watchScreen();
      handOnParts.calendarFile.begin();
    });
    if (firstLink !== null) aboutParts.links.follow(firstLink);
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
  }

  function remind(): void {
    eachMinute(() => timeParts.tick().catch(stderrLog.bug));
    eachMinute(() => aboutParts.tick().catch(stderrLog.bug));
  }

  function watchScreen(): void {
    watchScreenLock({
      onLock() {
        useParts.leave().catch(stderrLog.bug);
        locking.hear({ kind: 'screen-locked' });
      },
      onUnlock() {
        refreshKeychain();
        timeParts.tick().catch(stderrLog.bug);
      },
    });
  }

  begin().catch((error: unknown) => {
    stderrLog.bug(error);
    app.exit(1);
  });
}

/** At once where there is no window, and soon where its page does not come up. */
function whenPainted(window: BrowserWindow | null, work: () => void): void {
  if (window === null) {
    work();
    return;
  }
  let isDone = false;
  const once = (): void => {
    if (!isDone) work();
    isDone = true;
  };
  window.once('ready-to-show', once);
  systemClock.after(10_000, once);
}

function whenKeychainOpens(store: StateStore, listener: () => void): void {
  let wasOpen = store.read().keychain.status === 'ok';
  store.subscribe(() => {
    const isOpen = store.read().keychain.status === 'ok';
    if (isOpen && !wasOpen) listener();
    wasOpen = isOpen;
  });
}

function platform(): 'linux' | 'mac' | 'windows' {
  if (process.platform === 'darwin') return 'mac';
  return process.platform === 'win32' ? 'windows' : 'linux';
}
