import { expect, test } from 'vitest';
import { settle } from './open-accounts.ts';
import { openKeeping } from './open-keeping.ts';
import { inTools, retireOld, wishFor, withRotation } from './open-rotation.ts';

/** The rotation of a key that is only listed, with the new one in the tools. */
async function soaking() {
  const opened = withRotation(await openKeeping());
  const made = await opened.made();
  await opened.sync.sync(opened.accountId);
  await opened.call('forgetKeys', { keyIds: [made] });
  const [listed] = opened.rows();
  if (!listed) throw new Error('Nothing is listed.');
  await opened.start(wishFor(listed.id));
  await opened.decide(inTools);
  expect(opened.at()).toBe('soaking');
  return { ...opened, listed, old: () => opened.rows().find(({ id }) => id === listed.id) };
}

test('an old key that was never held is known as retired after its rotation, with its history', async () => {
  const { decide, rotation, at, listed, old, records, notes } = await soaking();
  expect(await decide(retireOld(rotation()))).toBe(null);
  expect(at()).toBe('retired');
  const { successor, oldEndedAt } = rotation();
  expect(old()).toEqual({
    ...listed,
    standing: 'retired',
    isKept: true,
    addedAt: oldEndedAt,
    retiredAt: oldEndedAt,
    replacedBy: successor?.keyId,
  });
  const events = records.eventsOf(listed.id).toReversed();
  expect(events.map(({ kind, detail }) => (kind === 'rotation' ? detail : kind))).toEqual([
    ...notes().slice(0, -1),
    'retired',
    'old-retired',
  ]);
});

test('so is one that was gone when its end was asked for', async () => {
  const { decide, rotation, at, old, connector, records, listed, notes } = await soaking();
  connector.keys = connector.keys.filter(({ id }) => id !== listed.remoteId);
  expect(await decide(retireOld(rotation()))).toBe(null);
  await settle();
  expect(at()).toBe('retired');
  expect(old()).toMatchObject({
    standing: 'retired',
    lastFive: listed.lastFive,
    retiredAt: rotation().oldEndedAt,
    replacedBy: rotation().successor?.keyId,
  });
  expect(records.eventsOf(listed.id).map(({ detail }) => detail)).toEqual(notes().toReversed());
});
