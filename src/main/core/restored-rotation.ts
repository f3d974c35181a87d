import type { Rotation, RotationStep } from '../../shared/rotation.ts';
import { goesOldFirst } from './old-first.ts';

/**
 * An open rotation in records that come from a backup. The world has gone on since that was made: what it
 * would do next may be done already, or may have been taken back. So it retires nothing, makes nothing and
 * trusts no proof before the user has said so again.
 */
export function restoredRotation(kept: Rotation, madeAt: string, at: string): Rotation {
  const step = stepAfter(kept, madeAt);
  const isBlocked = step.at === 'blocked' && step !== kept.step;
  return {
    ...kept,
    revision: kept.revision + 1,
    proof: null,
    step,
    wait: null,
    timeline: [
      ...kept.timeline,
      { at, note: isBlocked ? 'blocked' : 'waits', detail: 'from-backup' },
    ],
  };
}

function stepAfter(kept: Rotation, madeAt: string): RotationStep {
  const { step, successor } = kept;
  switch (step.at) {
    case 'planned':
    case 'preflight':
    case 'creating':
    case 'create-unknown':
    case 'save-failed':
      // Else it would turn to the old key first, and retire it.
      return goesOldFirst(kept) ? { at: 'retire-failed' } : fromBackup(madeAt);
    case 'retiring':
      return { at: 'retire-failed' };
    case 'abandoning': {
      if (successor !== null) return { at: 'gone-back' };
      const { remoteId, lastFive } = step.target;
      if (remoteId === null) return fromBackup(madeAt);
      const attempt = kept.timeline.filter(({ note }) => note === 'create-sent').length;
      const found = { remoteId, lastFive };
      return { at: 'created-unreceived', idsBefore: [], attempt: Math.max(1, attempt), found };
    }
    case 'verified':
      return { at: 'stored', refusals: 0 };
    case 'blocked':
      // With the next sign-in it would go on by itself.
      return step.block.because === 'session-short' ? fromBackup(madeAt) : step;
    // None of these goes on without the user but `stored`, which asks whether the new key works.
    case 'fetching':
    case 'created-unreceived':
    case 'stored':
    case 'verify-failed':
    case 'deploying':
    case 'soaking':
    case 'gone-back':
    case 'retire-failed':
    case 'retired':
    case 'abandoned':
      return step;
    default:
      return step satisfies never;
  }
}

function fromBackup(madeAt: string): RotationStep {
  return { at: 'blocked', block: { because: 'from-backup', madeAt } };
}
