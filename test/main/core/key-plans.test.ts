import { expect, test } from 'vitest';
import type { KeyId } from '../../../src/shared/key.ts';
import type { StateNews } from '../../../src/shared/state.ts';
import { keptKey } from '../../fakes/kept-key.ts';
import { openAccounts } from './open-accounts.ts';
import { openKeeping } from './open-keeping.ts';

const may = '2027-05-03';
const later = '2027-01-01T00:00:00.000Z';

async function open() {
  const opened = await openKeeping();
  const [one, two] = [opened.held('canary-key-ONE11'), opened.held('canary-key-TWO22')];
  const plan = (rotateBy: string | null, ...ids: KeyId[]) =>
    opened.call('planKeys', { plans: ids.map((keyId) => ({ keyId, rotateBy })) });
  const snooze = (until: string | null, ...keyIds: KeyId[]) =>
    opened.call('snoozeKeys', { keyIds, until });
  const planOf = (id: KeyId) => {
    const { rotateBy, snoozedUntil } = opened.row(id);
    return [rotateBy, snoozedUntil];
  };
  return { ...opened, one, two, plan, snooze, planOf };
}

test('what is planned and what is snoozed stand beside each other, and each is taken back by itself', async () => {
  const { one, two, plan, snooze, planOf, records } = await open();
  expect(await plan(may, one, two)).toBeNull();
  expect(await snooze(later, one)).toBeNull();
  expect([planOf(one), planOf(two)]).toEqual([
    [may, later],
    [may, null],
  ]);
  await plan(null, one, two);
  expect(planOf(one)).toEqual([null, later]);
  expect(records.read().plans).toEqual([
    { keyId: one, rotateBy: null, snoozedUntil: later, stages: null, told: null },
  ]);
  await snooze(null, one);
  expect([planOf(one), records.read().plans]).toEqual([[null, null], []]);
});

test('the next run knows of plans, also of a key that only its service lists', async () => {
  const { one, plan, snooze, rows, connector, sync, accountId, ...first } = await open();
  connector.keys = [listed('7')];
  await sync.sync(accountId);
  const listedOnly = rows().find(({ isKept }) => !isKept)?.id ?? one;
  await plan(may, one, listedOnly);
  await snooze(later, listedOnly);
  const next = openAccounts({ records: first.records });
  const plans = next.store
    .read()
    .keys.filter(({ rotateBy }) => rotateBy !== null)
    .map(({ id, rotateBy, snoozedUntil }) => [id, rotateBy, snoozedUntil]);
  expect(plans.toSorted((a, b) => String(a[0]).localeCompare(String(b[0])))).toEqual(
    [
      [one, may, null],
      [listedOnly, may, later],
    ].toSorted((a, b) => String(a[0]).localeCompare(String(b[0]))),
  );
});

test('what was planned for a key that was only listed goes on when the key comes in', async () => {
  const { plan, rows, row, connector, sync, accountId, held, records } = await open();
  connector.keys = [listed('7')];
  await sync.sync(accountId);
  const listedOnly = rows().find(({ isKept }) => !isKept);
  if (!listedOnly) throw new Error('Nothing is listed.');
  await plan(may, listedOnly.id);
  const keyId = held('canary-key-LIST1', { remoteId: '7' });
  expect(row(keyId)).toMatchObject({ standing: 'held', rotateBy: may });
  expect(records.read().plans).toEqual([
    { keyId, rotateBy: may, snoozedUntil: null, stages: null, told: null },
  ]);
  await plan(null, keyId);
  expect([row(keyId).rotateBy, records.read().plans]).toEqual([null, []]);
});

test('a plan stays through syncs, edits and checks', async () => {
  const { one, plan, planOf, call, sync, accountId, clock, tick } = await open();
  await plan(may, one);
  await call('editKey', { keyId: one, note: 'for the newsletter' });
  await call('editKey', { keyId: one, label: 'renamed' });
  await call('checkKey', { keyId: one });
  await sync.sync(accountId);
  clock.move(60_000);
  await tick();
  expect(planOf(one)).toEqual([may, null]);
});

test('a plan for a key that there is not is refused, with all that came with it', async () => {
  const { one, plan, snooze, planOf, records } = await open();
  const stranger = 'no-such-key' as KeyId;
  expect(await plan(may, one, stranger)).toBe('call-refused');
  expect(await snooze(later, one, stranger)).toBe('call-refused');
  expect(await plan('2027-02-30', one)).toBe('call-refused');
  expect([planOf(one), records.read().plans]).toEqual([[null, null], []]);
});

