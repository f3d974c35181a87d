import type { UnwritableReason } from '../../shared/failure.ts';
import { FailureError } from '../core/failure-error.ts';

/**
 * The kind of an error of SQLite. Its number says it, not its name: the library does not know the names
 * of all that SQLite tells, and the finer kinds stand in the higher bits.
 */
export function sqliteCodeOf(error: unknown): number | null {
  if (!(error instanceof Error) || !('rawCode' in error)) return null;
  return typeof error.rawCode === 'number' ? error.rawCode % 256 : null;
}

export const sqliteCodes = { error: 1, corrupt: 11, notADatabase: 26 } as const;

const reasons: Record<number, UnwritableReason> = {
  // SQLITE_PERM, BUSY, LOCKED, READONLY, CANTOPEN, AUTH
  3: 'not-allowed',
  5: 'not-allowed',
  6: 'not-allowed',
  8: 'not-allowed',
  14: 'not-allowed',
  23: 'not-allowed',
  // SQLITE_IOERR, of which a used-up quota is one kind
  10: 'disk-fault',
  // SQLITE_FULL
  13: 'disk-full',
};

/** A write that the world did not allow; null for any other error, which is a bug. */
export function failureOfWrite(error: unknown): FailureError | null {
  const reason = reasons[sqliteCodeOf(error) ?? 0];
  return reason === undefined ? null : new FailureError({ code: 'records-unwritable', reason });
}
