import { expect, test } from 'vitest';
import type { Failure } from '../../../src/shared/failure.ts';
import type { KeyId } from '../../../src/shared/key.ts';
import type { ProbeAnswer } from '../../../src/shared/probe.ts';
import {
  rotationDecision,
  type Rotation,
  type RotationDecision,
  type RotationId,
} from '../../../src/shared/rotation.ts';
import { settle, startAt } from './open-accounts.ts';
import { openKeeping } from './open-keeping.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const endOfOld = '2027-05-21T02:46:00.000Z';
const refusedByService: ProbeAnswer = { outcome: 'refused', because: 'not-accepted' };
const notAsked: ProbeAnswer = { outcome: 'not-asked', because: { reason: 'no-probe' } };
const unreachable: Failure = { code: 'unreachable', reason: 'refused' };
type Opened = Awaited<ReturnType<typeof openKeeping>>;

/** Asks for a rotation, and lets it go as far as it goes. */
async function begun(opened: Opened, keyId: KeyId) {
  const result = await opened.call('startRotations', {
    wishes: [
      {
        keyId,
        reason: 'planned',
        wish: { label: 'ops-mailer (2027-05)', contacts: ['ops@agency.gov.sg'], expiration: null },
        soakDays: 7,
        lastFive: null,
      },
    ],
  });
  if (typeof result === 'string') throw new Error(result);
  const [rotationId] = result.rotationIds;
  if (!rotationId) throw new Error('There is no rotation.');
  await settle();
  return inRotation(opened, rotationId, keyId);
}

function inRotation(opened: Opened, rotationId: RotationId, old: KeyId) {
  const now = (): Rotation => opened.rotationBook.find(rotationId);
  async function decide(decision: RotationDecision): Promise<Failure['code'] | null> {
    const result = await opened.call('decideRotation', { rotationId, decision });
    await settle();
    return result;
  }
  const fresh = (): KeyId => {
    const { successor } = now();
    if (successor === null) throw new Error('There is no new key.');
    return successor.keyId;
  };
  const retire = (part: Partial<Extract<RotationDecision, { kind: 'retire-old' }>> = {}) =>
    decide({
      kind: 'retire-old',
      lastFive: now().old.lastFive,
      isWithOpenPlaces: false,
      isVouched: false,
      ...part,
    });
  /** What was done at the service since this was asked last. */
  const uses = (): string[] =>
    opened.connector.uses.splice(0).map((use) => use.replace(/ https:.*/, ''));
  return { ...opened, rotationId, old, now, decide, fresh, retire, uses };
}

/** The new key is in use; its tools do not have it yet. */
async function deploying() {
  const opened = await openKeeping();
  const found = await begun(opened, await opened.made());
  expect(found.now().step).toEqual({ at: 'deploying' });
  found.uses();
  return found;
}

async function soaking() {
  const found = await deploying();
  await found.decide({ kind: 'in-tools', soakDays: 7, isWithOpenPlaces: false });
  expect(found.now().step.at).toBe('soaking');
  return found;
}

async function retireFailed() {
  const found = await soaking();
  found.connector.failNext(unreachable, 'revoke');
  await found.retire();
  expect(found.now().step).toEqual({ at: 'retire-failed' });
  found.uses();
  return found;
}

/** Two keys of a campaign, whose service ends and makes keys in its own pages. */
async function guided(part: { expiresAt?: string | null } = {}) {
  const opened = await openKeeping();
  const { guidedId: accountId } = opened;
  const old = opened.held('canary-campaign-OLD11', { accountId, expiresAt: endOfOld, ...part });
  const found = await begun(opened, old);
  expect(found.now().step).toEqual({ at: 'fetching' });
  const pasted = opened.held('canary-campaign-NEW22', { accountId });
  return { ...found, pasted };
}

async function guidedDeploying() {
  const found = await guided();
  await found.decide({ kind: 'use-key', keyId: found.pasted });
  expect(found.now().step).toEqual({ at: 'deploying' });
  return found;
}

