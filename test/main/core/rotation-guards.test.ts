import { expect, test } from 'vitest';
import { keyPlaces } from '../../../src/shared/key.ts';
import type { ProbeAnswer } from '../../../src/shared/probe.ts';
import type { RemoteKey } from '../../../src/main/core/connector.ts';
import { FailureError } from '../../../src/main/core/failure-error.ts';
import { rotatedKeyOf } from '../../../src/main/core/new-rotation.ts';
import { madeIn } from '../../../src/main/core/rotation-finds.ts';
import { stepRotation } from '../../../src/main/core/step-rotation.ts';
import { Secret } from '../../../src/main/core/secret.ts';
import { settle } from './open-accounts.ts';
import { openKeeping } from './open-keeping.ts';
import { inTools, openRotation, retireOld, wishFor, withRotation } from './open-rotation.ts';

// Ways on which the wrong key could go, or a decision count for another state of things.

const hourMs = 60 * 60_000;
const refusal: ProbeAnswer = { outcome: 'refused', because: 'not-accepted' };
const listedKey: RemoteKey = {
  id: '900',
  label: 'ops-mailer',
  lastFive: 'OLD90',
  createdAt: null,
  expiresAt: '2027-05-21T02:46:00.000Z',
  contacts: [],
  lastUsedAt: null,
};
const unreachable = { code: 'unreachable', reason: 'refused' } as const;

/** A key that only its service knows is in rotation; what was made for it was lost on its way. */
async function openListed() {
  const opened = withRotation(await openKeeping());
  opened.connector.keys = [listedKey];
  await opened.sync.sync(opened.accountId);
  const [row] = opened.rows();
  if (!row) throw new Error('Nothing is listed.');
  opened.connector.loseAnswer();
  await opened.start(wishFor(row.id));
  await opened.pass(20_000);
  expect(opened.at()).toBe('created-unreceived');
  const pasted = opened.held('ops_v1_canaryQ7w3R9t2Y5u8I1o4OLD90', {
    accountId: opened.accountId,
    remoteId: '900',
    label: 'ops-mailer',
  });
  return { ...opened, pasted };
}

test('the old key, brought in meanwhile under another id, is not taken for its own successor', async () => {
  const { pasted, decide, at, row } = await openListed();
  expect(row(pasted).standing).toBe('held');
  expect(await decide({ kind: 'use-key', keyId: pasted })).toBe('call-refused');
  expect(at()).toBe('created-unreceived');
});

test('the old key, brought in meanwhile under another id, is in rotation all the same', async () => {
  const { pasted, call, start, store, usesOf } = await openListed();
  expect(await start(wishFor(pasted))).toBe('in-rotation');
  expect(await call('retireKey', { keyId: pasted, lastFive: 'OLD90' })).toBe('in-rotation');
  expect(await call('markRetired', { keyId: pasted, lastFive: 'OLD90' })).toBe('in-rotation');
  expect([store.read().rotations.length, usesOf('revoke')]).toEqual([1, 0]);
});

test('a service that answers a create with the old key does not lose it when that is to go', async () => {
  const opened = await openRotation(({ connector }) => {
    const [key] = connector.keys;
    const secret = key && connector.secrets.get(key.id);
    if (!key || secret === undefined) throw new Error('There is no key.');
    connector.create = async () => ({ key, secret: new Secret(secret) });
  });
  const { decide, rotation, usesOf } = opened;
  await decide(inTools);
  await decide(retireOld(rotation()));
  await opened.minute();
  await decide({ kind: 'abandon' });
  await opened.minute();
  expect(usesOf('revoke')).toBe(0);
});

test.each(['leaked', 'no-room'] as const)(
  'an old key that goes first, since it is %s, does so only when its last five were typed',
  async (reason) => {
    const opened = withRotation(await openKeeping());
    const old = await opened.made();
    const start = (lastFive: string | null) =>
      opened.call('startRotations', { wishes: [{ ...wishFor(old, { reason }), lastFive }] });
    expect(await start(null)).toBe('wrong-last-five');
    expect(await start('WRONG')).toBe('wrong-last-five');
    await settle();
    expect([opened.store.read().rotations, opened.usesOf('revoke')]).toEqual([[], 0]);
    expect(await start(opened.row(old).lastFive)).toMatchObject({
      rotationIds: [expect.any(String)],
    });
    await settle();
    expect(opened.usesOf('revoke')).toBe(1);
  },
);

