import { describe, expect, test } from 'vitest';
import type { Rotation } from '../../../src/shared/rotation.ts';
import { inTools, wishFor } from './open-rotation.ts';
import { openWorld } from './rotation-world.ts';

const minuteMs = 60_000;

/** A held key in a world whose runs can end at any moment. */
async function begin(labels: readonly string[] = ['ops-mailer']) {
  const world = await openWorld();
  await world.openKeychain();
  await world.signIn();
  const { accountId } = world.now();
  for (const label of labels) {
    const contacts = ['ops@agency.gov.sg'];
    await world.call('generateKey', { accountId, label, contacts, expiration: null });
  }
  const rotations = (): Rotation[] => [...world.now().store.read().rotations];
  const rotation = (): Rotation => {
    const [found] = rotations();
    if (!found) throw new Error('State tells of no rotation.');
    return found;
  };
  return {
    ...world,
    accountId,
    rotation,
    rotations,
    rows: () => world.now().store.read().keys,
    async start(label = 'new') {
      const [row] = world
        .now()
        .store.read()
        .keys.filter(({ id }) => rotations().every(({ old }) => old.keyId !== id));
      if (!row) throw new Error('There is no key to rotate.');
      await world.call('startRotations', { wishes: [wishFor(row.id, { label })] });
    },
    decide: (decision: Parameters<typeof world.call<'decideRotation'>>[1]['decision']) =>
      world.call('decideRotation', { rotationId: rotation().id, decision }),
  };
}

describe('where the app dies during a create', () => {
  test('its key is found, and ended before another one is made', async () => {
    const world = await begin();
    world.judge.fail('create', 'slow');
    await world.start();
    expect(world.rotation().step).toMatchObject({ at: 'creating' });
    await world.restart();
    expect(world.rotation()).toMatchObject({
      step: { at: 'create-unknown' },
      wait: { because: { code: 'signed-out' } },
    });
    await world.signIn();
    await world.move(30_000);
    expect(world.rotation().step).toMatchObject({ at: 'created-unreceived', attempt: 1 });
    await world.decide({ kind: 'create-again' });
    await world.move(minuteMs);
    expect(world.rotation().step).toEqual({ at: 'deploying' });
    expect(world.judge.living()).toHaveLength(2);
  });

  test('many starts in a hurry do not make many looks of one', async () => {
    const world = await begin();
    world.judge.fail('create', 'done-later');
    await world.start();
    for (let times = 0; times < 5; times += 1) {
      await world.restart();
      await world.signIn();
    }
    expect(world.rotation().step).toMatchObject({ at: 'create-unknown' });
    await world.move(30_000);
    expect(world.rotation().step).toMatchObject({ at: 'created-unreceived', attempt: 1 });
  });
});

/** Whatever is offered is taken, until the new key is in use. */
async function bringIntoUse(world: Awaited<ReturnType<typeof begin>>): Promise<void> {
  for (let round = 0; round < 10; round += 1) {
    const { step } = world.rotation();
    if (step.at === 'deploying') return;
    if (step.at === 'created-unreceived') await world.decide({ kind: 'create-again' });
    await world.signIn();
    await world.move(minuteMs);
  }
}

test('wherever it dies on the way, one new key is in use in the end, and none is left over', async () => {
  const ends = new Set<string>();
  for (let moments = 1; moments < 80; moments += 1) {
    const world = await begin();
    const before = world.now();
    world.endSoon(moments);
    await world.start();
    await world.move(minuteMs);
    if (world.now() === before) break;
    if (world.rotations().length === 0) await world.start();
    ends.add(world.rotation().step.at);
    await bringIntoUse(world);
    // The list of before does not have it.
    await world.signIn();
    await world.call('syncAccount', { accountId: world.accountId });
    const { successor, step } = world.rotation();
    const origin = successor && world.records.eventsOf(successor.keyId).at(-1)?.kind;
    if (origin) ends.add(origin);
    expect({ moments, step, living: world.judge.living().map(({ id }) => id) }).toEqual({
      moments,
      step: { at: 'deploying' },
      // One that has been in the keychain without its record has its id as well.
      living: [successor?.remoteId, world.rotation().old.remoteId],
    });
    expect(world.rows().map(({ standing, isKept }) => ({ standing, isKept }))).toEqual([
      { standing: 'held', isKept: true },
      { standing: 'held', isKept: true },
      ...world
        .rows()
        .slice(2)
        .map(() => ({ standing: 'retired', isKept: true })),
    ]);
  }
  expect([...ends]).toEqual(
    // Among them the moment between the item in the keychain and its record.
    expect.arrayContaining(['preflight', 'create-unknown', 'deploying', 'generated', 'found']),
  );
});

describe('a start with a clock that is wrong', () => {
  const yearMs = 365 * 24 * 60 * minuteMs;

  test('ends nothing before its service was asked', async () => {
    const world = await begin();
    await world.start();
    await world.decide(inTools);
    world.now().life.isOver = true;
    world.clock.move(yearMs);
    await world.restart();
    await world.tick();
    expect(world.rotation().step).toMatchObject({ at: 'soaking' });
    await world.signIn();
    await world.tick();
    expect(world.rotation().step).toEqual({ at: 'retired', how: 'expired' });
  });
});

test('a start while the disk is full goes on, and so do its rotations when there is room', async () => {
  const world = await begin();
  world.judge.fail('create', 'slow');
  await world.start();
  world.records.refuse('disk-full');
  await world.restart();
  expect(world.rotation().step).toMatchObject({ at: 'creating' });
  world.records.refuse(null);
  await world.signIn();
  await world.move(minuteMs);
  expect(world.rotation().step).toMatchObject({ at: 'created-unreceived' });
  expect(world.bugs()).toEqual([]);
});

test('a new key that was to go and lives unlisted is not said to have gone', async () => {
  const world = await begin();
  world.judge.fail('create', 'slow');
  await world.start();
  world.keychain.lock();
  await world.move(10_000);
  expect(world.rotation().step).toMatchObject({ at: 'save-failed' });
  world.judge.endSessions();
  await world.decide({ kind: 'abandon' });
  expect(world.rotation()).toMatchObject({
    step: { at: 'abandoning' },
    wait: { because: { code: 'signed-out' } },
  });
  await world.restart();
  await world.signIn();
  expect(world.rotation().step).toEqual({ at: 'abandoned' });
  expect(world.judge.living().map(({ label }) => label)).toEqual(['ops-mailer']);
});