async function guidedRetiring() {
  const found = await guidedDeploying();
  expect(await found.retire()).toBeNull();
  expect(found.now().step).toEqual({ at: 'retiring' });
  return found;
}

async function blocked() {
  const opened = await openKeeping();
  const old = await opened.made();
  const [listed] = opened.connector.keys;
  if (!listed) throw new Error('Nothing is listed.');
  const newer = { ...listed, id: '77', lastFive: 'NEWER', expiresAt: '2028-01-01T00:00:00.000Z' };
  opened.connector.keys = [newer, ...opened.connector.keys];
  const found = await begun(opened, old);
  expect(found.now().step).toMatchObject({ at: 'blocked', block: { because: 'newer-key' } });
  found.uses();
  return found;
}

test('the old key is retired once its last five are typed, and not before', async () => {
  const { retire, now, uses, connector, old, row } = await soaking();
  const before = now();
  expect(await retire({ lastFive: 'WRONG' })).toBe('wrong-last-five');
  expect(await retire({ lastFive: '' })).toBe('wrong-last-five');
  expect([now(), uses()]).toEqual([before, []]);
  expect(await retire({ lastFive: ` ${before.old.lastFive} ` })).toBeNull();
  expect(now().step).toEqual({ at: 'retired', how: 'ended' });
  expect(uses()).toContain(`revoke ${before.old.remoteId}`);
  expect([connector.keys.length, row(old).standing]).toEqual([1, 'retired']);
});

test('while places are open, the tools do not have it and the old key stays, unless a second word is said', async () => {
  const found = await deploying();
  const { call, fresh, decide, retire, now, connector } = found;
  const places = ['/etc/mailer.env', 'Mei'].map((text) => ({
    id: null,
    text,
    recipe: 'env-line' as const,
  }));
  await call('changePlaces', { keyId: fresh(), places });
  const before = now();
  const inTools = { kind: 'in-tools' as const, soakDays: 7 };
  expect(await decide({ ...inTools, isWithOpenPlaces: false })).toBe('places-open');
  expect(await retire()).toBe('places-open');
  expect(now()).toEqual(before);
  expect(await decide({ ...inTools, isWithOpenPlaces: true })).toBeNull();
  expect(await retire()).toBe('places-open');
  for (const { id } of found.row(fresh()).places) {
    await call('tickPlace', { keyId: fresh(), placeId: id, isSet: true });
  }
  expect(await retire()).toBeNull();
  expect(connector.keys).toHaveLength(1);
});

test('a proof that is older than an hour is renewed before the old key goes', async () => {
  const { clock, retire, now } = await soaking();
  clock.move(3 * 60 * minuteMs);
  expect(await retire()).toBeNull();
  expect(now()).toMatchObject({
    step: { at: 'retired' },
    proof: { at: clock.now().toISOString(), by: 'service' },
  });
});

test('a new key that is refused, or of which nothing can be learnt, keeps the old one alive', async () => {
  const { clock, connector, retire, now, uses } = await soaking();
  clock.move(2 * 60 * minuteMs);
  connector.probe = async () => ({
    outcome: 'unknown',
    because: unreachable,
    retryAfterSeconds: null,
  });
  expect(await retire()).toBe('unreachable');
  connector.probe = async () => refusedByService;
  expect(await retire()).toBe('successor-unproven');
  expect(await retire({ isVouched: true })).toBe('successor-unproven');
  expect(now()).toMatchObject({ step: { at: 'soaking' }, proof: null });
  expect(uses().filter((use) => use.startsWith('revoke'))).toEqual([]);
  // It was a matter of minutes.
  connector.probe = async () => ({ outcome: 'works' });
  expect(await retire()).toBeNull();
  expect(now().step).toMatchObject({ at: 'retired' });
});

test('where the service cannot be reached, the word of the user is taken', async () => {
  const { clock, connector, retire, now } = await soaking();
  clock.move(2 * 60 * minuteMs);
  connector.probe = async () => ({
    outcome: 'unknown',
    because: unreachable,
    retryAfterSeconds: null,
  });
  expect(await retire({ isVouched: true })).toBeNull();
  expect(now()).toMatchObject({ step: { at: 'retired' }, proof: { by: 'user' } });
});

