import type { KeyId } from '../../../src/shared/key.ts';
import type { Rotation, RotationDecision } from '../../../src/shared/rotation.ts';
import { settle } from './open-accounts.ts';
import { openKeeping } from './open-keeping.ts';

type Opened = Awaited<ReturnType<typeof openKeeping>>;

export const wishFor = (
  keyId: KeyId,
  part: { label?: string; reason?: Rotation['reason'] } = {},
) => ({
  keyId,
  reason: part.reason ?? ('planned' as const),
  wish: {
    label: part.label ?? 'ops-mailer (2027-05)',
    contacts: ['ops@agency.gov.sg'],
    expiration: null,
  },
  soakDays: 7,
  lastFive: null as string | null,
});

/** One rotation and what is asked of it, over everything else about keys. */
export function withRotation(opened: Opened) {
  function rotation(index = 0): Rotation {
    const found = opened.store.read().rotations[index];
    if (!found) throw new Error('State tells of no such rotation.');
    return found;
  }

  return {
    ...opened,
    rotation,
    at: (index = 0) => rotation(index).step.at,
    notes: (index = 0) => rotation(index).timeline.map(({ note }) => note),
    usesOf: (what: string) => opened.connector.uses.filter((use) => use.startsWith(what)).length,
    decide: async (decision: RotationDecision, index = 0) => {
      const { id } = rotation(index);
      const answer = await opened.call('decideRotation', { rotationId: id, decision });
      await settle();
      return answer;
    },
    start: async (...wishes: ReturnType<typeof wishFor>[]) => {
      const typed = wishes.map((wish) => ({ ...wish, lastFive: opened.row(wish.keyId).lastFive }));
      const answer = await opened.call('startRotations', { wishes: typed });
      await settle();
      return answer;
    },
    /** Time passes, and what it brings goes on as far as it goes. */
    pass: async (ms: number) => {
      opened.clock.move(ms);
      await settle();
    },
    minute: async () => {
      opened.clock.move(60_000);
      await opened.tick();
      opened.rotations.tick();
      await settle();
    },
    signInAnew: async () => {
      const { accountId } = opened;
      await opened.call('requestCode', { accountId });
      await opened.call('signIn', { accountId, code: 'CANARY', isToBeKept: false });
      await settle();
    },
    openKeychain: async () => {
      opened.keychain.unlock();
      await opened.keychainCheck.unlock();
      await opened.goOn();
      opened.rotations.keychainOpened();
      await settle();
    },
  };
}

/** A held key, and its rotation begun after the world was made to be as the test wants it. */
export async function openRotation(
  before: (opened: Opened) => void = () => undefined,
  reason: Rotation['reason'] = 'planned',
) {
  const opened = withRotation(await openKeeping());
  const old = await opened.made();
  await settle();
  before(opened);
  await opened.start(wishFor(old, { reason }));
  return { ...opened, old };
}

export const inTools = { kind: 'in-tools', soakDays: 7, isWithOpenPlaces: true } as const;

export function retireOld({ old }: Rotation) {
  const { lastFive } = old;
  return { kind: 'retire-old', lastFive, isWithOpenPlaces: true, isVouched: false } as const;
}
