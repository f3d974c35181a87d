import type { Rotation, RotationWait } from '../../shared/rotation.ts';

/** What is to be done next in the outside world; null where the user, or time, has the next word. */
export type RotationWork =
  'preflight' | 'look' | 'take-up' | 'probe' | 'promote' | 'retire-old' | 'retire-new';

/** No wait that ends by itself is longer. */
export const longestWaitMs = 60 * 60_000;

export function workOf({ step, wait, way }: Rotation, nowMs: number): RotationWork | null {
  // A key that was made and not held may be kept by now, whatever else is waited for.
  if (step.at === 'save-failed' || step.at === 'created-unreceived') return 'take-up';
  if (wait !== null && !isOver(wait, nowMs)) return null;
  switch (step.at) {
    case 'preflight':
      return 'preflight';
    case 'create-unknown':
      return 'look';
    case 'stored':
      return 'probe';
    case 'verified':
      return 'promote';
    case 'retiring':
      return way === 'api' ? 'retire-old' : null;
    case 'retire-failed':
      // Without a time to try again at, it is the user who says so: the records may come from a backup.
      return way === 'api' && wait !== null ? 'retire-old' : null;
    case 'abandoning':
      return way === 'api' ? 'retire-new' : null;
    // `creating` has no work of its own: whoever writes it down sends the create at once, and once only.
    case 'creating':
    case 'planned':
    case 'blocked':
    case 'fetching':
    case 'verify-failed':
    case 'deploying':
    case 'soaking':
    case 'gone-back':
    case 'retired':
    case 'abandoned':
      return null;
    default:
      return step satisfies never;
  }
}

function isOver({ retryAt }: RotationWait, nowMs: number): boolean {
  if (retryAt === null) return false;
  const leftMs = Date.parse(retryAt) - nowMs;
  // More than that is left only where the clock was set back meanwhile.
  return leftMs <= 0 || leftMs > longestWaitMs;
}