test('a word that was given in a wrong step proves nothing', async () => {
  const { retire, decide, now } = await guidedRetiring();
  const before = now();
  expect(await retire({ isVouched: true })).toBe('call-refused');
  expect(await decide({ kind: 'vouch' })).toBeNull();
  expect(now().step).toEqual(before.step);
  const first = await blocked();
  const held = first.now();
  expect(await first.retire({ isVouched: true })).toBe('call-refused');
  expect(first.now()).toEqual(held);
});

test('a service that cannot be asked wants the word of the user within the hour', async () => {
  const found = await guided();
  const { connector, decide, pasted, now, retire, clock } = found;
  connector.probe = async () => notAsked;
  await decide({ kind: 'use-key', keyId: pasted });
  expect(now()).toMatchObject({ step: { at: 'stored' }, proof: null });
  expect(await decide({ kind: 'vouch' })).toBeNull();
  expect(now()).toMatchObject({ step: { at: 'deploying' }, proof: { by: 'user' } });
  clock.move(2 * 60 * minuteMs);
  expect(await retire()).toBe('successor-unproven');
  expect(now().step).toEqual({ at: 'deploying' });
  expect(await retire({ isVouched: true })).toBeNull();
  expect(now().step).toEqual({ at: 'retiring' });
});

test('both keys live side by side for so many days, and never past the end of the old one', async () => {
  const { decide, now, clock } = await deploying();
  await decide({ kind: 'in-tools', soakDays: 7, isWithOpenPlaces: false });
  const inAWeek = new Date(clock.now().getTime() + 7 * dayMs).toISOString();
  expect(now().step).toEqual({ at: 'soaking', until: inAWeek });
  const later = '2027-01-01T00:00:00.000Z';
  expect(await decide({ kind: 'move-soak', until: later })).toBeNull();
  expect(now().step).toEqual({ at: 'soaking', until: later });
  expect(await decide({ kind: 'move-soak', until: '2029-01-01T00:00:00.000Z' })).toBeNull();
  expect(now().step).toEqual({ at: 'soaking', until: endOfOld });
});

test('an end of the old key that was corrected meanwhile counts', async () => {
  const { decide, now, call, old } = await guidedDeploying();
  const sooner = '2026-11-24T00:00:00.000Z';
  expect(await call('editKey', { keyId: old, expiresAt: sooner })).toBeNull();
  await decide({ kind: 'in-tools', soakDays: 7, isWithOpenPlaces: false });
  expect(now().step).toEqual({ at: 'soaking', until: sooner });
});

test('without a soak the old key can go at once, and does not go by itself', async () => {
  const { decide, now, connector, clock, rotations } = await deploying();
  await decide({ kind: 'in-tools', soakDays: 0, isWithOpenPlaces: false });
  expect(now().step).toEqual({ at: 'soaking', until: startAt });
  clock.move(dayMs);
  rotations.tick();
  await settle();
  expect([now().step.at, connector.keys.length]).toEqual(['soaking', 2]);
});

test.each(['go-back', 'abandon'] as const)(
  'after a retirement that failed, %s is refused if the old key is gone after all',
  async (kind) => {
    const { decide, now, connector, uses } = await retireFailed();
    const before = now();
    connector.keys = connector.keys.filter(({ id }) => id !== before.old.remoteId);
    expect(await decide({ kind })).toBe('old-key-missing');
    expect([now().step, uses()]).toEqual([before.step, ['list']]);
  },
);

test.each(['go-back', 'abandon'] as const)(
  'after a retirement that failed, %s is refused while nobody can tell whether the old key lives',
  async (kind) => {
    const { decide, now, connector } = await retireFailed();
    connector.failNext(unreachable, 'list');
    expect(await decide({ kind })).toBe('unreachable');
    expect(now().step).toEqual({ at: 'retire-failed' });
  },
);

test('after a retirement that failed, the old key can be used again if it lives', async () => {
  const { decide, now, row, old, fresh } = await retireFailed();
  expect(await decide({ kind: 'go-back' })).toBeNull();
  expect(now().step).toEqual({ at: 'gone-back' });
  expect([row(old).replacedBy, row(fresh()).standing]).toEqual([null, 'held']);
});

