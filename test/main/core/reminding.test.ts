import { expect, test } from 'vitest';
import type { KeptKey } from '../../../src/main/core/kept.ts';
import type { KeyId } from '../../../src/shared/key.ts';
import { firstSettings } from '../../../src/shared/first-settings.ts';
import type { ReminderSettings } from '../../../src/shared/settings.ts';
import { keptRotation } from '../../fakes/kept-rotation.ts';
import { openUse } from './open-use.ts';

// Days and quiet hours are those of whoever looks.
process.env['TZ'] = 'Asia/Singapore';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** A Saturday, before noon in Singapore. See `startAt`. */
const startMs = Date.parse('2026-11-21T02:46:00.000Z');

function inDays(days: number): string {
  return new Date(startMs + days * dayMs).toISOString();
}

/** Keys over fakes, and the reminders of them. Its stages are those of services without any: 30, 14, 7, 1. */
function openReminding(earlier: Parameters<typeof openUse>[0] = {}) {
  const opened = openUse(earlier);
  const { timeParts, notifier, clock, store, records } = opened;
  let count = 0;

  /** As the main process does it once a minute. */
  async function tick(): Promise<void> {
    opened.inventory.refresh();
    await timeParts.tick();
  }

  return {
    ...opened,
    tick,
    keyIn: (days: number | null, part: Partial<KeptKey> = {}): KeyId => {
      count += 1;
      return opened.held(`canary-${String(count).padStart(5, '0')}`, {
        label: `key-${count}`,
        expiresAt: days === null ? null : inDays(days),
        ...part,
      });
    },
    pass: async (ms: number): Promise<void> => {
      clock.move(ms);
      await tick();
    },
    titles: () => notifier.shown.map(({ title }) => title),
    set: (part: Partial<ReminderSettings>): void => {
      const reminders = { ...store.read().settings.reminders, ...part };
      opened.chosenSettings.change({ reminders });
    },
    toldOf: (id: KeyId) => records.read().plans.find(({ keyId }) => keyId === id)?.told ?? null,
  };
}

test('a stage is told once, with label, last five and when, and the next one is told again', async () => {
  const { keyIn, tick, pass, notifier } = openReminding();
  keyIn(7.6);
  await tick();
  expect(notifier.shown).toEqual([
    {
      name: 'due',
      title: '“key-1” ends in 8 days',
      body: 'Key •••••00001. Replace it in time.',
      isUrgent: false,
      actions: [
        { action: 'rotate', label: 'Rotate' },
        { action: 'snooze', label: 'Snooze for a day' },
      ],
    },
  ]);
  await pass(minuteMs);
  await pass(6 * hourMs);
  expect(notifier.shown).toHaveLength(1);
  await pass(9 * hourMs);
  expect(notifier.shown.map(({ title }) => title)).toEqual([
    '“key-1” ends in 8 days',
    '“key-1” ends in 7 days',
  ]);
});

test('nobody is told in how long a key ends that they have just made', async () => {
  const { keyIn, tick, pass, titles } = openReminding();
  keyIn(30, { createdAt: inDays(0) });
  await tick();
  expect(titles()).toEqual([]);
  await pass(16.1 * dayMs);
  expect(titles()).toEqual(['“key-1” ends in 14 days']);
});

test('of stages that were missed only the last is told', async () => {
  const { keyIn, tick, pass, titles, clock } = openReminding();
  keyIn(40);
  await tick();
  expect(titles()).toEqual([]);
  clock.move(39.5 * dayMs);
  await tick();
  await pass(hourMs);
  expect(titles()).toEqual(['“key-1” ends in 12 hours']);
});

test('when it ends is said by the clock of its service, by which it is due', async () => {
  const { keyIn, tick, titles, notifier, book, accountId } = openReminding();
  book.change(accountId, { clockSkewMs: 3 * hourMs });
  keyIn(2 / 24);
  await tick();
  keyIn(1 + 2 / 24);
  await tick();
  expect(titles()).toEqual(['“key-1” expired 1 hour ago', '“key-2” ends in 23 hours']);
  expect(notifier.shown.map(({ isUrgent }) => isUrgent)).toEqual([true, true]);
});

