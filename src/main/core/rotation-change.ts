import type { Failure } from '../../shared/failure.ts';
import type { Rotation, RotationNote, RotationStep } from '../../shared/rotation.ts';
import type { RotationEvent } from './rotation-event.ts';

/** How a rotation is changed by one event, whatever the event is. */
export interface RotationChange {
  /** To this step, which may be the same, with a note of it and with whatever else changes. */
  to: (next: RotationStep, note: RotationNote, part?: Partial<Rotation>) => Rotation;
  /** In this step it now waits, and says for what. */
  wait: (next: RotationStep, because: Failure, retryAt: string | null) => Rotation;
}

export function createRotationChange(
  known: Rotation,
  event: RotationEvent,
  at: string,
): RotationChange {
  function to(
    next: RotationStep,
    note: RotationNote,
    part: Partial<Rotation> = {},
    detail = detailOf(event),
  ): Rotation {
    const isClosed = next.at === 'retired' || next.at === 'abandoned';
    return {
      ...known,
      wait: null,
      ...part,
      step: next,
      closedAt: isClosed ? at : null,
      timeline: [...known.timeline, { at, note, detail }],
    };
  }

  function wait(next: RotationStep, because: Failure, retryAt: string | null): Rotation {
    const isSame = known.wait?.because.code === because.code && next.at === known.step.at;
    const since = isSame ? (known.wait?.since ?? at) : at;
    const note = next.at === 'retire-failed' ? 'retire-failed' : 'waits';
    const news = { wait: { because, since, retryAt } };
    const isNoted = isSame || (next.at === known.step.at && isInLastNotes(note, because.code));
    return isNoted ? { ...known, step: next, ...news } : to(next, note, news, because.code);
  }

  /**
   * What comes and goes each minute, such as a bad line, is noted once: weeks of it would grow the record
   * without end.
   */
  function isInLastNotes(note: RotationNote, code: string): boolean {
    const last = known.timeline.findLastIndex((entry) => entry.note !== note);
    return known.timeline.slice(last + 1).some(({ detail }) => detail === code);
  }

  return { to: (next, note, part) => to(next, note, part), wait };
}

/** A word or two for the history: last fives and codes, never more. */
function detailOf(event: RotationEvent): string {
  if (event.kind === 'blocked') return event.block.because;
  if (event.kind === 'stored' || event.kind === 'use-key') return event.successor.lastFive;
  if (event.kind === 'unsaved') return event.found.lastFive;
  if (event.kind === 'looked') return event.found?.lastFive ?? '';
  if (event.kind === 'in-tools' || event.kind === 'move-soak') return event.until;
  return '';
}
