import type { KeyId, KeyPlan, KeyRow } from '../../shared/key.ts';
import { isQuietTime } from '../../shared/quiet-time.ts';
import { stagesOf } from '../../shared/stages.ts';
import type { AccountBook } from './account-book.ts';
import { timeThere } from './clock-skew.ts';
import { dueKeys, type DueKey } from './due.ts';
import { FailureError } from './failure-error.ts';
import type { Inventory } from './inventory.ts';
import type { KeyPlans } from './key-plans.ts';
import { noticeOf } from './notice-of.ts';
import type { AppWindow, Clock, Log, NoticeAction, Notifier } from './ports.ts';
import type { RotationBook } from './rotation-book.ts';
import type { StateStore } from './state-store.ts';

/** Tells the owners of keys, in time and once, that a key ends, whether or not our window is open. */
export interface Reminding {
  /** Once a minute, at the start, on waking up, when the screen is unlocked and when the clock is changed. */
  tick(): Promise<void>;
  pause(until: string | null): void;
}

interface World {
  store: StateStore;
  book: AccountBook;
  inventory: Inventory;
  keyPlans: KeyPlans;
  rotationBook: RotationBook;
  notifier: Notifier;
  appWindow: AppWindow;
  clock: Clock;
  log: Log;
}

/** All keys that are due are one notification, and the next takes its place. */
const noticeName = 'due';
const snoozeMs = 24 * 60 * 60_000;
/** Where nobody shows notifications, or the disk does not take what was told. */
const retryAfterMs = 15 * 60_000;
/** A row that cannot be reckoned is left alone so long. */
const faultyForMs = 60 * 60_000;
/** So many stages of one end are remembered; there are never more. */
const mostTold = 40;

export function createReminding(world: World): Reminding {
  const { store, book, inventory, keyPlans, rotationBook, notifier, appWindow, clock, log } = world;
  let running: Promise<void> | null = null;
  let retryAtMs = 0;
  let shown: readonly KeyId[] = [];
  const faultyUntil = new Map<KeyId, number>();

  notifier.onAction((name, action) => {
    if (name === noticeName) act(action);
  });

  function tick(): Promise<void> {
    running ??= sweep().finally(() => {
      running = null;
    });
    return running;
  }

  async function sweep(): Promise<void> {
    const now = clock.now();
    const { settings, remindersPausedUntil } = store.read();
    if (remindersPausedUntil !== null && Date.parse(remindersPausedUntil) <= now.getTime()) {
      store.change({ remindersPausedUntil: null });
    } else if (remindersPausedUntil !== null) return;
    const isBack = retryAtMs - now.getTime() > retryAfterMs;
    if (!settings.reminders.isOn || (now.getTime() < retryAtMs && !isBack)) return;
    if (isQuietTime(settings.reminders, now)) return;
    const due = dueNow();
    if (due.length > 0) await tell(due, settings.reminders.hidesNames);
  }

  function dueNow(): DueKey[] {
    const nowMs = clock.now().getTime();
    const { settings, services } = store.read();
    const cards = new Map(services.map((card) => [card.id, card]));
    const accounts = new Map(
      book.all().map(({ account, clockSkewMs }) => [
        account.id,
        {
          stages: (row: KeyRow) =>
            stagesOf(row, cards.get(account.serviceId) ?? null, settings.reminders),
          nowMs: timeThere(new Date(nowMs), clockSkewMs).getTime(),
        },
      ]),
    );
    const replaced = new Set(rotationBook.open().map(({ old }) => old.keyId));
    const rows = inventory.all().filter(({ id }) => (faultyUntil.get(id) ?? 0) <= nowMs);
    return dueKeys(
      {
        rows,
        stagesOf: (row) => accounts.get(row.accountId)?.stages(row) ?? [],
        planOf: keyPlans.of,
        isBeingReplaced: ({ id }) => replaced.has(id),
        nowMsOf: (row) => accounts.get(row.accountId)?.nowMs ?? nowMs,
      },
      (row, error) => {
        faultyUntil.set(row.id, nowMs + faultyForMs);
        log.bug(error);
      },
    );
  }

  async function tell(due: readonly DueKey[], hidesNames: boolean): Promise<void> {
    const now = clock.now();
    const isShown = await notifier.show({ name: noticeName, ...noticeOf(due, hidesNames, now) });
    const { desktop } = store.read();
    if (desktop.hasNotifications !== isShown) {
      store.change({ desktop: { ...desktop, hasNotifications: isShown } });
    }
    retryAtMs = now.getTime() + retryAfterMs;
    if (!isShown) return;
    shown = due.map(({ row }) => row.id);
    try {
      keyPlans.tell(due.map((one) => toldOf(one, keyPlans.of(one.row.id))));
      retryAtMs = 0;
    } catch (error) {
      // It is told once more later, rather than never.
      if (!(error instanceof FailureError)) throw error;
    }
  }

  function act(action: NoticeAction): void {
    const keyIds = shown.filter((id) => inventory.all().some((row) => row.id === id));
    if (action === 'snooze') {
      const until = new Date(clock.now().getTime() + snoozeMs).toISOString();
      if (keyIds.length > 0) keyPlans.snooze({ keyIds, until });
      return;
    }
    appWindow.bringForward();
    const { count } = store.read().keysAsked;
    store.change({ keysAsked: { count: count + 1, keyIds, isToRotate: action === 'rotate' } });
  }

  return {
    tick,
    pause: (until) => store.change({ remindersPausedUntil: until }),
  };
}

function toldOf({ row, stageAt, endsAt }: DueKey, plan: KeyPlan | null) {
  const before = plan?.told?.endsAt === endsAt ? plan.told.stageAts : [];
  return { keyId: row.id, told: { endsAt, stageAts: [...before, stageAt].slice(-mostTold) } };
}