test('keys that are due at the same time are one notification, the first end first', async () => {
  const { keyIn, tick, notifier } = openReminding();
  for (const days of [6, 0.5, 13, 5, 29]) keyIn(days);
  keyIn(100);
  await tick();
  expect(notifier.shown.map(({ title, body, isUrgent }) => ({ title, body, isUrgent }))).toEqual([
    {
      title: '5 keys are due',
      body: [
        '“key-2” •••••00002: ends in 12 hours',
        '“key-4” •••••00004: ends in 5 days',
        '“key-1” •••••00001: ends in 6 days',
        'and 2 more',
      ].join('\n'),
      isUrgent: true,
    },
  ]);
});

test('names are left out by choice, and long ones are cut', async () => {
  const { keyIn, tick, notifier, set } = openReminding();
  keyIn(3, { label: 'x'.repeat(200) });
  set({ hidesNames: true });
  await tick();
  keyIn(3);
  keyIn(3);
  await tick();
  set({ hidesNames: false });
  keyIn(3, { label: 'y'.repeat(200) });
  await tick();
  expect(notifier.shown.map(({ title, body }) => [title, body])).toEqual([
    ['A key is due', 'Open Keyturn to see more.'],
    ['2 keys are due', 'Open Keyturn to see more.'],
    [`“${'y'.repeat(47)}…” ends in 3 days`, 'Key •••••00004. Replace it in time.'],
  ]);
});

test('quiet hours and weekends hold it back, and it is told after them', async () => {
  const { keyIn, tick, pass, titles, set, clock } = openReminding();
  keyIn(6);
  const now = clock.now();
  const hour = (moment: Date): string => `${String(moment.getHours()).padStart(2, '0')}:00`;
  set({ quietHours: { from: hour(now), to: hour(new Date(now.getTime() + 2 * hourMs)) } });
  await tick();
  await pass(hourMs);
  expect(titles()).toEqual([]);
  await pass(hourMs);
  expect(titles()).toHaveLength(1);

  set({ quietHours: null, isQuietAtWeekends: true });
  keyIn(6);
  await tick();
  expect([0, 6]).toContain(clock.now().getDay());
  expect(titles()).toHaveLength(1);
  await pass(2 * dayMs);
  expect(titles()).toEqual(['“key-1” ends in 6 days', '“key-2” ends in 4 days']);
});

test('reminders that are off or paused tell nothing, and nothing is lost by it', async () => {
  const { keyIn, tick, pass, titles, set, timeParts, store, clock } = openReminding();
  keyIn(6);
  set({ isOn: false });
  await tick();
  set({ isOn: true });
  timeParts.reminding.pause(new Date(startMs + hourMs).toISOString());
  await tick();
  await pass(25 * minuteMs);
  // A clock that is set forward has the pause end earlier, and does not end it.
  clock.set(new Date(startMs + 30 * minuteMs).toISOString());
  await tick();
  expect(titles()).toEqual([]);
  await pass(30 * minuteMs);
  expect([titles(), store.read().remindersPausedUntil]).toEqual([['“key-1” ends in 6 days'], null]);
});

test('a click opens the key, and Rotate asks for its rotation', async () => {
  const { keyIn, tick, notifier, store, appWindow } = openReminding();
  const id = keyIn(6);
  await tick();
  notifier.click('open');
  expect(store.read().keysAsked).toEqual({ count: 1, keyIds: [id], isToRotate: false });
  notifier.click('rotate');
  expect(store.read().keysAsked).toEqual({ count: 2, keyIds: [id], isToRotate: true });
  notifier.click('open', 'in-background');
  expect([store.read().keysAsked.count, appWindow.timesForward]).toEqual([2, 3]);
});

