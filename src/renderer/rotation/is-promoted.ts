import type { Rotation } from '../../shared/rotation.ts';

const after: ReadonlySet<Rotation['step']['at']> = new Set([
  'deploying',
  'soaking',
  'retiring',
  'retire-failed',
  'retired',
]);

/** Whether the new key is the one to use. As in shared/rotation.ts, which would bring its schemas along. */
export function isPromoted({ step, successor }: Pick<Rotation, 'step' | 'successor'>): boolean {
  return successor !== null && after.has(step.at);
}
