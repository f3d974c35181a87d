import { app, powerMonitor, type BrowserWindow } from 'electron';
import type { DataFolderState } from '../shared/state.ts';
import { createAnswer } from './core/answer.ts';
import { firstState, nothingAsked } from './core/first-state.ts';
import { createHandlers } from './core/handlers.ts';
import { createMayQuit } from './core/quitting.ts';
import { releases } from './core/releases.ts';
import { createStateStore, type StateStore } from './core/state-store.ts';
import { makeParts } from './parts.ts';
import { askBeforeQuit } from './platform/ask-before-quit.ts';
import { systemBrowser } from './platform/browser.ts';
import { buildOf } from './platform/build.ts';
import { systemClock } from './platform/clock.ts';
import { eachMinute } from './platform/each-minute.ts';
import type { Door } from './platform/ipc.ts';
import { claimLinks, linkIn } from './platform/links.ts';
import { stderrLog } from './platform/log.ts';
import { hiddenSwitch } from './platform/login-start.ts';
import { createQuestions } from './platform/questions.ts';
import { quitOnSignal } from './platform/quit-on-signal.ts';
import { openRecords } from './platform/records.ts';
import { watchScreenLock } from './platform/screen-lock.ts';
import { whenLeaving } from './platform/when-leaving.ts';
import { openWindow } from './platform/window.ts';

/** What the app does when it is asked from outside its window. */
export interface Life {
  /** Another program opens a link of ours. */
  follow(link: string): void;
  /** It was started once more. */
  startedAgain(words: readonly string[]): void;
  /** Its last window is gone. */
  closed(): void;
  lock(): void;
  showAbout(): void;
}

/** The life of the app: what happens at its start, with its window, and at its end. */
export function live(dataFolder: DataFolderState, door: Door, early: BrowserWindow | null): Life {
  const { records, kept, ...opened } = openRecords(app.getPath('userData'), systemClock, stderrLog);
  app.once('will-quit', () => opened.close());
  const store = createStateStore(
    firstState({
      app: {
        version: app.getVersion(),
        runtime: `Electron ${process.versions.electron}`,
        chromium: process.versions.chrome,
        build: buildOf(),
        platform: platform(),
      },
      dataFolder,
      records: opened.state,
      canAskForUpdates: releases !== null,
    }),
  );
  let window: BrowserWindow | null = null;
  const windowOf = () => window;
  const parts = makeParts({ store, records, kept, windowOf, open: () => void open() });
  const { keychainCheck, accountParts, keyParts, appWindow, useParts } = parts;
  const { rotationParts, handOnParts, lockParts, timeParts, aboutParts } = parts;
  const { rotations } = rotationParts;
  const { locking } = lockParts;
  const { background } = timeParts;
  const refreshKeychain = (): void => void keychainCheck.refresh().catch(stderrLog.bug);
  const tick = async (): Promise<void> => {
    await accountParts.signIn.restore();
    await accountParts.tick();
    await locking.tick();
    keyParts.tick();
    rotations.tick();
  };

  const questions = createQuestions(windowOf);
  const mayQuit = createMayQuit(keyParts.newKeys, questions, locking);
  // On macOS an app lives on without its window.
  const goesOn = (): boolean => process.platform === 'darwin' || background.isWanted();
  const holdBack = askBeforeQuit(mayQuit, goesOn, stderrLog);
  const hideKey = (): void => useParts.revealing.hide();
  function open(): BrowserWindow {
    return adopt(openWindow(locking.isLocked() ? 'lock' : 'own', stderrLog));
  }
  function adopt(newOne: BrowserWindow): BrowserWindow {
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
      hideKey();
      // Another is there already, and what was asked for is for that one.
      if (window !== newOne) return;
      window = null;
      // What is asked for from now on is for the next window, and nothing else is.
      store.change(nothingAsked);
      lockParts.memoKeeper.drop();
    });
    return newOne;
  }

  app.on('activate', () => {
    if (!window) open();
  });

  function begin(): void {
    quitOnSignal();
    claimLinks();
    useParts.chosenSettings.begin(kept.settings);
    whenLeaving(async () => {
      await Promise.all([useParts.leave(), keychainCheck.settle()]);
    }, stderrLog);
    powerMonitor.on('suspend', () => locking.hear({ kind: 'sleep' }));
    const handlers = createHandlers({
      store,
      keychainCheck,
      browser: systemBrowser,
      ...accountParts,
      keyParts,
      useParts,
      rotationParts,
      handOnParts,
      timeParts,
      lockParts,
      aboutHandlers: aboutParts.aboutHandlers,
    });
    const answer = createAnswer(handlers, locking, stderrLog);
    door.lead(windowOf, answer, store, locking);
    whenPainted(firstWindow(), () => {
      refreshKeychain();
      remind();
      watchScreen();
      handOnParts.calendarFile.begin();
    });
    const link = linkIn(process.argv);
    if (link !== null) aboutParts.links.follow(link);
    rotations.begin();
    eachMinute(() => tick().catch(stderrLog.bug));
    // Not while the window comes up.
    systemClock.after(5000, () => eachMinute(async () => opened.backUp()));
    // Sessions that wait in a keychain which was shut until now.
    whenKeychainOpens(store, () => void accountParts.signIn.restore().catch(stderrLog.bug));
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

  function firstWindow(): BrowserWindow | null {
    // Closed by its user before we were there.
    if (early?.isDestroyed()) return null;
    if (early) return adopt(early);
    // Who wants nothing in the background wants a window.
    return background.isWanted() ? null : open();
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

  begin();
  return {
    follow: (link) => aboutParts.links.follow(link),
    startedAgain(words) {
      const link = linkIn(words);
      if (link !== null) aboutParts.links.follow(link);
      // Without its window, this is how the app is reached where the desktop shows no icon of it.
      else if (!words.includes(`--${hiddenSwitch}`)) appWindow.bringForward();
    },
    closed() {
      if (!goesOn()) app.quit();
      else if (background.isWanted()) background.begin().catch(stderrLog.bug);
    },
    lock: () => locking.hear({ kind: 'asked' }),
    showAbout: aboutParts.askForAbout,
  };
}

/** At once where there is none, and soon where its page does not come up. */
function whenPainted(window: BrowserWindow | null, work: () => void): void {
  if (window === null || window.isVisible()) {
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