test('a snooze from the notification is silent for a day, then tells it again', async () => {
  const { keyIn, tick, pass, notifier, titles, row, appWindow } = openReminding();
  const id = keyIn(7.6);
  await tick();
  notifier.click('snooze');
  expect([row(id).snoozedUntil, appWindow.timesForward]).toEqual([inDays(1), 0]);
  // The stage of seven days begins within the snooze.
  await pass(23 * hourMs);
  expect(titles()).toHaveLength(1);
  await pass(hourMs);
  await pass(hourMs);
  expect(titles()).toEqual(['“key-1” ends in 8 days', '“key-1” ends in 7 days']);
});

test('what was shown and is here no more is neither opened nor snoozed', async () => {
  const { keyIn, tick, notifier, store, keyBook, keyPlans } = openReminding();
  const [gone, stays] = [keyIn(6), keyIn(6)];
  await tick();
  keyBook.remove(gone);
  notifier.click('open');
  expect(store.read().keysAsked.keyIds).toEqual([stays]);
  notifier.click('snooze');
  expect([keyPlans.of(gone)?.snoozedUntil ?? null, keyPlans.of(stays)?.snoozedUntil]).toEqual([
    null,
    inDays(1),
  ]);
});

test('what was told of one end says nothing of another whose stage begins at the same moment', async () => {
  const { keyIn, tick, titles, keyBook, toldOf } = openReminding();
  const id = keyIn(7);
  await tick();
  keyBook.save([{ key: { ...keyBook.find(id), expiresAt: inDays(30) }, events: [] }]);
  await tick();
  expect(titles()).toEqual(['“key-1” ends in 7 days', '“key-1” ends in 30 days']);
  expect(toldOf(id)).toEqual({ endsAt: inDays(30), stageAts: [inDays(0)] });
});

test('a label that would turn round the words beside it is marked, and a plan is not urgent', async () => {
  const { keyIn, tick, notifier, keyPlans } = openReminding();
  keyIn(3, { label: 'a\u202Eb' });
  await tick();
  const planned = keyIn(null);
  keyPlans.plan({ plans: [{ keyId: planned, rotateBy: '2026-11-20' }] });
  await tick();
  expect(notifier.shown.map(({ title, isUrgent }) => [title, isUrgent])).toEqual([
    ['“a⟨U+202E⟩b” ends in 3 days', false],
    ['“key-2” was to be rotated by 20 Nov 2026', false],
  ]);
});

test('a notification goes when nothing that it told of is due any more', async () => {
  const { keyIn, tick, notifier, keyBook, keyPlans } = openReminding();
  const [retired, snoozed] = [keyIn(6), keyIn(6)];
  await tick();
  const key = { ...keyBook.find(retired), retiredAt: inDays(0) };
  keyBook.save([{ key, events: [] }]);
  await tick();
  expect(notifier.withdrawn).toEqual([]);
  keyPlans.snooze({ keyIds: [snoozed], until: inDays(1) });
  await tick();
  await tick();
  expect(notifier.withdrawn).toEqual(['due']);
});

test('a snooze that the disk does not take stops nothing', async () => {
  const { keyIn, tick, notifier, records, row, log } = openReminding();
  const id = keyIn(6);
  await tick();
  records.refuse('disk-full');
  notifier.click('snooze');
  expect([row(id).snoozedUntil, log.bugs]).toEqual([null, []]);
});

test('while nobody shows notifications it is tried again, and nothing is lost', async () => {
  const { keyIn, tick, pass, notifier, titles, store, toldOf } = openReminding();
  const id = keyIn(6);
  notifier.isThere = false;
  await tick();
  await pass(minuteMs);
  expect([notifier.missedCount, store.read().desktop.hasNotifications, toldOf(id)]).toEqual([
    1,
    false,
    null,
  ]);
  await pass(15 * minuteMs);
  expect(notifier.missedCount).toBe(2);
  notifier.isThere = true;
  await pass(15 * minuteMs);
  expect([titles(), store.read().desktop.hasNotifications]).toEqual([
    ['“key-1” ends in 6 days'],
    true,
  ]);
});

