import type { Rotation } from '../../shared/rotation.ts';

/** What is to be done next in the outside world; null where the user, or time, has the next word. */
export type RotationWork = 'preflight' | 'look' | 'probe' | 'promote' | 'retire-old' | 'retire-new';

export function workOf({ step, wait, way }: Rotation, nowMs: number): RotationWork | null {
  if (wait !== null && (wait.retryAt === null || Date.parse(wait.retryAt) > nowMs)) return null;
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
      return way === 'api' && wait?.retryAt !== null && wait !== null ? 'retire-old' : null;
    case 'abandoning':
      return way === 'api' ? 'retire-new' : null;
    // `creating` has no work of its own: whoever writes it down sends the create at once, and once only.
    case 'creating':
    case 'planned':
    case 'blocked':
    case 'fetching':
    case 'created-unreceived':
    case 'save-failed':
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