test('going back counts also while a retirement is being tried again', async () => {
  const { connector, decide, rotation, at, pass, usesOf } = await openRotation();
  await decide(inTools);
  connector.failNext(unreachable, 'revoke');
  await decide(retireOld(rotation()));
  expect([at(), usesOf('revoke')]).toEqual(['retire-failed', 1]);
  let lists = 0;
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const list = connector.list.bind(connector);
  connector.list = async (...args) => {
    lists += 1;
    // The last look before the end.
    if (lists === 2) await gate;
    return list(...args);
  };
  await pass(60_000);
  expect(await decide({ kind: 'go-back' })).toBeNull();
  release();
  await settle();
  expect([at(), rotation().oldEndedAt, usesOf('revoke')]).toEqual(['gone-back', null, 1]);
  // What failed was the retirement, and it is no trouble of what was decided since.
  expect(rotation().wait).toBeNull();
});

test('an old key that an earlier run has retired is done with, also where the new one is gone since', async () => {
  const { connector, decide, rotation, at, keyBook, clock, old } = await openRotation();
  await decide(inTools);
  connector.failNext(unreachable, 'revoke');
  await decide(retireOld(rotation()));
  const retiredAt = clock.now().toISOString();
  keyBook.save([{ key: { ...keyBook.find(old), retiredAt }, events: [] }]);
  connector.keys = [];
  expect(await decide({ kind: 'abandon' })).toBe('old-key-missing');
  await decide({ kind: 'try-again' });
  expect([at(), rotation().oldEndedAt === null]).toEqual(['retired', false]);
});

function newGate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

test('nothing is ended while its owner finds out whether they can go back', async () => {
  const { connector, decide, rotation, at, pass, usesOf } = await openRotation();
  await decide(inTools);
  connector.failNext(unreachable, 'revoke');
  await decide(retireOld(rotation()));
  const gates = [newGate(), newGate()];
  let lists = 0;
  const list = connector.list.bind(connector);
  connector.list = async (...args) => {
    lists += 1;
    // The last look before the end, and the one of whoever goes back.
    await gates[lists - 2]?.opened;
    return list(...args);
  };
  await pass(60_000);
  const goingBack = decide({ kind: 'go-back' });
  await settle();
  gates[0]?.open();
  await settle();
  expect([lists, at(), usesOf('revoke')]).toEqual([3, 'retire-failed', 1]);
  gates[1]?.open();
  expect(await goingBack).toBeNull();
  expect([at(), rotation().oldEndedAt, usesOf('revoke')]).toEqual(['gone-back', null, 1]);
});

test('a confirmation is lost by going back, also where the new key was taken up again since', async () => {
  const { connector, decide, at, rotation, pass, usesOf } = await openRotation();
  await pass(hourMs);
  let answerLate = (_answer: ProbeAnswer): void => undefined;
  connector.probe = () =>
    new Promise((resolve) => {
      answerLate = resolve;
      connector.probe = async () => ({ outcome: 'works' });
    });
  const retiring = decide(retireOld(rotation()));
  await settle();
  expect(await decide({ kind: 'go-back' })).toBeNull();
  expect(await decide({ kind: 'take-up-again' })).toBeNull();
  expect(at()).toBe('deploying');
  answerLate({ outcome: 'works' });
  expect(await retiring).toBe('call-refused');
  expect([at(), usesOf('revoke')]).toEqual(['deploying', 0]);
});

test('what is learnt of a new key proves nothing of the one that took its place', async () => {
  const { connector, decide, at, rotation, pass } = await openRotation();
  // Its proof is too old by then, so that it is asked about anew.
  await pass(hourMs);
  let answerLate = (_answer: ProbeAnswer): void => undefined;
  connector.probe = () =>
    new Promise((resolve) => {
      answerLate = resolve;
      connector.probe = async () => refusal;
    });
  const retiring = decide(retireOld(rotation()));
  await settle();
  expect(await decide({ kind: 'go-back' })).toBeNull();
  expect(await decide({ kind: 'create-again' })).toBeNull();
  await pass(1000);
  expect(at()).toBe('stored');
  answerLate({ outcome: 'works' });
  expect(await retiring).toBe('call-refused');
  expect([at(), rotation().proof]).toEqual(['stored', null]);
});