test('a fault in showing them is not made each minute', async () => {
  const { keyIn, tick, pass, notifier, titles } = openReminding();
  keyIn(6);
  notifier.isFaulty = true;
  await expect(tick()).rejects.toThrow('odd');
  await pass(minuteMs);
  expect(notifier.missedCount).toBe(1);
  notifier.isFaulty = false;
  await pass(15 * minuteMs);
  expect(titles()).toHaveLength(1);
});

test('a key that comes due while another is being shown is told after it, and the first not twice', async () => {
  const { keyIn, timeParts, titles } = openReminding();
  keyIn(6);
  const first = timeParts.tick();
  keyIn(5);
  const others = [timeParts.tick(), timeParts.tick()];
  await Promise.all([first, ...others]);
  expect(titles()).toEqual(['“key-1” ends in 6 days', '“key-2” ends in 5 days']);
});

test('what a full disk does not remember is told once more, and not each minute', async () => {
  const { keyIn, tick, pass, titles, records, toldOf } = openReminding();
  const id = keyIn(6);
  records.refuse('disk-full');
  await tick();
  await pass(minuteMs);
  expect([titles().length, toldOf(id)]).toEqual([1, null]);
  records.refuse(null);
  await pass(15 * minuteMs);
  await pass(15 * minuteMs);
  expect([titles().length, toldOf(id)?.stageAts]).toEqual([2, [inDays(-1)]]);
});

test('what was told is remembered by the next run', async () => {
  const first = openReminding();
  first.keyIn(6);
  await first.tick();
  const next = openReminding({ records: first.records, clock: first.clock });
  await next.tick();
  expect([first.titles().length, next.titles()]).toEqual([1, []]);
});

test('a row that cannot be reckoned stops no other, and is tried again after an hour', async () => {
  const { keyIn, pass, titles, log, keyPlans, clock, timeParts } = openReminding();
  const odd = keyIn(6);
  keyIn(6);
  const { of } = keyPlans;
  keyPlans.of = (id) => {
    if (id === odd) throw new Error('odd');
    return of(id);
  };
  await timeParts.reminding.tick();
  clock.move(minuteMs);
  await timeParts.reminding.tick();
  expect([titles(), log.bugs.length]).toEqual([['“key-2” ends in 6 days'], 1]);
  keyPlans.of = of;
  await pass(hourMs);
  expect(titles()).toEqual(['“key-2” ends in 6 days', '“key-1” ends in 6 days']);
});

test('a clock that is set back tells nothing twice, and one that ran ahead has lost nothing', async () => {
  const { keyIn, tick, pass, titles, clock } = openReminding();
  keyIn(20);
  await tick();
  clock.set(inDays(19.5));
  await tick();
  clock.set(inDays(0));
  await tick();
  await pass(minuteMs);
  expect(titles()).toEqual(['“key-1” ends in 20 days', '“key-1” ends in 12 hours']);
  await pass(7 * dayMs);
  expect(titles()).toHaveLength(3);
  expect(titles().at(-1)).toBe('“key-1” ends in 13 days');
});

test('a clock that is put right is not reckoned with as a wrong one any more', async () => {
  const { keyIn, tick, titles, clock, book, accountId } = openReminding();
  const skew = () => book.find(accountId).clockSkewMs;
  clock.set(inDays(-25));
  await tick();
  book.change(accountId, { clockSkewMs: 25 * dayMs });
  keyIn(40);
  await tick();
  clock.set(inDays(-1));
  await tick();
  expect([titles(), skew()]).toEqual([[], dayMs]);
  clock.set(inDays(0));
  await tick();
  expect([titles(), skew()]).toEqual([[], null]);
});

test('what was put off by a clock that ran ahead is not put off any longer', async () => {
  const { keyIn, tick, notifier, titles, clock, timeParts } = openReminding();
  clock.set(inDays(300));
  keyIn(306);
  notifier.isThere = false;
  await tick();
  notifier.isThere = true;
  clock.set(inDays(299.5));
  await tick();
  expect(titles()).toEqual(['“key-1” ends in 7 days']);

  timeParts.reminding.pause(inDays(310));
  clock.set(inDays(299));
  keyIn(304);
  await tick();
  expect(titles()).toHaveLength(2);
});

