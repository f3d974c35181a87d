import type { ProbeAnswer } from '../../shared/probe.ts';
import type { RotatedKey, Rotation, RotationNote, RotationStep } from '../../shared/rotation.ts';
import { isEndUnsent, isWaitingForUser, wasEndSent } from './end-sent.ts';
import { canTurnToOld, goesOldFirst, stepAfterOld, turnedToOld } from './old-first.ts';
import { createRotationChange } from './rotation-change.ts';
import type { RotationEvent } from './rotation-event.ts';

/** So often a service may refuse a new key before that is believed: it may need a moment. */
export const mostRefusals = 5;
/** So often the list must show nothing new before a create is sent again. */
export const mostLooks = 2;
/** After so many creates of which nothing came, the user says whether there is to be one more. */
export const mostAttempts = 3;

/**
 * What a rotation becomes by an event; null where the event has no place in its step. Pure: whoever calls
 * it writes the result down before anything follows from it.
 */
export function stepRotation(known: Rotation, event: RotationEvent, at: string): Rotation | null {
  const next = stepOf(known, event, at);
  return next && turnedToOld(next);
}

function stepOf(known: Rotation, event: RotationEvent, at: string): Rotation | null {
  const { step, wait, successor, oldEndedAt } = known;
  const { to, wait: waiting } = createRotationChange(known, event, at);

  function goOn(): Rotation {
    return { ...known, wait: null };
  }

  switch (event.kind) {
    case 'begin':
      if (step.at !== 'planned') return null;
      return to({ at: goesOldFirst(known) ? 'retiring' : 'preflight' }, 'began');

    case 'restarted':
      // What was sent may have been done, and a secret that was in memory only is gone with it.
      if (step.at === 'creating' || step.at === 'save-failed') {
        const { idsBefore, attempt } = step;
        return to({ at: 'create-unknown', idsBefore, attempt, looks: 0 }, 'create-unclear');
      }
      if (step.at === 'retiring' && known.way === 'api' && !isWaitingForUser(known)) {
        const because = { code: 'outcome-unknown', status: null } as const;
        return waiting({ at: 'retire-failed' }, because, at);
      }
      return isOverByRestart(known) ? goOn() : null;

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
      if (known.closedAt !== null) return null;
      // A create that has certainly made nothing is as if it had not been sent.
      if (step.at === 'creating') return waiting({ at: 'preflight' }, failure, retryAt);
      const isToSignIn = failure.code === 'signed-out' && !wasEndSent(known);
      const next: RotationStep =
        step.at === 'retiring' && !isToSignIn ? { at: 'retire-failed' } : step;
      return waiting(next, failure, retryAt);
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
      const isMade = ['creating', 'create-unknown', 'created-unreceived', 'save-failed'];
      return isMade.includes(step.at) ? stored(event.successor) : null;
    }

    case 'use-key': {
      // Not while a create is on its way: two new keys would come of it.
      const isFree = ['blocked', 'fetching', 'created-unreceived'].includes(step.at);
      return isFree ? stored(event.successor) : null;
    }

    case 'looked': {
      if (step.at !== 'create-unknown') return null;
      const { idsBefore, attempt } = step;
      if (event.found) {
        const found = { at: 'created-unreceived', idsBefore, attempt, found: event.found } as const;
        return to(found, 'made-unreceived');
      }
      const because = { code: 'outcome-unknown', status: null } as const;
      const looks = step.looks + 1;
      if (looks < mostLooks) {
        const { retryAt } = event;
        return { ...known, step: { ...step, looks }, wait: { because, since: at, retryAt } };
      }
      const isEnough = attempt >= mostAttempts;
      const word = isEnough ? { because, since: at, retryAt: null } : null;
      return to({ at: 'preflight' }, 'nothing-made', { wait: word });
    }

    case 'probed':
      return probed(event.answer, event.retryAt);

    case 'vouch':
      if (successor === null || !mayBeProven(step)) return null;
      // It is for services that cannot be asked, and this one has said no.
      const isRefused = step.at === 'verify-failed' || wait?.because.code === 'key-refused';
      return isRefused && known.way === 'api' ? null : proven('user', 'vouched');

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

    case 'go-back': {
      if (oldEndedAt !== null || successor === null) return null;
      // In its service's pages nothing is ended before its owner does it.
      const isByHand = step.at === 'retiring' && known.way === 'guided';
      const isInPlace = ['deploying', 'soaking', 'retire-failed'].includes(step.at);
      const isInTime = isByHand || isEndUnsent(known);
      if (!isInPlace && !isInTime) return null;
      // Whoever goes back to a key that was said to have leaked takes that back too.
      return to({ at: 'gone-back' }, 'gone-back', { reason: 'planned' });
    }

    case 'leaked': {
      if (known.closedAt !== null || oldEndedAt !== null || known.reason !== 'planned') return null;
      const part = { reason: 'leaked' } as const;
      if (canTurnToOld(step)) return to({ at: 'retiring' }, 'leaked', part);
      return to(step, 'leaked', { ...part, wait });
    }

    case 'hold':
      return step.at === 'retire-failed' ? goOn() : null;

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
        'gone-back',
      ];
      // The old key has leaked meanwhile, and would live on.
      if (!goesOldFirst(known)) places.push('created-unreceived');
      // One that has leaked, of which nobody knows yet whether it still lives: its list will tell.
      const isFirst = ['retiring', 'retire-failed'].includes(step.at) && successor === null;
      return places.includes(step.at) || isFirst ? to({ at: 'abandoned' }, 'abandoned') : null;
    }

    case 'try-again':
      if (step.at === 'blocked') return to({ at: 'preflight' }, 'went-on');
      if (step.at === 'verify-failed') return to({ at: 'stored', refusals: 0 }, 'went-on');
      if (step.at === 'retire-failed') return to({ at: 'retiring' }, 'went-on');
      if (wait === null) return null;
      // Two looks right after one another are one: a service that is slow would get a second create.
      return step.at === 'create-unknown' ? { ...goOn(), step: { ...step, looks: 0 } } : goOn();

    default:
      return event satisfies never;
  }

  function stored(key: RotatedKey): Rotation {
    const part = { successor: key, newKeyId: key.keyId, proof: null };
    return to({ at: 'stored', refusals: 0 }, 'stored', part);
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
        const since = wait?.since ?? at;
        return { ...known, step: { at: 'stored', refusals }, wait: { because, since, retryAt } };
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
    // What keeps the old one from going ends at its time, or at the word of the user.
    return { ...(step.at === 'retire-failed' ? known : goOn()), proof };
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
      const next = stepAfterOld(known);
      const proof = next?.at === 'stored' ? null : known.proof;
      if (next !== null) return to(next, notes[how], { ...part, proof });
      return to({ at: 'retired', how: how === 'gone' ? 'ended' : how }, notes[how], part);
    }
    // The new one was to go, and is all that is left: perhaps it is there still.
    if (step.at === 'abandoning' && step.follows === 'end' && successor !== null) {
      return to({ at: 'stored', refusals: 0 }, notes[how], { ...part, proof: null });
    }
    // It had to go first, or has gone by itself: now the new one is all the more wanted.
    const next = step.at === 'retiring' || step.at === 'retire-failed' ? 'preflight' : null;
    return to(next === null ? step : { at: next }, notes[how], {
      ...part,
      ...(next === null ? { wait } : {}),
    });
  }

  function ended(note: RotationNote): Rotation {
    const notes = known.timeline.map((entry) => entry.note);
    const byHand = notes.includes('old-retired-by-hand') ? 'by-hand' : 'ended';
    return to({ at: 'retired', how: notes.includes('old-expired') ? 'expired' : byHand }, note);
  }

  function abandon(follows: 'end' | 'again'): Rotation | null {
    // Without the old key there would be none.
    const isWorking = follows === 'end' || step.at === 'gone-back';
    if (isWorking && oldEndedAt !== null) return null;
    if (follows === 'end' && goesOldFirst(known)) return null;
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

/** Whether what it waits for may be over in another run, and nobody else will say when. */
function isOverByRestart({ step, wait, closedAt }: Rotation): boolean {
  if (closedAt !== null || wait === null || wait.retryAt !== null) return false;
  const isToldOf = ['signed-out', 'keychain-locked', 'keychain-missing'].includes(
    wait.because.code,
  );
  // The last word about an old key that may live, and about many creates in vain, is the user's.
  const isForUser = step.at === 'retire-failed' || wait.because.code === 'outcome-unknown';
  return !isToldOf && !isForUser;
}