test('two rotations do not get the same key at the same time', async () => {
  const opened = withRotation(await openKeeping());
  const { accountId, guidedId, rotationBook } = opened;
  const keys = ['canary-campaign-OLD11', 'canary-campaign-OLD22', 'canary-campaign-NEW33'];
  const [one, two, fresh] = keys.map((secret) => opened.held(secret, { accountId: guidedId }));
  if (!one || !two || !fresh) throw new Error(`Nothing is held at ${accountId}.`);
  await opened.start(wishFor(one), wishFor(two));
  await opened.pass(1000);
  expect([opened.at(0), opened.at(1)]).toEqual(['fetching', 'fetching']);
  const answers = await Promise.all(
    [0, 1].map((index) => opened.decide({ kind: 'use-key', keyId: fresh }, index)),
  );
  expect(answers).toEqual([null, 'in-rotation']);
  expect(rotationBook.open().map(({ successor }) => successor?.keyId ?? null)).toEqual([
    fresh,
    null,
  ]);
});

test('a key that has gone back is not given up for another one when the old one has ended', async () => {
  const { connector, decide, at, rotation, usesOf } = await openRotation();
  await decide({ kind: 'go-back' });
  // By its owner, in the service's pages.
  const { remoteId } = rotation().old;
  connector.keys = connector.keys.filter(({ id }) => id !== remoteId);
  expect(await decide({ kind: 'create-again' })).toBe('old-key-missing');
  expect([at(), usesOf('revoke')]).toEqual(['gone-back', 0]);
  const ended = { ...rotation(), oldEndedAt: rotation().startedAt };
  expect(stepRotation(ended, { kind: 'create-again' }, rotation().startedAt)).toBeNull();
});

test('a word that a key without a name of the service was ended does not count while it works', async () => {
  const { connector, decide, at, held, accountId, row, pass } = await openRotation(
    ({ connector: service }) => service.loseAnswer(),
  );
  await pass(20_000);
  expect(at()).toBe('created-unreceived');
  const nameless = held('ops_v1_canaryQ7w3R9t2Y5u8I1o4NONAM', { accountId, label: 'by hand' });
  await decide({ kind: 'use-key', keyId: nameless });
  await decide({ kind: 'abandon' });
  expect(at()).toBe('abandoning');
  expect(await decide({ kind: 'ended-by-hand', isVouched: false })).toBe('still-works');
  expect(row(nameless).isHeld).toBe(true);
  connector.probe = async () => refusal;
  expect(await decide({ kind: 'ended-by-hand', isVouched: false })).toBeNull();
  expect(at()).toBe('abandoned');
});

test('places that two keys have together are never more than can be read again', async () => {
  const opened = withRotation(await openKeeping());
  const { guidedId, row, call } = opened;
  const [old, fresh] = ['OLD11', 'NEW22'].map((end) =>
    opened.held(`canary-campaign-${end}`, { accountId: guidedId }),
  );
  if (!old || !fresh) throw new Error('Nothing is held.');
  const places = Array.from({ length: 30 }, (_, index) => {
    return { id: null, text: `server ${index}`, recipe: 'key' as const };
  });
  await call('changePlaces', { keyId: old, places });
  await call('changePlaces', { keyId: fresh, places });
  await opened.start(wishFor(old));
  await opened.decide({ kind: 'use-key', keyId: fresh });
  expect([opened.at(), keyPlaces.parse(row(fresh).places).length]).toEqual(['deploying', 50]);
});

test('a key that has places of its own gets those of the old one too', async () => {
  const opened = withRotation(await openKeeping());
  const { guidedId, row, call } = opened;
  const old = opened.held('canary-campaign-OLD11', { accountId: guidedId });
  const fresh = opened.held('canary-campaign-NEW22', { accountId: guidedId });
  const place = (text: string) => ({ id: null, text, recipe: 'key' as const });
  await call('changePlaces', { keyId: old, places: [place('the server')] });
  await call('changePlaces', { keyId: fresh, places: [place('a laptop')] });
  const [own] = row(fresh).places;
  await call('tickPlace', { keyId: fresh, placeId: own?.id ?? '', isSet: true });
  await opened.start(wishFor(old));
  await opened.decide({ kind: 'use-key', keyId: fresh });
  expect(opened.at()).toBe('deploying');
  expect(row(fresh).places.map(({ text, setAt }) => [text, setAt !== null])).toEqual([
    ['a laptop', true],
    ['the server', false],
  ]);
});