test('keys that are retired, replaced or being replaced are not told', async () => {
  const { keyIn, tick, titles, rotationBook, accountId, row } = openReminding();
  const successor = keyIn(100);
  keyIn(6, { retiredAt: inDays(-1) });
  keyIn(6, { replacedBy: successor });
  const rotating = keyIn(6);
  const { id, remoteId, label, lastFive, expiresAt } = { ...row(rotating) };
  rotationBook.save([
    keptRotation({ accountId, old: { keyId: id, remoteId, label, lastFive, expiresAt } }),
  ]);
  await tick();
  expect(titles()).toEqual([]);
});

test('when both keys have lived long enough side by side, the old one can be retired: said once', async () => {
  const { keyIn, tick, pass, notifier, titles, rotationBook, accountId, row } = openReminding();
  const old = keyIn(6);
  const { id, remoteId, label, lastFive, expiresAt } = { ...row(old) };
  rotationBook.save([
    keptRotation({
      accountId,
      old: { keyId: id, remoteId, label, lastFive, expiresAt },
      step: { at: 'soaking', until: inDays(2) },
    }),
  ]);
  await tick();
  expect(titles()).toEqual([]);
  await pass(2 * dayMs);
  expect(titles()).toHaveLength(1);
  await pass(hourMs);
  expect(notifier.shown).toEqual([
    {
      name: 'due',
      title: '“key-1”: the old key can be retired',
      body: 'The old key is •••••00001. Its replacement has been in use for as long as you wanted.',
      isUrgent: false,
      actions: [
        { action: 'open', label: 'Show' },
        { action: 'snooze', label: 'Snooze for a day' },
      ],
    },
  ]);
});

test('the day by which a key is to be rotated is told when it comes, also of a key without an end', async () => {
  const { keyIn, tick, pass, titles, keyPlans, clock } = openReminding();
  const [endless, ending] = [keyIn(null), keyIn(100)];
  const day = new Date(startMs + 3 * dayMs);
  const rotateBy = `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`;
  keyPlans.plan({ plans: [endless, ending].map((keyId) => ({ keyId, rotateBy })) });
  await tick();
  expect(titles()).toEqual([]);
  clock.move(new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime() - startMs);
  await tick();
  await pass(hourMs);
  expect(titles()).toEqual(['2 keys are due']);
  await pass(3 * dayMs);
  expect(titles()).toHaveLength(1);
});

test('made-up keys call nobody beside real ones, and call as real ones do where there are no others', async () => {
  const opened = openReminding();
  const { keyIn, tick, pass, titles, tray, accounts, accountId, sandboxAccounts } = opened;
  keyIn(0.5, { accountId: await sandboxAccounts.start(), label: 'made-up' });
  await tick();
  expect(titles()).toEqual([]);
  expect(tray.labels().filter((label) => label?.includes('made-up'))).toEqual([]);
  await accounts.remove(accountId);
  await pass(minuteMs);
  expect(titles()).toEqual([expect.stringContaining('“made-up” ends')]);
  expect(tray.labels()).toContainEqual(expect.stringContaining('made-up'));
});

test('the window is closed for the first time: that is said once, or waits in the window', async () => {
  const { timeParts, notifier, store } = openReminding();
  notifier.isThere = false;
  await timeParts.background.begin();
  await timeParts.background.begin();
  expect([store.read().tips, store.read().settings.told]).toEqual([['in-background'], []]);
  notifier.isThere = true;
  await timeParts.background.begin();
  await timeParts.background.begin();
  expect([notifier.shown.length, store.read().tips, store.read().settings.told]).toEqual([
    1,
    [],
    ['in-background'],
  ]);
  expect(firstSettings.staysInBackground).toBe(true);
});
