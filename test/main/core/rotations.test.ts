import { expect, test } from 'vitest';
import type { KeyId } from '../../../src/shared/key.ts';
import { openKeeping } from './open-keeping.ts';
import { settle } from './open-accounts.ts';

const wishFor = (keyId: KeyId) => ({
  keyId,
  reason: 'planned' as const,
  wish: { label: 'ops-mailer (2027-05)', contacts: ['ops@agency.gov.sg'], expiration: null },
  soakDays: 7,
});

test('a rotation makes a new key, proves it, and hands over to it', async () => {
  const opened = await openKeeping();
  const old = await opened.made();
  const result = await opened.call('startRotations', { wishes: [wishFor(old)] });
  if (typeof result === 'string') throw new Error(result);
  await settle();
  const [rotation] = opened.store.read().rotations;
  expect(rotation?.timeline.map(({ note }) => note)).toEqual([
    'asked-for',
    'began',
    'create-sent',
    'stored',
    'proven',
    'in-use',
  ]);
  expect(rotation?.step).toEqual({ at: 'deploying' });
});
