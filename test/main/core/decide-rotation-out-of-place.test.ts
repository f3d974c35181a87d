import { expect, test } from 'vitest';
import type { KeyId } from '../../../src/shared/key.ts';
import {
  rotationDecision,
  type RotationDecision,
  type RotationId,
} from '../../../src/shared/rotation.ts';
import { blocked, deploying, retireFailed, soaking } from './rotation-at.ts';

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