test('what cannot be kept is not told', async () => {
  const { one, plan, planOf, records } = await open();
  records.refuse('disk-full');
  expect(await plan(may, one)).toBe('records-unwritable');
  expect(planOf(one)).toEqual([null, null]);
  records.refuse(null);
  expect(await plan(may, one)).toBeNull();
  expect(planOf(one)).toEqual([may, null]);
});

test('a plan goes with its key, and comes back with it', async () => {
  const { one, two, plan, planOf, call, records } = await open();
  await plan(may, one, two);
  expect(await call('forgetKeys', { keyIds: [one] })).toBeNull();
  expect(records.read().plans.map(({ keyId }) => keyId)).toEqual([two]);
  expect(await call('takeBackKey', { keyId: one })).toBeNull();
  expect(planOf(one)).toEqual([may, null]);
  expect(records.read().plans).toHaveLength(2);
});

test('a key whose item cannot be deleted keeps its plan', async () => {
  const { one, plan, planOf, call, records, keychain } = await open();
  await plan(may, one);
  keychain.remove = async () => {
    throw new Error('the keychain is broken');
  };
  expect(await call('forgetKeys', { keyIds: [one] })).toBe('bug');
  expect(planOf(one)).toEqual([may, null]);
  expect(records.read().plans).toHaveLength(1);
});

test('an account takes the plans of its keys along', async () => {
  const { one, plan, call, accountId, guidedId, held, records } = await open();
  const other = held('canary-key-OTHER', { accountId: guidedId });
  await plan(may, one, other);
  expect(await call('removeAccount', { accountId, isForgettingKeys: true })).toBeNull();
  expect(records.read().plans.map(({ keyId }) => keyId)).toEqual([other]);
});

test('10,000 plans are told at once, and only of the rows that they change', async () => {
  const { accountId, keyBook, store, plan, snooze, one } = await open();
  const keys = Array.from({ length: 10_000 }, () => keptKey({ accountId, remoteId: null }));
  keyBook.save(keys.map((key) => ({ key, events: [] })));
  const ids = keys.map(({ id }) => id);
  const heard: StateNews[] = [];
  store.subscribe((news) => heard.push(news));
  expect(await plan(may, ...ids)).toBeNull();
  expect(
    heard.map(({ parts, keys: told }) => [parts, told?.changed.length, told?.removed]),
  ).toEqual([[{}, 10_000, []]]);
  expect(heard[0]?.keys?.changed.every(({ rotateBy }) => rotateBy === may)).toBe(true);
  // The same once more is no news; one more among them is the only one.
  expect(await plan(may, ...ids)).toBeNull();
  expect(heard).toHaveLength(1);
  expect(await plan(may, ...ids, one)).toBeNull();
  expect(heard.slice(1).map(({ keys: told }) => told?.changed.map(({ id }) => id))).toEqual([
    [one],
  ]);
  expect(await snooze(later, ...ids)).toBeNull();
  expect(heard).toHaveLength(3);
});

test('stages of a key’s own are those of its successor too, unless that one has others', async () => {
  const { one, two, call, row, rows, keyBook, held } = await open();
  const stages = [{ count: 10, unit: 'days' as const }];
  const three = held('canary-key-THREE');
  expect(await call('setStages', { keyIds: [one], stages })).toBeNull();
  const replace = (id: KeyId, replacedBy: KeyId) =>
    keyBook.save([{ key: { ...keyBook.find(id), replacedBy }, events: [] }]);
  replace(one, two);
  expect(row(two).stages).toEqual(stages);
  const others = [{ count: 2, unit: 'weeks' as const }];
  await call('setStages', { keyIds: [three], stages: others });
  replace(two, three);
  expect(row(three).stages).toEqual(others);
  expect(rows().every(({ standing }) => standing === 'held')).toBe(true);
});

test('stages are laid in order, and nonsense is refused', async () => {
  const { one, call, row } = await open();
  const days = (...counts: number[]) => counts.map((count) => ({ count, unit: 'days' as const }));
  expect(await call('setStages', { keyIds: [one], stages: days(1, 20, 1) })).toBeNull();
  expect(row(one).stages).toEqual(days(20, 1));
  expect(await call('setStages', { keyIds: [one], stages: [] })).toBe('call-refused');
  expect(await call('setStages', { keyIds: [one], stages: days(731) })).toBe('call-refused');
  expect(row(one).stages).toEqual(days(20, 1));
  expect(await call('setStages', { keyIds: [one], stages: null })).toBeNull();
  expect(row(one).stages).toBeNull();
});

function listed(id: string) {
  return {
    id,
    label: 'listed',
    lastFive: 'LIST1',
    createdAt: null,
    expiresAt: '2027-05-12T01:46:00.000Z',
    contacts: null,
    lastUsedAt: null,
  };
}
