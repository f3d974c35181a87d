import type { Failure } from '../../shared/failure.ts';
import type { KeyId } from '../../shared/key.ts';
import type { ProbeAnswer } from '../../shared/probe.ts';
import type { RotatedKey, RotationBlock, SuccessorWish } from '../../shared/rotation.ts';

/** What may happen to a rotation: what the user decides, and what came of an outside effect. */
export type RotationEvent =
  /** Its turn has come. */
  | { kind: 'begin' }
  /** This run of the app has found it where an earlier one left it. */
  | { kind: 'restarted' }
  | { kind: 'blocked'; block: RotationBlock }
  /** Nothing stands in the way: what is listed now, and the id that the new key is to get here. */
  | { kind: 'clear'; idsBefore: string[]; newKeyId: KeyId }
  /** The work of the step could not be done; it has changed nothing, and nothing was learnt. */
  | { kind: 'failed'; failure: Failure; retryAt: string | null }
  /** A create was sent, and what came of it is not known. */
  | { kind: 'unclear' }
  | { kind: 'unsaved'; found: { remoteId: string; lastFive: string } }
  | { kind: 'stored'; successor: RotatedKey }
  /** A key that is held already is to be the new one. */
  | { kind: 'use-key'; successor: RotatedKey }
  /** What the list has shown after an unclear create; null for no new key. */
  | { kind: 'looked'; found: { remoteId: string; lastFive: string } | null; retryAt: string }
  | { kind: 'probed'; answer: ProbeAnswer; retryAt: string }
  /** One write, together with what it changes of the two keys. */
  | { kind: 'promote' }
  | { kind: 'old-ended'; how: 'ended' | 'by-hand' | 'expired' | 'gone' }
  | { kind: 'new-ended' }
  | { kind: 'try-again' }
  | { kind: 'ignore-newer' }
  | { kind: 'change-wish'; wish: SuccessorWish }
  | { kind: 'stop' }
  | { kind: 'create-again' }
  | { kind: 'vouch' }
  | { kind: 'in-tools'; until: string }
  | { kind: 'move-soak'; until: string }
  | { kind: 'leaked' }
  /** Its owner wants the old key to stay: what failed is tried no more by itself. */
  | { kind: 'hold' }
  | { kind: 'go-back' }
  | { kind: 'take-up-again' }
  | { kind: 'abandon' }
  | { kind: 'retire-old' };
