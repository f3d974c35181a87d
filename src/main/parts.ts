import { uptime } from 'node:os';
import { join } from 'node:path';
import { app, type BrowserWindow } from 'electron';
import { ruleCards } from '../shared/rule-cards.ts';
import { createConnectors } from './connectors/index.ts';
import { createReleaseNews } from './connectors/release-news.ts';
import { createAboutParts } from './core/about-parts.ts';
import { createAccountParts, type AccountParts } from './core/account-parts.ts';
import { createHandOnParts } from './core/hand-on-parts.ts';
import { createKeyParts } from './core/key-parts.ts';
import { createKeychainCheck } from './core/keychain-check.ts';
import { createLockParts, type LockParts } from './core/lock-parts.ts';
import type { Kept } from './core/kept.ts';
import type { Records } from './core/ports.ts';
import { releases } from './core/releases.ts';
import { createRotationParts } from './core/rotation-parts.ts';
import type { StateStore } from './core/state-store.ts';
import { createTimeParts } from './core/time-parts.ts';
import { untilLocked } from './core/until-locked.ts';
import { createUseParts } from './core/use-parts.ts';
import { createWatchedKeychain } from './core/watched-keychain.ts';
import { createAppWindow } from './platform/app-window.ts';
import { systemBrowser } from './platform/browser.ts';
import { createCalendarNotes } from './platform/calendar-notes.ts';
import { systemClipboard } from './platform/clipboard.ts';
import { systemClock } from './platform/clock.ts';
import { createFiles } from './platform/files.ts';
import { systemFolders } from './platform/folders.ts';
import { systemIdle } from './platform/idle.ts';
import { systemKeychain } from './platform/keychain.ts';
import { bundledLicences } from './platform/licences.ts';
import { stderrLog } from './platform/log.ts';
import { createLoginStart } from './platform/login-start.ts';
import { systemNotifier } from './platform/notifier.ts';
import { createOutFiles } from './platform/out-files.ts';
import { createPrinter } from './platform/printer.ts';
import { systemRandom } from './platform/random.ts';
import { createSandboxProcess } from './platform/sandbox-process.ts';
import { systemShortcut } from './platform/shortcut.ts';
import { systemProxyFor } from './platform/system-proxy.ts';
import { systemTheme } from './platform/theme.ts';
import { createTray } from './platform/tray.ts';
import { systemUserCheck } from './platform/user-check.ts';

interface Wish {
  store: StateStore;
  kept: Kept;
  records: Records;
  windowOf: () => BrowserWindow | null;
  open: () => void;
}

/** Makes all parts and joins them. */
export function makeParts({ store, kept, records, windowOf, open }: Wish) {
  const keychain = createWatchedKeychain(systemKeychain, systemClock, store);
  const keychainCheck = createKeychainCheck({
    keychain,
    clock: systemClock,
    random: systemRandom,
    store,
  });
  const accountParts: AccountParts = createAccountParts({
    store,
    ruleCards,
    connectorOf: createConnectors({
      version: app.getVersion(),
      proxyFor: systemProxyFor,
      onServerTime: (heard) => accountParts.hearServerTime(heard),
    }),
    kept,
    records,
    keychain,
    sandbox: createSandboxProcess(systemClock, stderrLog),
    clock: systemClock,
    random: systemRandom,
    log: stderrLog,
  });
  const locking = () => lockParts.locking;
  const systemFiles = createFiles(windowOf);
  const files = { ...systemFiles, choose: untilLocked(() => systemFiles.choose(), locking) };
  const outFiles = createOutFiles(windowOf);
  const keyParts = createKeyParts({
    store,
    accountParts,
    kept,
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
    windowOf,
    open,
    log: stderrLog,
  });
  const useParts = createUseParts({
    store,
    accountParts,
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
    accountParts,
    keyParts,
    useParts,
    keychainCheck,
    clock: systemClock,
    random: systemRandom,
    log: stderrLog,
  });
  const handOnParts = createHandOnParts({
    store,
    accountParts,
    keyParts,
    useParts,
    clipboard: systemClipboard,
    outFiles: {
      ...outFiles,
      choose: untilLocked((...asked) => outFiles.choose(...asked), locking),
    },
    calendarNotes: createCalendarNotes(join(app.getPath('userData'), 'calendar.json')),
    printer: createPrinter(),
    clock: systemClock,
    log: stderrLog,
  });
  const lockParts: LockParts = createLockParts({
    store,
    accountParts,
    keyParts,
    useParts,
    appWindow,
    idle: systemIdle,
    userCheck: systemUserCheck,
    log: stderrLog,
  });
  const timeParts = createTimeParts({
    store,
    accountParts,
    keyParts,
    useParts,
    notifier: systemNotifier,
    tray: createTray(),
    appWindow,
    locking: lockParts.locking,
    quit: () => app.quit(),
    clock: systemClock,
    // It goes on while the computer sleeps.
    steadyMs: () => uptime() * 1000,
    log: stderrLog,
  });
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
  return {
    keychainCheck,
    accountParts,
    keyParts,
    appWindow,
    useParts,
    rotationParts,
    handOnParts,
    lockParts,
    timeParts,
    aboutParts,
  };
}
