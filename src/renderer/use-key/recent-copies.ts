import { create } from 'zustand';
import type { KeyId } from '../../shared/key.ts';

const useCopies = create<{ keyIds: readonly KeyId[] }>(() => ({ keyIds: [] }));

/** What was copied while this window is open, newest first. */
export function useRecentCopies(): readonly KeyId[] {
  return useCopies(({ keyIds }) => keyIds);
}

export function noteCopy(keyId: KeyId): void {
  useCopies.setState(({ keyIds }) => ({
    keyIds: [keyId, ...keyIds.filter((id) => id !== keyId)].slice(0, 20),
  }));
}
