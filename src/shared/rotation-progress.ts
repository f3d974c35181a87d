import type { Rotation, RotationNote } from './rotation.ts';

// What is to be told from a rotation. It stands apart from its shape, which only main needs to check.

export function isOpen({ closedAt }: Pick<Rotation, 'closedAt'>): boolean {
  return closedAt === null;
}

type Progress = Pick<Rotation, 'step' | 'successor' | 'timeline'>;

/** Whether the new key is the one to use. */
export function isPromoted({ step, successor, timeline }: Progress): boolean {
  if (successor === null) return false;
  if (step.at === 'retiring' || step.at === 'retire-failed') return !isUnused(timeline);
  return ['deploying', 'soaking', 'retired'].includes(step.at);
}

const useNotes: readonly RotationNote[] = ['in-use', 'in-tools'];
const outOfUseNotes: readonly RotationNote[] = ['stored', 'gone-back', 'abandon-asked'];

/** An old key that has leaked goes before the new one is in use, or after one has turned back from that. */
function isUnused(timeline: Rotation['timeline']): boolean {
  const last = timeline.findLast(({ note }) =>
    [...useNotes, ...outOfUseNotes].includes(note),
  )?.note;
  return last !== undefined && outOfUseNotes.includes(last);
}
