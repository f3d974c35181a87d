import { expect } from 'vitest';
import type { Failure } from '../../../src/shared/failure.ts';
import type { KeyId } from '../../../src/shared/key.ts';
import type { Rotation, RotationDecision, RotationId } from '../../../src/shared/rotation.ts';
import { settle } from './open-accounts.ts';
import { openKeeping } from './open-keeping.ts';

const endOfOld = '2027-05-21T02:46:00.000Z';
const unreachable: Failure = { code: 'unreachable', reason: 'refused' };

type Opened = Awaited<ReturnType<typeof openKeeping>>;

/** Asks for a rotation, and lets it go as far as it goes. */
export async function begun(opened: Opened, keyId: KeyId) {
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
export async function deploying() {
  const opened = await openKeeping();
  const found = await begun(opened, await opened.made());
  expect(found.now().step).toEqual({ at: 'deploying' });
  found.uses();
  return found;
}

export async function soaking() {
  const found = await deploying();
  await found.decide({ kind: 'in-tools', soakDays: 7, isWithOpenPlaces: false });
  expect(found.now().step.at).toBe('soaking');
  return found;
}

export async function retireFailed() {
  const found = await soaking();
  found.connector.failNext(unreachable, 'revoke');
  await found.retire();
  expect(found.now().step).toEqual({ at: 'retire-failed' });
  found.uses();
  return found;
}

/** Two keys of a campaign, whose service ends and makes keys in its own pages. */
export async function guided(part: { expiresAt?: string | null } = {}) {
  const opened = await openKeeping();
  const { guidedId: accountId } = opened;
  const old = opened.held('canary-campaign-OLD11', { accountId, expiresAt: endOfOld, ...part });
  const found = await begun(opened, old);
  expect(found.now().step).toEqual({ at: 'fetching' });
  const pasted = opened.held('canary-campaign-NEW22', { accountId });
  return { ...found, pasted };
}

export async function guidedDeploying() {
  const found = await guided();
  await found.decide({ kind: 'use-key', keyId: found.pasted });
  expect(found.now().step).toEqual({ at: 'deploying' });
  return found;
}

export async function guidedRetiring() {
  const found = await guidedDeploying();
  expect(await found.retire()).toBeNull();
  expect(found.now().step).toEqual({ at: 'retiring' });
  return found;
}

export async function blocked() {
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
