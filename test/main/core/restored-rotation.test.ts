import { expect, test } from 'vitest';
import { restoredRotation } from '../../../src/main/core/restored-rotation.ts';
import { keyId } from '../../../src/shared/key.ts';
import type { Rotation, RotationStep } from '../../../src/shared/rotation.ts';
import { fakeClock } from '../../fakes/clock.ts';
import { keptRotation } from '../../fakes/kept-rotation.ts';
import { fakeRecords } from '../../fakes/records.ts';
import { settle, startAt } from './open-accounts.ts';
import { openKeeping } from './open-keeping.ts';

const madeAt = '2026-11-20T02:46:00.000Z';
const at = startAt;
const sent = { idsBefore: ['1'], attempt: 1 };
const found = { remoteId: '9', lastFive: '10009' };
const fromBackup: RotationStep = { at: 'blocked', block: { because: 'from-backup', madeAt } };
const successor = { ...keptRotation().old, keyId: keyId.parse('new-1') };
const proof = { at: madeAt, by: 'service' as const };

test.each<[string, Partial<Rotation>, RotationStep]>([
  ['planned', { step: { at: 'planned' } }, fromBackup],
  ['in preflight', { step: { at: 'preflight' } }, fromBackup],
  ['creating', { step: { at: 'creating', ...sent } }, fromBackup],
  ['unclear', { step: { at: 'create-unknown', ...sent, looks: 1 } }, fromBackup],
  ['unsaved', { step: { at: 'save-failed', ...sent, found } }, fromBackup],
  [
    'waiting for a session',
    { step: { at: 'blocked', block: { because: 'session-short', until: madeAt } } },
    fromBackup,
  ],
  ['planned for a leak', { reason: 'leaked', step: { at: 'planned' } }, { at: 'retire-failed' }],
  ['retiring for a leak', { reason: 'leaked', step: { at: 'retiring' } }, { at: 'retire-failed' }],
  ['retiring', { step: { at: 'retiring' }, successor, proof }, { at: 'retire-failed' }],
  [
    'abandoning a key that is held',
    { step: { at: 'abandoning', target: found, follows: 'end' }, successor },
    { at: 'gone-back' },
  ],
  [
    'abandoning a key that nobody has',
    { step: { at: 'abandoning', target: found, follows: 'again' } },
    { at: 'created-unreceived', idsBefore: [], attempt: 1, found },
  ],
  ['verified', { step: { at: 'verified' }, successor, proof }, { at: 'stored', refusals: 0 }],
  ['deploying', { step: { at: 'deploying' }, successor, proof }, { at: 'deploying' }],
])('one that was %s waits for the user, and no proof is trusted', (_what, part, step) => {
  const kept = keptRotation(part);
  const restored = restoredRotation(kept, madeAt, at);
  expect(restored).toEqual({
    ...kept,
    revision: 2,
    step,
    proof: null,
    timeline: [
      ...kept.timeline,
      { at, note: step.at === 'blocked' ? 'blocked' : 'waits', detail: 'from-backup' },
    ],
  });
});

/** What is wished for in these tests. */
const wishes = (old: ReturnType<typeof keyId.parse>) => [
  {
    keyId: old,
    reason: 'planned' as const,
    wish: { label: 'ops-mailer (2027-05)', contacts: ['ops@agency.gov.sg'], expiration: null },
    soakDays: 7,
    lastFive: null,
  },
];

type Opened = Awaited<ReturnType<typeof openKeeping>>;

/** The next run, with the records of this moment of the one before, and the world as it is after it. */
async function restoredOver(before: Opened, kept: ReturnType<Opened['records']['read']>) {
  const rotations = kept.rotations.map((one) => restoredRotation(one, madeAt, at));
  const { keychain, connector } = before;
  // Of its own: what the run before meant to do later is not done any more.
  const clock = fakeClock(before.clock.now().toISOString());
  const records = fakeRecords({ ...kept, rotations });
  const opened = await openKeeping({ records, keychain, connector, clock });
  opened.store.change({
    records: { status: 'restored', file: null, from: madeAt, rejoin: null },
  });
  connector.uses.length = 0;
  opened.rotations.begin();
  for (let minute = 0; minute < 5; minute += 1) {
    await opened.tick();
    opened.rotations.tick();
    clock.move(60_000);
    await settle();
  }
  return opened;
}

