import type { DueKey } from './due.ts';
import type { DueNow } from './due-now.ts';
import type { Locking } from './locking.ts';
import { countOf, dueLineOf } from './notice-of.ts';
import type { AppWindow, Clock, Log, Tray, TrayFace, TrayItem } from './ports.ts';
import type { Reminding } from './reminding.ts';
import type { StateStore } from './state-store.ts';

/** Our icon on the desktop: how many keys are due, and which, while the app goes on without its window. */
export interface TrayIcon {
  /** Once a minute, and soon after something has changed. */
  tick(): Promise<void>;
}

interface World {
  store: StateStore;
  dueNow: DueNow;
  reminding: Pick<Reminding, 'pause' | 'show'>;
  tray: Tray;
  appWindow: Pick<AppWindow, 'bringForward'>;
  locking: Pick<Locking, 'hidesNames' | 'subscribe'>;
  quit: () => void;
  clock: Clock;
  log: Log;
}

/** A menu has room for no more. */
const mostNamed = 10;
const hourMs = 60 * 60_000;
/** Many changes in a row are one. */
const soonMs = 1000;

export function createTrayIcon(world: World): TrayIcon {
  const { store, dueNow, reminding, tray, appWindow, locking, quit, clock, log } = world;
  let hasBegun = false;
  let isSoon = false;
  let isShown = false;
  let words = '';

  store.subscribe(({ parts, keys }) => {
    const { rotations, settings, remindersPausedUntil } = parts;
    const isOfUs = [keys ?? undefined, rotations, settings, remindersPausedUntil].some(
      (part) => part !== undefined,
    );
    // Before the first tick the window is not there yet.
    if (!isOfUs || isSoon || !hasBegun) return;
    isSoon = true;
    clock.after(soonMs, () => {
      isSoon = false;
      tick().catch(log.bug);
    });
  });

  // At once: the names in the menu are to go with the window.
  locking.subscribe(() => {
    if (hasBegun) tick().catch(log.bug);
  });

  async function tick(): Promise<void> {
    hasBegun = true;
    const { settings, desktop } = store.read();
    if (settings.staysInBackground) await show();
    else if (isShown) {
      tray.remove();
      isShown = false;
    }
    if (desktop.hasTray !== isShown) {
      store.change({ desktop: { ...store.read().desktop, hasTray: isShown } });
    }
  }

  async function show(): Promise<void> {
    const face = faceOf(dueNow.all());
    const now = JSON.stringify(face, (_name, value: unknown) =>
      typeof value === 'function' ? 'chosen' : value,
    );
    // Rebuilding a menu closes it under the hand of whoever has it open.
    if (isShown && now === words) return;
    words = now;
    isShown = await tray.show(face);
  }

  function faceOf(due: readonly DueKey[]): TrayFace {
    const { remindersPausedUntil } = store.read();
    const tooltip = due.length === 0 ? 'Keyturn: no key is due' : countOf(due);
    return {
      tooltip,
      count: due.length,
      items: [
        ...keyItems(due, locking.hidesNames()),
        { label: 'Open Keyturn', onChoose: () => appWindow.bringForward() },
        null,
        ...pauseItems(remindersPausedUntil),
        null,
        { label: 'Quit', onChoose: quit },
      ],
    };
  }

  function keyItems(due: readonly DueKey[], hidesNames: boolean): (TrayItem | null)[] {
    if (due.length === 0) return [];
    const all = due.map(({ row }) => row.id);
    const showAll = { label: countOf(due), onChoose: () => reminding.show(all, false) };
    if (hidesNames) return [showAll, null];
    const named = due.slice(0, mostNamed).map((one) => ({
      label: dueLineOf(one),
      onChoose: () => reminding.show([one.row.id], false),
    }));
    const others = due.length - named.length;
    return [...named, ...(others > 0 ? [{ ...showAll, label: `and ${others} more` }] : []), null];
  }

  function pauseItems(until: string | null): TrayItem[] {
    if (until !== null) {
      return [
        { label: 'Reminders are paused', onChoose: null },
        { label: 'Remind me again', onChoose: () => reminding.pause(null) },
      ];
    }
    return [
      {
        label: 'Pause reminders for 1 hour',
        onChoose: () => reminding.pause(new Date(clock.now().getTime() + hourMs).toISOString()),
      },
      {
        label: 'Pause reminders until tomorrow',
        onChoose: () => reminding.pause(tomorrow(clock.now()).toISOString()),
      },
    ];
  }

  return { tick };
}

/** Its first moment, where the user is. */
function tomorrow(now: Date): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
}
