import { FailureError } from './failure-error.ts';
import type { StateStore } from './state-store.ts';

/**
 * Refuses to take a key in while the records of this run are kept nowhere: its item would be in the
 * keychain, and no later run would know of it.
 */
export function expectKeptRecords(store: StateStore): void {
  if (store.read().records.status !== 'unkept') return;
  throw new FailureError({ code: 'records-unwritable', reason: 'not-allowed' });
}