test('an old key that is known to be gone is not gone back to, and its successor is not abandoned', async () => {
  const { decide, now, connector, sync, accountId } = await deploying();
  connector.keys = connector.keys.filter(({ id }) => id !== now().old.remoteId);
  await sync.sync(accountId);
  for (const kind of ['go-back', 'abandon'] as const) {
    expect(await decide({ kind })).toBe('old-key-missing');
  }
  expect([now().step.at, connector.keys.length]).toEqual(['deploying', 1]);
});

test('the new key is abandoned: it is retired, and the old one is the one to use', async () => {
  const { decide, now, connector, row, old, fresh, uses } = await soaking();
  const remoteId = now().successor?.remoteId;
  const id = fresh();
  expect(await decide({ kind: 'abandon' })).toBeNull();
  expect(now().step).toEqual({ at: 'abandoned' });
  expect(uses().filter((use) => use.startsWith('revoke'))).toEqual([`revoke ${remoteId}`]);
  expect(connector.keys.map((key) => key.id)).toEqual([now().old.remoteId]);
  expect([row(old).replacedBy, row(id).standing]).toEqual([null, 'retired']);
});

test('what was gone back from is taken up again, and the new key is asked about once more', async () => {
  const { decide, now, connector } = await soaking();
  await decide({ kind: 'go-back' });
  connector.probe = async () => refusedByService;
  expect(await decide({ kind: 'take-up-again' })).toBeNull();
  expect(now().step).toEqual({ at: 'stored', refusals: 1 });
});

test('a held key of the account is taken as the new one', async () => {
  const found = await blocked();
  const { held, decide, now, uses } = found;
  const keyId = held('canary-other-OTHER');
  expect(await decide({ kind: 'use-key', keyId })).toBeNull();
  expect(now()).toMatchObject({ step: { at: 'deploying' }, successor: { keyId } });
  expect(uses()).not.toContain('create ops-mailer (2027-05)');
});

test('a key that is not held, is over, is of another account, is the old one or is in another rotation is not taken', async () => {
  const found = await blocked();
  const { held, decide, now, rows, guidedId, old, call, retiring } = found;
  const listed = rows().find(({ isHeld }) => !isHeld)?.id ?? old;
  const expired = held('canary-other-EXPIR', { expiresAt: '2026-01-01T00:00:00.000Z' });
  const retired = held('canary-other-RETIR');
  await retiring.markRetired({ keyId: retired, lastFive: 'RETIR' });
  const gone = held('canary-other-GONE1', { remoteId: '404' });
  const elsewhere = held('canary-other-ELSE1', { accountId: guidedId });
  const other = await found.made('another');
  await call('startRotations', {
    wishes: [
      {
        keyId: other,
        reason: 'planned',
        wish: { label: 'another', contacts: ['ops@agency.gov.sg'], expiration: null },
        soakDays: 7,
        lastFive: null,
      },
    ],
  });
  const before = now();
  const refusals = [];
  for (const keyId of [listed, expired, retired, gone, elsewhere, old, other]) {
    refusals.push(await decide({ kind: 'use-key', keyId }));
  }
  expect(refusals).toEqual([...Array.from({ length: 6 }, () => 'call-refused'), 'in-rotation']);
  expect(now()).toEqual(before);
});

test('no other key is taken while a create may still bring one', async () => {
  const opened = await openKeeping();
  const old = await opened.made();
  const keyId = opened.held('canary-other-OTHER');
  const create = opened.connector.create.bind(opened.connector);
  let answer = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    answer = resolve;
  });
  opened.connector.create = async (...args) => {
    await gate;
    return create(...args);
  };
  const { decide, now } = await begun(opened, old);
  expect(now().step.at).toBe('creating');
  expect(await decide({ kind: 'use-key', keyId })).toBe('call-refused');
  answer();
  await settle();
  expect(now()).toMatchObject({ step: { at: 'deploying' }, successor: { keyId: now().newKeyId } });
});

