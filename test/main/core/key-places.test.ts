import { expect, test } from 'vitest';
import type { Request } from '../../../src/shared/contract.ts';
import type { KeyId, KeyPlace } from '../../../src/shared/key.ts';
import { settle, startAt } from './open-accounts.ts';
import { openKeeping } from './open-keeping.ts';

type Wanted = Request<'changePlaces'>['places'][number];

const file: Wanted = { id: null, text: '/etc/mailer.env', recipe: 'env-line' };
const person: Wanted = { id: null, text: 'Mei, by hand', recipe: 'key' };

async function open(...places: Wanted[]) {
  const opened = await openKeeping();
  const keyId = await opened.made();
  const change = (wanted: Wanted[], id = keyId) =>
    opened.call('changePlaces', { keyId: id, places: wanted });
  const tick = (placeId: string, isSet = true) =>
    opened.call('tickPlace', { keyId, placeId, isSet });
  const placesOf = (id: KeyId): KeyPlace[] => opened.row(id).places;
  if (places.length > 0) await change(places);
  const [first, second] = placesOf(keyId);
  return {
    ...opened,
    keyId,
    change,
    tick,
    placesOf,
    first: first?.id ?? '',
    second: second?.id ?? '',
  };
}

test('where a key is used is kept with it, in the order of its owner', async () => {
  const { keyId, change, placesOf, records, history } = await open();
  expect(await change([{ ...file, text: '  /etc/mailer.env ' }, person])).toBeNull();
  const places = placesOf(keyId);
  expect(places).toEqual([
    { ...file, id: expect.any(String), setAt: null },
    { ...person, id: expect.any(String), setAt: null },
  ]);
  expect(records.read().keys.find(({ id }) => id === keyId)?.places).toEqual(places);
  expect(history(keyId)[0]).toBe('edited places');
  expect(await change(places.map(({ setAt: _setAt, ...place }) => place).toReversed())).toBeNull();
  expect(placesOf(keyId)).toEqual(places.toReversed());
});

test('a place is ticked with its time, and the tick is taken back; what changes nothing is not noted', async () => {
  const { keyId, first, tick, placesOf, history, clock } = await open(file, person);
  clock.move(60_000);
  expect(await tick(first)).toBeNull();
  clock.move(60_000);
  expect(await tick(first)).toBeNull();
  const setAt = new Date(Date.parse(startAt) + 60_000).toISOString();
  expect(placesOf(keyId).map((place) => place.setAt)).toEqual([setAt, null]);
  expect(history(keyId).filter((line) => line.startsWith('put-in-place'))).toEqual([
    'put-in-place /etc/mailer.env',
  ]);
  expect(await tick(first, false)).toBeNull();
  expect(placesOf(keyId).map((place) => place.setAt)).toEqual([null, null]);
});

test('a place that is edited keeps its tick, one that is not named goes, and a new one is open', async () => {
  const { keyId, first, tick, change, placesOf } = await open(file, person);
  await tick(first);
  const moved: Wanted = { id: first, text: '/srv/mailer.env', recipe: 'json' };
  expect(await change([person, moved])).toBeNull();
  expect(placesOf(keyId)).toEqual([
    { ...person, id: expect.any(String), setAt: null },
    { ...moved, setAt: startAt },
  ]);
});

test('places that are as they were are not kept once more', async () => {
  const { keyId, change, placesOf, history } = await open(file);
  const before = history(keyId);
  expect(await change(placesOf(keyId).map(({ setAt: _setAt, ...place }) => place))).toBeNull();
  expect(history(keyId)).toEqual(before);
});

test('what cannot be a place is refused, and nothing is changed', async () => {
  const { keyId, first, second, tick, change, placesOf, rows, connector, sync, accountId } =
    await open(file, person);
  const before = placesOf(keyId);
  const [listed] = connector.keys;
  if (listed) connector.keys = [{ ...listed, id: '99', lastFive: 'LIST1' }, ...connector.keys];
  await sync.sync(accountId);
  const listedOnly = rows().find(({ isKept }) => !isKept)?.id ?? keyId;
  const many = Array.from({ length: 51 }, () => file);
  expect(
    await Promise.all([
      change([{ ...file, id: 'no-such-place' }]),
      change([
        { ...file, id: first },
        { ...person, id: first },
      ]),
      change([{ ...file, text: '  ' }]),
      change([{ ...file, text: 'x'.repeat(301) }]),
      change(many),
      change([file], listedOnly),
      tick('no-such-place'),
    ]),
  ).toEqual(Array.from({ length: 7 }, () => 'call-refused'));
  expect([placesOf(keyId), second]).toEqual([before, before[1]?.id]);
  expect(await change(many.slice(1))).toBeNull();
  expect(placesOf(keyId)).toHaveLength(50);
});

const wishes = (keyId: KeyId) => [
  {
    keyId,
    reason: 'planned' as const,
    wish: { label: 'ops-mailer (2027-05)', contacts: ['ops@agency.gov.sg'], expiration: null },
    soakDays: 7,
    lastFive: null,
  },
];

test('a successor takes the places over, each open, and the old key keeps its ticks', async () => {
  const opened = await open(file, person);
  const { keyId, first, tick, call, placesOf, store } = opened;
  await tick(first);
  const before = placesOf(keyId);
  await call('startRotations', { wishes: wishes(keyId) });
  await settle();
  const [rotation] = store.read().rotations;
  if (!rotation?.successor) throw new Error('There is no successor.');
  expect(placesOf(rotation.successor.keyId)).toEqual(
    before.map((place) => ({ ...place, setAt: null })),
  );
  expect(placesOf(keyId)).toEqual(before);
});

test('what was ticked is ticked still when the old key was gone back to for a while', async () => {
  const opened = await open(file, person);
  const { keyId, call, placesOf, store } = opened;
  await call('startRotations', { wishes: wishes(keyId) });
  await settle();
  const [rotation] = store.read().rotations;
  if (!rotation?.successor) throw new Error('There is no successor.');
  const { id: rotationId, successor } = rotation;
  const placeId = placesOf(successor.keyId)[0]?.id ?? '';
  await call('tickPlace', { keyId: successor.keyId, placeId, isSet: true });
  const ticked = placesOf(successor.keyId);
  for (const kind of ['go-back', 'take-up-again'] as const) {
    expect(await call('decideRotation', { rotationId, decision: { kind } })).toBeNull();
    await settle();
  }
  expect(store.read().rotations).toMatchObject([{ step: { at: 'deploying' } }]);
  expect(placesOf(successor.keyId)).toEqual(ticked);
});