test('a key that leaks while its tools get the new one goes at once, whatever is known of that', async () => {
  const { connector, decide, rotation, at, clock, usesOf } = await openRotation();
  clock.move(2 * hourMs);
  connector.probe = async () => refusal;
  const { lastFive } = rotation().old;
  expect(await decide({ kind: 'leaked', lastFive: 'WRONG' })).toBe('wrong-last-five');
  expect([rotation().reason, usesOf('revoke')]).toEqual(['planned', 0]);
  expect(await decide({ kind: 'leaked', lastFive })).toBeNull();
  expect([at(), usesOf('revoke')]).toEqual(['deploying', 1]);
  expect(rotation()).toMatchObject({ reason: 'leaked', closedAt: null });
  expect(rotation().oldEndedAt).not.toBeNull();
  await decide(inTools);
  expect(rotation().step).toEqual({ at: 'retired', how: 'ended' });
});

test('a key that leaks while the new one is being given up ends with another new one, not with none', async () => {
  const { connector, decide, rotation, at, pass } = await openRotation();
  await decide(inTools);
  const revoke = connector.revoke.bind(connector);
  let isLost = true;
  connector.revoke = async (...args) => {
    const answer = await revoke(...args);
    if (isLost) throw new FailureError(unreachable);
    return answer;
  };
  const given = rotation().successor?.lastFive;
  await decide({ kind: 'abandon' });
  expect(at()).toBe('abandoning');
  expect(connector.keys.some(({ lastFive }) => lastFive === given)).toBe(false);
  isLost = false;
  await decide({ kind: 'leaked', lastFive: rotation().old.lastFive });
  expect(rotation()).toMatchObject({ reason: 'leaked', closedAt: null });
  expect(rotation().oldEndedAt).not.toBeNull();
  expect(at()).toBe('stored');
  expect(await decide({ kind: 'create-again' })).toBeNull();
  await pass(1000);
  expect(at()).toBe('deploying');
});

test('a key that leaks while a new one is being made goes as soon as that is in the keychain', async () => {
  const opened = withRotation(await openKeeping());
  const old = await opened.made();
  const { connector, usesOf, pass } = opened;
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const create = connector.create.bind(connector);
  connector.create = async (...args) => {
    await gate;
    return create(...args);
  };
  await opened.start(wishFor(old));
  expect(opened.at()).toBe('creating');
  const { lastFive } = opened.rotation().old;
  expect(await opened.decide({ kind: 'leaked', lastFive })).toBeNull();
  expect([opened.at(), usesOf('revoke')]).toEqual(['creating', 0]);
  release();
  await pass(1000);
  expect([opened.at(), usesOf('revoke')]).toEqual(['deploying', 1]);
  expect(opened.rotation().oldEndedAt).not.toBeNull();
});

test('a clock that was set back makes no proof younger', async () => {
  const { connector, decide, rotation, clock, usesOf } = await openRotation();
  await decide(inTools);
  connector.probe = async () => refusal;
  clock.move(-2 * hourMs);
  expect(await decide(retireOld(rotation()))).toBe('successor-unproven');
  expect([rotation().proof, usesOf('revoke')]).toEqual([null, 0]);
});

test('a clock that was set back before a retirement is tried again makes no proof younger', async () => {
  const { connector, decide, rotation, at, clock, minute, usesOf } = await openRotation();
  await decide(inTools);
  connector.failNext(unreachable, 'revoke');
  await decide(retireOld(rotation()));
  connector.probe = async () => refusal;
  clock.move(-2 * hourMs);
  await minute();
  expect([at(), rotation().proof, usesOf('revoke')]).toEqual(['retire-failed', null, 1]);
});

test('a proof that grows old while the service is asked for its list is none', async () => {
  const { connector, decide, rotation, at, clock, usesOf } = await openRotation();
  await decide(inTools);
  let lists = 0;
  const list = connector.list.bind(connector);
  connector.list = async (...args) => {
    lists += 1;
    // The computer sleeps just before the end.
    if (lists === 2) clock.move(hourMs);
    return list(...args);
  };
  await decide(retireOld(rotation()));
  expect([at(), rotation().wait?.because.code, usesOf('revoke')]).toEqual([
    'retire-failed',
    'successor-unproven',
    0,
  ]);
});

test('one that says that the old key is its own successor retires nothing', async () => {
  const { pasted, rotation, rotationBook, rotations, keyBook, clock, usesOf, at } =
    await openListed();
  const successor = rotatedKeyOf(keyBook.find(pasted));
  const proof = { at: clock.now().toISOString(), by: 'service' as const };
  for (const step of [
    { at: 'retiring' },
    { at: 'abandoning', target: { remoteId: '900', lastFive: 'OLD90' }, follows: 'end' },
  ] as const) {
    rotationBook.save([{ ...rotation(), successor, newKeyId: pasted, proof, step, wait: null }]);
    rotations.goOn(rotation().id);
    await settle();
    expect([rotation().wait?.because.code, usesOf('revoke')]).toEqual(['not-found', 0]);
  }
  expect(at()).toBe('abandoning');
});

