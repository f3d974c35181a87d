import type { AccountState } from '../../shared/account-state.ts';
import type { Rotation, RotationId } from '../../shared/rotation.ts';
import { isOpen, isPromoted } from '../../shared/rotation-progress.ts';
import { isToPutIntoTools, needsUser } from './waiting.ts';

/** How far all rotations are together. */
export interface Progress {
  /** Those that are to have, or have, a new key: not the ones that were given up. */
  total: number;
  inUse: number;
  /** Their new key is in use here, and the tools are to get it. */
  toPutIntoTools: number;
  /** The user has something to do or to decide before these go on. */
  needing: number;
  ended: readonly RotationId[];
}

export function progressOf(rotations: readonly Rotation[], now: Date): Progress {
  const wanted = rotations.filter(({ step }) => step.at !== 'abandoned');
  return {
    total: wanted.length,
    inUse: wanted.filter(isPromoted).length,
    toPutIntoTools: rotations.filter(isToPutIntoTools).length,
    needing: rotations.filter((rotation) => needsUser(rotation, now)).length,
    ended: rotations.filter((rotation) => !isOpen(rotation)).map(({ id }) => id),
  };
}

export function progressWords({ total, inUse, toPutIntoTools, needing }: Progress): string {
  const words = [`${inUse.toLocaleString()} of ${total.toLocaleString()} new keys in use`];
  if (toPutIntoTools > 0) words.push(`${toPutIntoTools.toLocaleString()} to put into your tools`);
  if (needing > 0)
    words.push(`${needing.toLocaleString()} ${needing === 1 ? 'needs' : 'need'} you`);
  return words.join(', ');
}

/** Those of each account together, in the order in which the accounts and the rotations came. */
export function groupsOf(
  rotations: readonly Rotation[],
  accounts: readonly AccountState[],
): { account: AccountState | null; rotations: readonly Rotation[] }[] {
  const known = new Set(accounts.map(({ id }) => id));
  const groups = [
    ...accounts.map((account) => ({
      account,
      rotations: rotations.filter(({ accountId }) => accountId === account.id),
    })),
    { account: null, rotations: rotations.filter(({ accountId }) => !known.has(accountId)) },
  ];
  return groups.filter((group) => group.rotations.length > 0);
}
