import { create } from 'zustand';
import type { AccountId } from '../shared/account.ts';
import type { Failure } from '../shared/failure.ts';
import type { KeyId } from '../shared/key.ts';
import type { Recipe } from '../shared/recipe.ts';
import type { RotationReason } from '../shared/rotation.ts';

/** What the user wants to do that needs a dialog of its own. One at a time. */
export type Wish =
  /** Choose a way in for a key, unless one is named; at an account, if one is named. */
  | { kind: 'add-key'; accountId: AccountId | null; way?: 'generate' | 'guided' | 'bring' }
  | { kind: 'generate'; accountId: AccountId }
  /** Replace keys by new ones; all for the same reason. */
  | { kind: 'rotate'; keyIds: readonly KeyId[]; reason: RotationReason }
  /** Choose the days by which keys are to be rotated; null for all of them. */
  | { kind: 'plan'; keyIds: readonly KeyId[] | null }
  /** Paste, or what was dropped or chosen; `listedAs` is the listed key whose secret is to be brought. */
  | { kind: 'bring'; path: string | null; listedAs: KeyId | null }
  | { kind: 'change-contacts'; keyId: KeyId }
  /** One contact for another, on many keys. */
  | { kind: 'replace-contact'; keyIds: readonly KeyId[] }
  /** When to remind of them. */
  | { kind: 'stages'; keyIds: readonly KeyId[] }
  /** Null for all keys. */
  | { kind: 'calendar'; keyIds: readonly KeyId[] | null }
  | { kind: 'report' }
  | { kind: 'forget'; keyIds: readonly KeyId[] }
  | { kind: 'retire'; keyId: KeyId }
  /** Among these are some whose check costs something, which is said first. */
  | { kind: 'check-keys'; keyIds: readonly KeyId[] }
  /** Main wants a second word before it copies a dead key. */
  | {
      kind: 'confirm-copy';
      keyId: KeyId;
      recipe: Recipe;
      because: Extract<Failure, { code: 'confirmation-needed' }>['because'];
    }
  | { kind: 'reveal'; keyId: KeyId }
  | { kind: 'identify'; path: string | null }
  | { kind: 'palette' }
  | { kind: 'shortcuts' }
  | { kind: 'licences' }
  | { kind: 'leave-sandbox' };

const useWishes = create<{ wish: Wish | null }>(() => ({ wish: null }));

export function useWish(): Wish | null {
  return useWishes(({ wish }) => wish);
}

/** Whether a dialog is there or on its way, so that what is typed is meant for it. */
export function isWished(): boolean {
  return useWishes.getState().wish !== null;
}

/** What opens again after a lock. The others last for a moment only, or show what is to be hidden. */
export function keepWish(): Wish | null {
  const { wish } = useWishes.getState();
  return wish !== null && isBrief[wish.kind] ? null : wish;
}

const isBrief: Partial<Record<Wish['kind'], true>> = {
  palette: true,
  reveal: true,
  'confirm-copy': true,
};

export function onWish(listener: () => void): void {
  useWishes.subscribe(listener);
}

export function wishFor(wish: Wish): void {
  useWishes.setState({ wish });
}

export function dropWish(): void {
  useWishes.setState({ wish: null });
}
