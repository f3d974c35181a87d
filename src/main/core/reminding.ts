import type { KeyId, KeyPlan } from '../../shared/key.ts';
import { isQuietTime } from '../../shared/quiet-time.ts';
import type { AccountBook } from './account-book.ts';
import { skewAfterChange } from './clock-skew.ts';
import type { DueKey } from './due.ts';
import type { DueNow } from './due-now.ts';
import { FailureError } from './failure-error.ts';
import type { Inventory } from './inventory.ts';
import type { KeyPlans } from './key-plans.ts';
import type { Locking } from './locking.ts';
import { noticeOf } from './notice-of.ts';
import type { AppWindow, Clock, Log, NoticeAction, Notifier } from './ports.ts';
import type { StateStore } from './state-store.ts';

/** Tells the owners of keys, in time and once, that a key ends, whether or not our window is open. */
export interface Reminding {
  /** Once a minute, at the start, on waking up and when the screen is unlocked; one at a time. */
  tick(): Promise<void>;
  pause(until: string | null): void;
  /** Brings the window forward, with these keys in it. */
  show(keyIds: readonly KeyId[], isToRotate: boolean): void;
}

interface World {
  store: StateStore;
  book: AccountBook;
  dueNow: DueNow;
  inventory: Inventory;
  keyPlans: KeyPlans;
  notifier: Notifier;
  appWindow: Pick<AppWindow, 'bringForward'>;
  locking: Pick<Locking, 'hidesNames' | 'subscribe'>;
  clock: Clock;
  /** Milliseconds that no change of the clock moves. */
  steadyMs: () => number;
  log: Log;
}

/** All keys that are due are one notification, and the next takes its place. */
const noticeName = 'due';
const snoozeMs = 24 * 60 * 60_000;
/** Where nobody shows notifications, or the disk does not take what was told. */
const retryAfterMs = 15 * 60_000;
/** A clock that has moved by more than this beside the steady one was changed. */
const mostDriftMs = 2 * 60_000;
/** So many stages of one end are remembered; there are never more. */
const mostTold = 40;

export function createReminding(world: World): Reminding {
  const { store, book, dueNow, inventory, keyPlans, notifier, appWindow, locking } = world;
  const { clock, steadyMs, log } = world;
  let retryAtMs = 0;
  let shown: readonly KeyId[] = [];
  let namesShown = false;
  let apartMs = clock.now().getTime() - steadyMs();

  notifier.onAction((name, action) => {
    try {
      if (name === noticeName) act(action);
      else appWindow.bringForward();
    } catch (error) {
      // Nobody is there to hear that the disk is full: what was not snoozed is told again.
      if (!(error instanceof FailureError)) log.bug(error);
    }
  });

  // One that names keys goes where none is to be named, as with the window. They stay in the tray, counted, and in the window.
  locking.subscribe(withdrawNames);

  async function tick(): Promise<void> {
    noteClockChange();
    withdrawWhatIsDone();
    // It may have been chosen since.
    withdrawNames();
    const now = clock.now();
    const { settings, remindersPausedUntil } = store.read();
    if (remindersPausedUntil !== null) {
      if (Date.parse(remindersPausedUntil) > now.getTime()) return;
      store.change({ remindersPausedUntil: null });
    }
    if (!settings.reminders.isOn || now.getTime() < retryAtMs) return;
    if (isQuietTime(settings.reminders, now)) return;
    const due = dueNow.untold();
    if (due.length > 0) await tell(due, locking.hidesNames());
  }

  /** A key that was rotated, retired or snoozed in our window needs no word on the desktop. */
  function withdrawWhatIsDone(): void {
    if (shown.length === 0) return;
    const due = new Set(dueNow.all().map(({ row }) => row.id));
    if (shown.some((id) => due.has(id))) return;
    shown = [];
    namesShown = false;
    notifier.withdraw(noticeName);
  }

  function withdrawNames(): void {
    if (namesShown && locking.hidesNames()) notifier.withdraw(noticeName);
    namesShown &&= !locking.hidesNames();
  }

  /** What was put off to a time of the old clock would wait too long, or for ever, by the new one. */
  function noteClockChange(): void {
    const nowApartMs = clock.now().getTime() - steadyMs();
    const changedByMs = nowApartMs - apartMs;
    apartMs = nowApartMs;
    if (Math.abs(changedByMs) <= mostDriftMs) return;
    retryAtMs = 0;
    dueNow.forgetFaults();
    if (changedByMs < 0 && store.read().remindersPausedUntil !== null) pause(null);
    // Until a service is heard again, its clock would seem to be wrong by what ours was.
    for (const { account, clockSkewMs } of book.all()) {
      if (clockSkewMs === null) continue;
      book.change(account.id, { clockSkewMs: skewAfterChange(clockSkewMs, changedByMs) });
    }
  }

  async function tell(due: readonly DueKey[], hidesNames: boolean): Promise<void> {
    // Also if it throws: nobody is to be told each minute.
    retryAtMs = clock.now().getTime() + retryAfterMs;
    const isShown = await notifier.show({ name: noticeName, ...noticeOf(due, hidesNames) });
    const { desktop } = store.read();
    if (desktop.hasNotifications !== isShown) {
      store.change({ desktop: { ...desktop, hasNotifications: isShown } });
    }
    if (!isShown) return;
    namesShown = !hidesNames;
    shown = due.map(({ row }) => row.id);
    // Locked while the desktop took its time.
    withdrawNames();
    try {
      keyPlans.tell(due.map((one) => toldOf(one, keyPlans.of(one.row.id))));
      retryAtMs = 0;
    } catch (error) {
      // It is told once more later, rather than never.
      if (!(error instanceof FailureError)) throw error;
    }
  }

  function act(action: NoticeAction): void {
    const known = new Set(inventory.all().map(({ id }) => id));
    const keyIds = shown.filter((id) => known.has(id));
    if (action === 'snooze') {
      const until = new Date(clock.now().getTime() + snoozeMs).toISOString();
      keyPlans.snooze({ keyIds, until });
    } else show(keyIds, action === 'rotate');
  }

  function show(keyIds: readonly KeyId[], isToRotate: boolean): void {
    appWindow.bringForward();
    const { count } = store.read().keysAsked;
    store.change({ keysAsked: { count: count + 1, keyIds: [...keyIds], isToRotate } });
  }

  function pause(until: string | null): void {
    store.change({ remindersPausedUntil: until });
  }

  return { tick, pause, show };
}

function toldOf({ row, stageAt, endsAt }: DueKey, plan: KeyPlan | null) {
  const before = plan?.told?.endsAt === endsAt ? plan.told.stageAts : [];
  return { keyId: row.id, told: { endsAt, stageAts: [...before, stageAt].slice(-mostTold) } };
}
