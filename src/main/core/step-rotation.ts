import type { Failure } from '../../shared/failure.ts';
import type { KeyId } from '../../shared/key.ts';
import type { ProbeAnswer } from '../../shared/probe.ts';
import type {
  RotatedKey,
  Rotation,
  RotationBlock,
  RotationNote,
  RotationStep,
  SuccessorWish,
} from '../../shared/rotation.ts';

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
  | { kind: 'go-back' }
  | { kind: 'take-up-again' }
  | { kind: 'abandon' }
  | { kind: 'retire-old' };

/** So often a service may refuse a new key before that is believed: it may need a moment. */
export const mostRefusals = 5;
/** So often the list must show nothing new before a create is sent again. */
export const mostLooks = 2;

/**
 * What a rotation becomes by an event; null where the event has no place in its step. Pure: whoever calls
 * it writes the result down before anything follows from it.
 */
export function stepRotation(known: Rotation, event: RotationEvent, at: string): Rotation | null {
  const { step, reason, successor, oldEndedAt } = known;
  const goesOldFirst = reason !== 'planned' && oldEndedAt === null;

  function to(next: RotationStep, note: RotationNote, part: Partial<Rotation> = {}): Rotation {
    const isClosed = next.at === 'retired' || next.at === 'abandoned';
    return {
      ...known,
      wait: null,
      ...part,
      step: next,
      closedAt: isClosed ? at : null,
      timeline: [...known.timeline, { at, note, detail: detailOf(event, part) }],
    };
  }

  /** The step stays, and says why it does not go on. The same once more is not noted once more. */
  function waiting(next: RotationStep, failure: Failure, retryAt: string | null): Rotation {
    const isNews = known.wait?.because.code !== failure.code || next.at !== step.at;
    const since = isNews ? at : (known.wait?.since ?? at);
    const wait = { because: failure, since, retryAt };
    const note = next.at === 'retire-failed' ? 'retire-failed' : 'waits';
    if (isNews) return to(next, note, { wait });
    return { ...known, step: next, wait };
  }

  function goOn(): Rotation {
    return { ...known, wait: null };
  }

  switch (event.kind) {
    case 'begin':
      if (step.at !== 'planned') return null;
      return to({ at: goesOldFirst ? 'retiring' : 'preflight' }, 'began');

    case 'restarted':
      // What was sent may have been done, and a secret that was in memory only is gone with it.
      if (step.at === 'creating' || step.at === 'save-failed') {
        const { idsBefore, attempt } = step;
        return to({ at: 'create-unknown', idsBefore, attempt, looks: 0 }, 'create-unclear');
      }
      return goOn();

    case 'blocked':
      if (step.at !== 'preflight' && step.at !== 'creating') return null;
      return to({ at: 'blocked', block: event.block }, 'blocked');

    case 'clear': {
      if (step.at !== 'preflight') return null;
      const { idsBefore, newKeyId } = event;
      if (known.way === 'guided') return to({ at: 'fetching' }, 'create-sent', { newKeyId });
      const attempt = known.timeline.filter(({ note }) => note === 'create-sent').length + 1;
      return to({ at: 'creating', idsBefore, attempt }, 'create-sent', { newKeyId });
    }

    case 'failed': {
      const { failure, retryAt } = event;
      // A create that has certainly made nothing is as if it had not been sent.
      if (step.at === 'creating') return waiting({ at: 'preflight' }, failure, retryAt);
      const isToSignIn = failure.code === 'signed-out';
      if (step.at === 'retiring' && !isToSignIn) {
        return waiting({ at: 'retire-failed' }, failure, retryAt);
      }
      return known.closedAt === null ? waiting(step, failure, retryAt) : null;
    }

    case 'unclear': {
      if (step.at !== 'creating') return null;
      const { idsBefore, attempt } = step;
      return to({ at: 'create-unknown', idsBefore, attempt, looks: 0 }, 'create-unclear');
    }

    case 'unsaved': {
      if (step.at !== 'creating' && step.at !== 'create-unknown') return null;
      const { idsBefore, attempt } = step;
      return to({ at: 'save-failed', idsBefore, attempt, found: event.found }, 'save-failed');
    }

    case 'stored': {
      const places: RotationStep['at'][] = [
        'creating',
        'create-unknown',
        'created-unreceived',
        'save-failed',
        'fetching',
        'blocked',
      ];
      if (!places.includes(step.at)) return null;
      const part = { successor: event.successor, newKeyId: event.successor.keyId, proof: null };
      return to({ at: 'stored', refusals: 0 }, 'stored', part);
    }

    case 'looked': {
      if (step.at !== 'create-unknown') return null;
      const { idsBefore, attempt } = step;
      if (event.found) {
        const found = { at: 'created-unreceived', idsBefore, attempt, found: event.found } as const;
        return to(found, 'made-unreceived');
      }
      const looks = step.looks + 1;
      if (looks >= mostLooks) return to({ at: 'preflight' }, 'nothing-made');
      const wait = { because: { code: 'outcome-unknown', status: null } as const, since: at };
      return { ...known, step: { ...step, looks }, wait: { ...wait, retryAt: event.retryAt } };
    }

    case 'probed':
      return probed(event.answer, event.retryAt);

    case 'vouch':
      if (successor === null || !mayBeProven(step)) return null;
      return proven('user', 'vouched');

    case 'promote':
      if (step.at !== 'verified') return null;
      return to({ at: 'deploying' }, 'in-use');

    case 'in-tools': {
      if (step.at !== 'deploying') return null;
      if (oldEndedAt !== null) return ended('in-tools');
      return to({ at: 'soaking', until: event.until }, 'in-tools');
    }

    case 'move-soak':
      if (step.at !== 'soaking') return null;
      return to({ at: 'soaking', until: event.until }, 'soak-moved');

    case 'go-back':
      if (!['deploying', 'soaking', 'retire-failed'].includes(step.at)) return null;
      if (oldEndedAt !== null) return null;
      return to({ at: 'gone-back' }, 'gone-back');

    case 'take-up-again':
      if (step.at !== 'gone-back') return null;
      return to({ at: 'stored', refusals: 0 }, 'taken-up-again', { proof: null });

    case 'retire-old':
      if (!['deploying', 'soaking', 'retire-failed'].includes(step.at)) return null;
      if (oldEndedAt !== null || known.proof === null) return null;
      return to({ at: 'retiring' }, 'retire-asked');

    case 'old-ended':
      return oldEnded(event.how);

    case 'abandon':
      return abandon('end');
    case 'create-again':
      return abandon('again');

    case 'new-ended': {
      if (step.at !== 'abandoning') return null;
      const part = { successor: null, proof: null, newKeyId: null };
      if (step.follows === 'again') return to({ at: 'preflight' }, 'new-retired', part);
      // The key stays named, since its history is told by it.
      return to({ at: 'abandoned' }, 'new-retired', { proof: null });
    }

    case 'ignore-newer': {
      if (step.at !== 'blocked' || step.block.because !== 'newer-key') return null;
      const seen = step.block.keys.map(({ remoteId }) => remoteId);
      const acceptedIds = [...new Set([...known.acceptedIds, ...seen])];
      return to({ at: 'preflight' }, 'decided', { acceptedIds });
    }

    case 'change-wish':
      if (step.at !== 'blocked' && step.at !== 'preflight' && step.at !== 'planned') return null;
      return to({ at: step.at === 'planned' ? 'planned' : 'preflight' }, 'decided', {
        wish: event.wish,
      });

    case 'stop': {
      const places: RotationStep['at'][] = [
        'planned',
        'preflight',
        'blocked',
        'fetching',
        'created-unreceived',
        'gone-back',
      ];
      // One that has leaked, of which nobody knows yet whether it still lives: its list will tell.
      const isFirst = ['retiring', 'retire-failed'].includes(step.at) && successor === null;
      return places.includes(step.at) || isFirst ? to({ at: 'abandoned' }, 'abandoned') : null;
    }

    case 'try-again':
      if (step.at === 'blocked') return to({ at: 'preflight' }, 'went-on');
      if (step.at === 'verify-failed') return to({ at: 'stored', refusals: 0 }, 'went-on');
      if (step.at === 'retire-failed') return to({ at: 'retiring' }, 'went-on');
      return known.wait === null ? null : goOn();

    default:
      return event satisfies never;
  }

  function probed(answer: ProbeAnswer, retryAt: string): Rotation | null {
    if (successor === null || !mayBeProven(step)) return null;
    if (answer.outcome === 'works') return proven('service', 'proven');
    if (answer.outcome === 'refused') {
      const isNew = step.at === 'stored' || step.at === 'verify-failed';
      const refusals = step.at === 'stored' ? step.refusals + 1 : mostRefusals;
      if (isNew && refusals >= mostRefusals) return to({ at: 'verify-failed' }, 'refused');
      const because = { code: 'key-refused' } as const;
      if (isNew) {
        const wait = { because, since: known.wait?.since ?? at, retryAt };
        return { ...known, step: { at: 'stored', refusals }, wait };
      }
      // It worked before, so the old one must not go now.
      const next = step.at === 'retiring' ? ({ at: 'retire-failed' } as const) : step;
      return { ...waiting(next, because, null), proof: null };
    }
    // Nothing was learnt. It is never called proven by assumption.
    if (answer.outcome === 'not-asked') return waiting(step, { code: 'cannot-be-asked' }, null);
    return waiting(step, answer.because, retryAt);
  }

  function proven(by: 'service' | 'user', note: RotationNote): Rotation {
    const proof = { at, by };
    const isNew = step.at === 'stored' || step.at === 'verify-failed';
    if (isNew) return to({ at: 'verified' }, note, { proof });
    return { ...known, proof, wait: null };
  }

  function oldEnded(how: 'ended' | 'by-hand' | 'expired' | 'gone'): Rotation | null {
    if (known.closedAt !== null || oldEndedAt !== null) return null;
    const notes = {
      ended: 'old-retired',
      'by-hand': 'old-retired-by-hand',
      expired: 'old-expired',
      gone: 'old-gone',
    } as const;
    const part = { oldEndedAt: at };
    const isOver = step.at === 'soaking' || step.at === 'retire-failed' || step.at === 'retiring';
    if (isOver && successor !== null) {
      return to({ at: 'retired', how: how === 'gone' ? 'ended' : how }, notes[how], part);
    }
    // It had to go first, or has gone by itself: now the new one is all the more wanted.
    const next = step.at === 'retiring' || step.at === 'retire-failed' ? 'preflight' : null;
    return to(next === null ? step : { at: next }, notes[how], {
      ...part,
      ...(next === null ? { wait: known.wait } : {}),
    });
  }

  function ended(note: RotationNote): Rotation {
    const notes = known.timeline.map((entry) => entry.note);
    const byHand = notes.includes('old-retired-by-hand') ? 'by-hand' : 'ended';
    return to({ at: 'retired', how: notes.includes('old-expired') ? 'expired' : byHand }, note);
  }

  function abandon(follows: 'end' | 'again'): Rotation | null {
    // Without the old key there would be none.
    if (follows === 'end' && oldEndedAt !== null) return null;
    if (step.at === 'created-unreceived' || step.at === 'save-failed') {
      return to({ at: 'abandoning', target: step.found, follows }, 'abandon-asked');
    }
    const places: RotationStep['at'][] = ['stored', 'verify-failed', 'verified', 'gone-back'];
    const used: RotationStep['at'][] = ['deploying', 'soaking', 'retire-failed'];
    const isInPlace = places.includes(step.at) || (follows === 'end' && used.includes(step.at));
    if (successor === null || !isInPlace) return null;
    const { remoteId, lastFive } = successor;
    return to({ at: 'abandoning', target: { remoteId, lastFive }, follows }, 'abandon-asked');
  }
}

function mayBeProven({ at }: RotationStep): boolean {
  return [
    'stored',
    'verify-failed',
    'deploying',
    'soaking',
    'gone-back',
    'retiring',
    'retire-failed',
  ].includes(at);
}

/** A word or two for the history: last fives and codes, never more. */
function detailOf(event: RotationEvent, { wait }: Partial<Rotation>): string {
  if (event.kind === 'blocked') return event.block.because;
  if (event.kind === 'stored') return event.successor.lastFive;
  if (event.kind === 'unsaved') return event.found.lastFive;
  if (event.kind === 'looked') return event.found?.lastFive ?? '';
  if (event.kind === 'in-tools' || event.kind === 'move-soak') return event.until;
  return wait?.because.code ?? '';
}