test('whether a session is long enough is reckoned by the clock of its service', async () => {
  const { rotation } = await openRotation(({ book, accountId, clock }) => {
    const until = new Date(clock.now().getTime() + hourMs / 2).toISOString();
    book.change(accountId, {
      clockSkewMs: hourMs,
      signIn: { status: 'signed-in', until, isKept: false },
    });
  });
  expect(rotation().step).toMatchObject({ at: 'blocked', block: { because: 'session-short' } });
});

test('of two new keys of one label the older is that of the create which was sent first', () => {
  const made = ['3', '2', '1'].map((id) => ({ ...listedKey, id }));
  expect(madeIn(made, 'ops-mailer', (id) => id === '1')?.id).toBe('2');
  expect(madeIn(made, 'another', () => false)).toBeNull();
});

test('a create that the service answered with an error of its own may have made a key', async () => {
  const { at, notes, usesOf } = await openRotation(({ connector }) => {
    const failed = { code: 'service-failed', status: 500, retryAfterSeconds: null } as const;
    connector.failNext(failed, 'create');
  });
  expect([at(), notes().at(-1), usesOf('create ops-mailer (')]).toEqual([
    'create-unknown',
    'create-unclear',
    1,
  ]);
});

test('going back while a service is asked whether the old key has ended keeps its secret', async () => {
  const opened = withRotation(await openKeeping());
  const { guidedId, row, connector, decide, at } = opened;
  const old = opened.held('canary-campaign-OLD11', { accountId: guidedId });
  const fresh = opened.held('canary-campaign-NEW22', { accountId: guidedId });
  await opened.start(wishFor(old));
  await decide({ kind: 'use-key', keyId: fresh });
  await decide(retireOld(opened.rotation()));
  expect(at()).toBe('retiring');
  let answerLate = (_answer: ProbeAnswer): void => undefined;
  connector.probe = () => new Promise((resolve) => (answerLate = resolve));
  const ended = decide({ kind: 'ended-by-hand', isVouched: false });
  await settle();
  expect(await decide({ kind: 'go-back' })).toBeNull();
  answerLate(refusal);
  expect(await ended).toBe('call-refused');
  expect([at(), row(old).isHeld]).toEqual(['gone-back', true]);
});

test('what one rotation has made is no newer key that stands in the way of another', async () => {
  const opened = withRotation(await openKeeping());
  const [one, two] = [await opened.made('one'), await opened.made('two')];
  await settle();
  opened.connector.loseAnswer();
  await opened.start(wishFor(one, { label: 'same' }), wishFor(two, { label: 'same' }));
  for (let minute = 0; minute < 3; minute += 1) await opened.minute();
  expect([opened.at(0), opened.at(1)]).toEqual(['created-unreceived', 'deploying']);
});

test('a key that is held is not what a lost create has made, whatever its label', async () => {
  const opened = await openRotation(({ connector }) =>
    connector.failNext({ code: 'outcome-unknown', status: null }, 'create'),
  );
  expect(opened.at()).toBe('create-unknown');
  await opened.made(opened.rotation().wish.label);
  for (let minute = 0; minute < 3; minute += 1) await opened.minute();
  expect([opened.at(), opened.notes().includes('made-unreceived')]).toEqual(['deploying', false]);
});

test('an account whose key is put in rotation while the account is being removed stays', async () => {
  const opened = withRotation(await openKeeping());
  const { accountId, keychain, connector, call } = opened;
  await opened.made();
  connector.keys = [listedKey, ...connector.keys];
  await opened.sync.sync(accountId);
  const listed = opened.rows().find(({ lastFive }) => lastFive === 'OLD90');
  const release = keychain.hold();
  const removed = call('removeAccount', { accountId, isForgettingKeys: true });
  await settle();
  await opened.start(wishFor(listed?.id ?? (await opened.made())));
  release();
  expect(await removed).toBe('in-rotation');
  expect(opened.book.has(accountId)).toBe(true);
});

test('a rotation that is open is told of, whoever says that its end was seen', async () => {
  const { call, rotation } = await openRotation();
  const before = rotation();
  expect(await call('dismissRotations', { rotationIds: [before.id] })).toBeNull();
  expect(rotation()).toEqual(before);
});
