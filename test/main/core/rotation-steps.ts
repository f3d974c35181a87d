import type { RotationEvent } from '../../../src/main/core/rotation-event.ts';
import { keyId } from '../../../src/shared/key.ts';
import type { Rotation, RotationStep } from '../../../src/shared/rotation.ts';
import { fakeRotation, rotatedKey, startedAt } from '../../fakes/asked-rotation.ts';

export const later = '2026-11-21T03:00:00.000Z';
const retryAt = '2026-11-21T03:01:00.000Z';

export const successor = rotatedKey({
  keyId: keyId.parse('new'),
  remoteId: '2',
  lastFive: 'XY34Z',
});
export const found = { remoteId: '2', lastFive: 'XY34Z' };
const sent = { idsBefore: ['1'], attempt: 1 };

/** A rotation in each of its steps, as one comes there when nothing went wrong before. */
export const inStep: Record<RotationStep['at'], Rotation> = {
  planned: fakeRotation(),
  preflight: fakeRotation({ step: { at: 'preflight' } }),
  blocked: fakeRotation({
    step: {
      at: 'blocked',
      block: {
        because: 'newer-key',
        keys: [{ remoteId: '9', lastFive: 'QQ99Q', expiresAt: null }],
      },
    },
  }),
  creating: made({ at: 'creating', ...sent }),
  fetching: made({ at: 'fetching' }),
  'create-unknown': made({ at: 'create-unknown', ...sent, looks: 0 }),
  'created-unreceived': made({ at: 'created-unreceived', ...sent, found }),
  'save-failed': made({ at: 'save-failed', ...sent, found }),
  stored: held({ at: 'stored', refusals: 0 }),
  'verify-failed': held({ at: 'verify-failed' }),
  verified: proven({ at: 'verified' }),
  deploying: proven({ at: 'deploying' }),
  soaking: proven({ at: 'soaking', until: '2026-11-28T02:46:00.000Z' }),
  'gone-back': proven({ at: 'gone-back' }),
  retiring: proven({ at: 'retiring' }),
  'retire-failed': proven({ at: 'retire-failed' }),
  abandoning: held({ at: 'abandoning', target: found, follows: 'end' }),
  retired: { ...proven({ at: 'retired', how: 'ended' }), closedAt: startedAt },
  abandoned: fakeRotation({ step: { at: 'abandoned' }, closedAt: startedAt }),
};

function made(step: RotationStep): Rotation {
  return fakeRotation({ step, newKeyId: successor.keyId });
}

function held(step: RotationStep): Rotation {
  return { ...made(step), successor };
}

function proven(step: RotationStep): Rotation {
  return { ...held(step), proof: { at: startedAt, by: 'service' } };
}

export function waitingFor(
  rotation: Rotation,
  because: NonNullable<Rotation['wait']>['because'],
  until: string | null = null,
): Rotation {
  return { ...rotation, wait: { because, since: startedAt, retryAt: until } };
}

const unreachable = { code: 'unreachable', reason: 'offline' } as const;

export const events = {
  begin: { kind: 'begin' },
  restarted: { kind: 'restarted' },
  blocked: { kind: 'blocked', block: { because: 'quota-full', most: 3, mayGo: [] } },
  clear: { kind: 'clear', idsBefore: ['1'], newKeyId: successor.keyId },
  failed: { kind: 'failed', failure: unreachable, retryAt },
  'signed out': { kind: 'failed', failure: { code: 'signed-out' }, retryAt: null },
  unclear: { kind: 'unclear' },
  unsaved: { kind: 'unsaved', found },
  stored: { kind: 'stored', successor },
  'use key': { kind: 'use-key', successor },
  found: { kind: 'looked', found, retryAt },
  'none found': { kind: 'looked', found: null, retryAt },
  works: { kind: 'probed', answer: { outcome: 'works' }, retryAt },
  refused: { kind: 'probed', answer: { outcome: 'refused', because: 'not-accepted' }, retryAt },
  'no answer': {
    kind: 'probed',
    answer: { outcome: 'unknown', because: unreachable, retryAfterSeconds: null },
    retryAt,
  },
  'not asked': {
    kind: 'probed',
    answer: { outcome: 'not-asked', because: { reason: 'no-probe' } },
    retryAt,
  },
  promote: { kind: 'promote' },
  'old ended': { kind: 'old-ended', how: 'ended' },
  'old expired': { kind: 'old-ended', how: 'expired' },
  'new ended': { kind: 'new-ended' },
  'try again': { kind: 'try-again' },
  'ignore newer': { kind: 'ignore-newer' },
  'change wish': { kind: 'change-wish', wish: fakeRotation().wish },
  stop: { kind: 'stop' },
  'create again': { kind: 'create-again' },
  vouch: { kind: 'vouch' },
  'in tools': { kind: 'in-tools', until: '2026-11-28T02:46:00.000Z' },
  'move soak': { kind: 'move-soak', until: '2026-12-28T02:46:00.000Z' },
  leaked: { kind: 'leaked' },
  hold: { kind: 'hold' },
  'go back': { kind: 'go-back' },
  'take up again': { kind: 'take-up-again' },
  abandon: { kind: 'abandon' },
  'retire old': { kind: 'retire-old' },
} as const satisfies Record<string, RotationEvent>;