test('a newer key that is somebody else’s is left alone, and one is made all the same', async () => {
  const { decide, now, connector, clock } = await blocked();
  expect(await decide({ kind: 'ignore-newer' })).toBeNull();
  clock.move(2000);
  await settle();
  expect(now()).toMatchObject({ step: { at: 'deploying' }, acceptedIds: ['77'] });
  expect(connector.keys.map(({ id }) => id)).toContain('77');
});

test('an old key that still works was not ended, whatever is said', async () => {
  const { decide, now, row, old } = await guidedRetiring();
  const before = now();
  for (const isVouched of [false, true]) {
    expect(await decide({ kind: 'ended-by-hand', isVouched })).toBe('still-works');
  }
  expect([now(), row(old).standing]).toEqual([before, 'held']);
});

test('an old key that its service refuses was ended by hand, and its item goes', async () => {
  const { decide, now, row, old, connector, keychain } = await guidedRetiring();
  connector.probe = async (_place, secret) =>
    secret.reveal().endsWith('OLD11') ? refusedByService : { outcome: 'works' };
  expect(await decide({ kind: 'ended-by-hand', isVouched: false })).toBeNull();
  expect(now().step).toEqual({ at: 'retired', how: 'by-hand' });
  expect(row(old).standing).toBe('retired');
  expect([...keychain.items.values()].filter((value) => value.endsWith('OLD11'))).toEqual([]);
});

test.each<[ProbeAnswer, Failure['code']]>([
  [{ outcome: 'unknown', because: unreachable, retryAfterSeconds: null }, 'unreachable'],
  [notAsked, 'cannot-be-asked'],
])('where it cannot be told (%j), the user has to say so', async (answer, code) => {
  const { decide, now, row, old, connector } = await guidedRetiring();
  connector.probe = async () => answer;
  expect(await decide({ kind: 'ended-by-hand', isVouched: false })).toBe(code);
  expect(row(old).standing).toBe('held');
  expect(await decide({ kind: 'ended-by-hand', isVouched: true })).toBeNull();
  expect(now().step).toEqual({ at: 'retired', how: 'by-hand' });
});

test('an old key whose item is gone cannot be asked about: then the word of the user counts', async () => {
  const { decide, now, keychain } = await guidedRetiring();
  for (const [name, value] of keychain.items) {
    if (value.endsWith('OLD11')) keychain.items.delete(name);
  }
  expect(await decide({ kind: 'ended-by-hand', isVouched: false })).toBe('item-missing');
  expect(await decide({ kind: 'ended-by-hand', isVouched: true })).toBeNull();
  expect(now().step).toEqual({ at: 'retired', how: 'by-hand' });
});

test('at a service that lists its keys, the list says whether one was ended by hand', async () => {
  const { decide, now, connector, row, old } = await retireFailed();
  for (const isVouched of [false, true]) {
    expect(await decide({ kind: 'ended-by-hand', isVouched })).toBe('still-works');
  }
  connector.failNext(unreachable, 'list');
  expect(await decide({ kind: 'ended-by-hand', isVouched: true })).toBe('unreachable');
  expect(now().step).toEqual({ at: 'retire-failed' });
  connector.keys = connector.keys.filter(({ id }) => id !== now().old.remoteId);
  expect(await decide({ kind: 'ended-by-hand', isVouched: false })).toBeNull();
  expect([now().step, row(old).standing]).toEqual([{ at: 'retired', how: 'by-hand' }, 'retired']);
});

test('another key that has its id by now, as on a server set up anew, is not the one that was ended', async () => {
  const { decide, now, connector } = await retireFailed();
  const { remoteId } = now().old;
  connector.keys = connector.keys.map((key) =>
    key.id === remoteId ? { ...key, lastFive: 'OTHER' } : key,
  );
  expect(await decide({ kind: 'ended-by-hand', isVouched: false })).toBeNull();
  expect(now().step).toEqual({ at: 'retired', how: 'by-hand' });
  expect(connector.keys.map(({ lastFive }) => lastFive)).toContain('OTHER');
});