async function deployed() {
  const opened = await openKeeping();
  const old = await opened.made();
  const asked = await opened.call('startRotations', { wishes: wishes(old) });
  if (typeof asked === 'string') throw new Error(asked);
  const [rotationId] = asked.rotationIds;
  if (!rotationId) throw new Error('There is no rotation.');
  await settle();
  return { opened, old, rotationId };
}

test('a retirement that was asked for in a backup is not done again by itself', async () => {
  const { opened, rotationId } = await deployed();
  const [rotation] = opened.store.read().rotations;
  opened.connector.failNext({ code: 'unreachable', reason: 'refused' }, 'revoke');
  expect(
    await opened.call('decideRotation', {
      rotationId,
      decision: {
        kind: 'retire-old',
        lastFive: rotation?.old.lastFive ?? '',
        isWithOpenPlaces: true,
        isVouched: false,
      },
    }),
  ).toBeNull();
  await settle();
  const kept = opened.records.read();
  const asked = kept.rotations.map((one): Rotation => ({ ...one, step: { at: 'retiring' } }));
  // Since then the user has gone back and abandoned the new key, which the backup knows nothing of.
  const after = await restoredOver(opened, { ...kept, rotations: asked });
  expect(after.connector.uses.filter((use) => /^(revoke|create)/.test(use))).toEqual([]);
  expect(after.store.read().rotations).toMatchObject([{ step: { at: 'retire-failed' } }]);
  expect(after.connector.keys).toHaveLength(2);
});

test('where a rotation of a backup has made its key since, the key is found and can be taken as the new one', async () => {
  const opened = await openKeeping();
  const old = await opened.made();
  // The backup is made when the create is written down and not yet answered.
  const atBackup: ReturnType<Opened['records']['read']>[] = [];
  const create = opened.connector.create.bind(opened.connector);
  opened.connector.create = (...args) => {
    atBackup.push(opened.records.read());
    return create(...args);
  };
  await opened.call('startRotations', { wishes: wishes(old) });
  await settle();
  const [kept] = atBackup;
  if (!kept) throw new Error('Nothing was created.');
  const after = await restoredOver(opened, kept);
  expect(after.connector.uses.filter((use) => /^(revoke|create)/.test(use))).toEqual([]);
  const [held] = after.store.read().rotations;
  expect(held?.step).toEqual(fromBackup);
  await after.rejoin.run();
  const made = after.rows().find(({ id, isHeld }) => id !== old && isHeld);
  if (!made || !held) throw new Error('The new key is not found.');
  expect(made.id).toBe(held.newKeyId);
  const decision = { kind: 'use-key' as const, keyId: made.id };
  expect(await after.call('decideRotation', { rotationId: held.id, decision })).toBeNull();
  await settle();
  expect(after.store.read().rotations).toMatchObject([
    { step: { at: 'deploying' }, successor: { keyId: made.id } },
  ]);
  expect(after.connector.keys).toHaveLength(2);
});

test('a key that a rotation after the backup has made is held again, and nothing is retired for it', async () => {
  const opened = await openKeeping();
  const old = await opened.made();
  const kept = opened.records.read();
  await opened.call('startRotations', { wishes: wishes(old) });
  await settle();
  const after = await restoredOver(opened, kept);
  await after.rejoin.run();
  await settle();
  expect(after.store.read().rotations).toEqual([]);
  expect(after.rows().map(({ label, isHeld, standing }) => [label, isHeld, standing])).toEqual([
    ['ops-mailer (2027-05)', true, 'held'],
    ['ops-mailer', true, 'held'],
  ]);
  expect(after.connector.uses.filter((use) => /^(revoke|create)/.test(use))).toEqual([]);
});