test('an abandoned key of a guided service is gone when it is refused', async () => {
  const { decide, now, row, fresh, connector, old } = await guidedDeploying();
  const id = fresh();
  expect(await decide({ kind: 'abandon' })).toBeNull();
  expect(now().step).toMatchObject({ at: 'abandoning' });
  expect(await decide({ kind: 'ended-by-hand', isVouched: false })).toBe('still-works');
  connector.probe = async () => refusedByService;
  expect(await decide({ kind: 'ended-by-hand', isVouched: false })).toBeNull();
  expect([now().step, row(id).standing, row(old).standing]).toEqual([
    { at: 'abandoned' },
    'retired',
    'held',
  ]);
});

const keyId = 'no-such-key' as KeyId;
const wish = { label: 'x', contacts: [], expiration: null };
const decisions: RotationDecision[] = [
  { kind: 'try-again' },
  { kind: 'ignore-newer' },
  { kind: 'use-key', keyId },
  { kind: 'change-wish', wish },
  { kind: 'stop' },
  { kind: 'create-again' },
  { kind: 'vouch' },
  { kind: 'in-tools', soakDays: 7, isWithOpenPlaces: true },
  { kind: 'move-soak', until: '2027-01-01T00:00:00.000Z' },
  { kind: 'go-back' },
  { kind: 'take-up-again' },
  { kind: 'abandon' },
  { kind: 'retire-old', lastFive: '10001', isWithOpenPlaces: true, isVouched: true },
  { kind: 'ended-by-hand', isVouched: true },
  { kind: 'leaked', lastFive: '10001' },
];
const steps = { blocked, deploying, soaking, 'retire-failed': retireFailed };
const inPlace: Record<keyof typeof steps, RotationDecision['kind'][]> = {
  blocked: ['try-again', 'ignore-newer', 'use-key', 'change-wish', 'stop', 'leaked'],
  deploying: ['vouch', 'in-tools', 'go-back', 'abandon', 'retire-old', 'leaked'],
  soaking: ['vouch', 'move-soak', 'go-back', 'abandon', 'retire-old', 'leaked'],
  'retire-failed': [
    'try-again',
    'vouch',
    'go-back',
    'abandon',
    'retire-old',
    'ended-by-hand',
    'leaked',
  ],
};
const wrong = (['blocked', 'deploying', 'soaking', 'retire-failed'] as const).flatMap((step) =>
  decisions
    .filter(({ kind }) => !inPlace[step].includes(kind))
    .map((decision) => ({ step, kind: decision.kind, decision })),
);

test('what the new key is to be is changed to what a service can take: real addresses, in small letters', () => {
  const changed = (...contacts: string[]) =>
    rotationDecision.safeParse({ kind: 'change-wish', wish: { ...wish, contacts } });
  expect(changed(' Ops@Agency.gov.sg ').data).toMatchObject({
    wish: { contacts: ['ops@agency.gov.sg'] },
  });
  expect(changed('nobody').success).toBe(false);
});

test('every decision that there is stands in this list', () => {
  const kinds = rotationDecision.options.map(({ shape }) => shape.kind.value);
  expect(decisions.map(({ kind }) => kind)).toEqual(kinds);
});

test.each(wrong)('$kind has no place in $step: it is refused and changes nothing', async (row) => {
  const { decide, now, uses, rows } = await steps[row.step]();
  const before = [now(), rows()];
  expect(await decide(row.decision)).toBe('call-refused');
  expect([now(), rows()]).toEqual(before);
  expect(uses().filter((use) => use !== 'list')).toEqual([]);
});

test('what is over, and what there is not, takes no decision', async () => {
  const { retire, decide, now, call } = await soaking();
  await retire();
  const over = now();
  const refusals = [];
  for (const decision of decisions) refusals.push(await decide(decision));
  expect(new Set(refusals)).toEqual(new Set(['call-refused', 'old-key-missing']));
  expect(now()).toEqual(over);
  const rotationId = 'no-such-rotation' as RotationId;
  expect(await call('decideRotation', { rotationId, decision: { kind: 'stop' } })).toBe(
    'call-refused',
  );
});
