import { describe, expect, test } from 'vitest';
import {
  mostAttempts,
  mostLooks,
  mostRefusals,
  stepRotation,
} from '../../../src/main/core/step-rotation.ts';
import type { Rotation, RotationNote } from '../../../src/shared/rotation.ts';
import { isPromoted } from '../../../src/shared/rotation-progress.ts';
import { events, found, inStep, later, successor, waitingFor } from './rotation-steps.ts';

type EventName = keyof typeof events;

const open = {
  failed: 'stays and waits',
  'signed out': 'stays and waits',
  'old ended': 'stays',
  'old expired': 'stays',
  leaked: 'retiring',
} as const;
const asked = {
  works: 'stays',
  refused: 'stays and waits',
  'no answer': 'stays and waits',
  'not asked': 'stays and waits',
  vouch: 'stays',
} as const;

/** What becomes of each step by each event. An event that is not named has no place there. */
const table: Record<Rotation['step']['at'], Partial<Record<EventName, string>>> = {
  planned: { ...open, begin: 'preflight', 'change wish': 'stays', stop: 'abandoned' },
  preflight: {
    ...open,
    blocked: 'blocked',
    clear: 'creating',
    'change wish': 'stays',
    stop: 'abandoned',
  },
  blocked: {
    ...open,
    'use key': 'stored',
    'try again': 'preflight',
    'ignore newer': 'preflight',
    'change wish': 'preflight',
    stop: 'abandoned',
  },
  creating: {
    ...open,
    // What becomes of the new key is settled first.
    leaked: 'stays',
    // It has certainly made nothing.
    failed: 'preflight and waits',
    'signed out': 'preflight and waits',
    restarted: 'create-unknown',
    unclear: 'create-unknown',
    blocked: 'blocked',
    unsaved: 'save-failed',
    stored: 'stored',
  },
  fetching: { ...open, 'use key': 'stored', stop: 'abandoned' },
  'create-unknown': {
    ...open,
    // What becomes of the new key is settled first.
    leaked: 'stays',
    stored: 'stored',
    unsaved: 'save-failed',
    found: 'created-unreceived',
    'none found': 'stays and waits',
  },
  'created-unreceived': {
    ...open,
    // What becomes of the new key is settled first.
    leaked: 'stays',
    stored: 'stored',
    'use key': 'stored',
    stop: 'abandoned',
    'create again': 'abandoning',
    abandon: 'abandoning',
  },
  'save-failed': {
    ...open,
    // What becomes of the new key is settled first.
    leaked: 'stays',
    restarted: 'create-unknown',
    stored: 'stored',
    'create again': 'abandoning',
    abandon: 'abandoning',
  },
  stored: {
    ...open,
    ...asked,
    works: 'verified',
    vouch: 'verified',
    'create again': 'abandoning',
    abandon: 'abandoning',
  },
  'verify-failed': {
    ...open,
    works: 'verified',
    refused: 'stays',
    'no answer': 'stays and waits',
    'not asked': 'stays and waits',
    'try again': 'stored',
    'create again': 'abandoning',
    abandon: 'abandoning',
  },
  verified: {
    ...open,
    promote: 'deploying',
    'create again': 'abandoning',
    abandon: 'abandoning',
  },
  deploying: {
    ...open,
    ...asked,
    'in tools': 'soaking',
    'go back': 'gone-back',
    abandon: 'abandoning',
    'retire old': 'retiring',
  },
  soaking: {
    ...open,
    ...asked,
    'old ended': 'retired',
    'old expired': 'retired',
    'move soak': 'stays',
    'go back': 'gone-back',
    abandon: 'abandoning',
    'retire old': 'retiring',
  },
  'gone-back': {
    ...open,
    ...asked,
    stop: 'abandoned',
    'take up again': 'stored',
    'create again': 'abandoning',
    abandon: 'abandoning',
  },
  retiring: {
    ...open,
    ...asked,
    leaked: 'stays',
    // It may have been sent.
    restarted: 'retire-failed and waits',
    failed: 'retire-failed and waits',
    refused: 'retire-failed and waits',
    'old ended': 'retired',
    'old expired': 'retired',
  },
  'retire-failed': {
    ...open,
    ...asked,
    'old ended': 'retired',
    'old expired': 'retired',
    'try again': 'retiring',
    hold: 'stays',
    'go back': 'gone-back',
    abandon: 'abandoning',
    'retire old': 'retiring',
  },
  abandoning: {
    ...open,
    // The new one is all that is left.
    'old ended': 'stored',
    'old expired': 'stored',
    'new ended': 'abandoned',
  },
  retired: {},
  abandoned: {},
};

function outcomesOf(known: Rotation): Partial<Record<string, string>> {
  const outcomes = Object.entries(events).map(([name, event]) => {
    const next = stepRotation(known, event, later);
    if (next === null) return [name, null];
    const place = next.step.at === known.step.at ? 'stays' : next.step.at;
    return [name, next.wait === null ? place : `${place} and waits`];
  });
  return Object.fromEntries(outcomes.filter(([, outcome]) => outcome !== null));
}

test.each(Object.entries(inStep))('%s has its own way for each event', (at, known) => {
  expect(outcomesOf(known)).toEqual(table[known.step.at]);
  expect(at).toBe(known.step.at);
});

function step(known: Rotation, ...names: EventName[]): Rotation {
  return names.reduce((rotation, name) => {
    const next = stepRotation(rotation, events[name], later);
    if (next === null) throw new Error(`${name} has no place in ${rotation.step.at}.`);
    return next;
  }, known);
}

const leaked: Rotation = { ...inStep.planned, reason: 'leaked' };
const oldEnded = (known: Rotation): Rotation => ({ ...known, oldEndedAt: later });

describe('a key that has leaked', () => {
  test('goes before a new one is made', () => {
    const after = step(leaked, 'begin', 'old ended');
    expect(step(leaked, 'begin').step).toEqual({ at: 'retiring' });
    expect(after).toMatchObject({ step: { at: 'preflight' }, oldEndedAt: later, closedAt: null });
  });

  test('and that was not ended can be left at that, or be tried again', () => {
    const failed = step(leaked, 'begin', 'failed');
    expect(outcomesOf(failed)).toMatchObject({
      'try again': 'retiring',
      stop: 'abandoned',
      'old ended': 'preflight',
    });
    expect(outcomesOf(failed)).not.toHaveProperty('go back');
  });

  test('is followed by one that ends the rotation as soon as the tools have it', () => {
    const deploying = oldEnded({ ...inStep.deploying, reason: 'leaked' });
    expect(step(deploying, 'in tools')).toMatchObject({ step: { at: 'retired', how: 'ended' } });
  });
});

describe('once the old key works no more', () => {
  test.each(['deploying', 'soaking', 'retire-failed'] as const)(
    'nobody goes back to it from %s',
    (at) => expect(outcomesOf(oldEnded(inStep[at]))).not.toHaveProperty('go back'),
  );

  test.each(['stored', 'verify-failed', 'verified', 'deploying', 'save-failed'] as const)(
    'the new one is not given up in %s, unless another one follows',
    (at) => expect(outcomesOf(oldEnded(inStep[at]))).not.toHaveProperty('abandon'),
  );

  test('one that has ended while the new one was to go makes the new one wanted again', () => {
    const after = step(inStep.abandoning, 'old expired');
    expect(after).toMatchObject({ step: { at: 'stored' }, oldEndedAt: later, successor });
    expect(step(after, 'works', 'promote', 'in tools').step).toEqual({
      at: 'retired',
      how: 'expired',
    });
  });
});

describe('after a create of which nobody knows', () => {
  const unknown = inStep['create-unknown'];
  const looked = (times: number, known: Rotation): Rotation =>
    step(known, ...Array.from({ length: times }, () => 'none found' as const));

  test('nothing is sent again before the list has shown nothing new, and that twice', () => {
    expect(looked(mostLooks - 1, unknown).step).toMatchObject({ at: 'create-unknown' });
    expect(looked(mostLooks, unknown)).toMatchObject({ step: { at: 'preflight' }, wait: null });
  });

  test('a user in a hurry does not make two looks of one', () => {
    const again = step(unknown, 'none found', 'try again', 'none found', 'try again');
    expect(again).toMatchObject({ step: { at: 'create-unknown', looks: 0 }, wait: null });
  });

  test('many in vain are followed by one more only at the word of the user', () => {
    const last = { ...unknown, step: { ...unknown.step, attempt: mostAttempts } } as Rotation;
    const after = looked(mostLooks, last);
    expect(after).toMatchObject({
      step: { at: 'preflight' },
      wait: { because: { code: 'outcome-unknown' }, retryAt: null },
    });
    expect(stepRotation(after, events.restarted, later)).toBeNull();
    expect(step(after, 'try again')).toMatchObject({ wait: null });
  });
});

describe('a new key that is refused', () => {
  test('is asked about some times more before that is believed', () => {
    const refusals = Array.from({ length: mostRefusals - 1 }, () => 'refused' as const);
    expect(step(inStep.stored, ...refusals).step).toMatchObject({ at: 'stored' });
    expect(step(inStep.stored, ...refusals, 'refused').step).toEqual({ at: 'verify-failed' });
  });

  test('is not made good by the word of the user', () => {
    expect(stepRotation(step(inStep.stored, 'refused'), events.vouch, later)).toBeNull();
  });

  test('when the old one was to go loses its proof', () => {
    const after = step(inStep.retiring, 'refused');
    expect(after).toMatchObject({ step: { at: 'retire-failed' }, proof: null });
    expect(outcomesOf(after)).not.toHaveProperty('retire old');
  });
});

describe('a restart', () => {
  const hour = '2026-11-21T04:00:00.000Z';
  test.each([
    ['a time', waitingFor(inStep.stored, { code: 'key-refused' }, hour)],
    ['a sign-in', waitingFor(inStep.retiring, { code: 'signed-out' })],
    ['the keychain', waitingFor(inStep.preflight, { code: 'keychain-locked' })],
    ['the user', waitingFor(inStep['retire-failed'], { code: 'successor-unproven' })],
  ])('leaves a wait for %s as it is', (_, known) => {
    expect(stepRotation(known, events.restarted, later)).toBeNull();
  });

  test('ends a wait of which nobody would tell the end', () => {
    expect(step(waitingFor(inStep.preflight, { code: 'bug' }), 'restarted').wait).toBeNull();
  });
});

describe('the history', () => {
  const notes = ({ timeline }: Rotation): string[] =>
    timeline.map(({ note, detail }) => `${note} ${detail}`.trim());

  test('says once what comes and goes each minute', () => {
    const often = Array.from({ length: 30 }, () => ['failed', 'signed out'] as const).flat();
    expect(notes(step(inStep.preflight, ...often))).toEqual([
      'asked-for planned',
      'waits unreachable',
      'waits signed-out',
    ]);
  });

  test('has last fives and codes, and since when it waits', () => {
    const after = step(inStep['create-unknown'], 'found', 'create again', 'failed');
    expect(notes(after)).toEqual([
      'asked-for planned',
      `made-unreceived ${found.lastFive}`,
      'abandon-asked',
      'waits unreachable',
    ]);
    expect(after.wait).toMatchObject({ since: later });
  });
});

test('a new key that was given up for another leaves nothing of itself behind', () => {
  const after = step(inStep.stored, 'create again', 'new ended');
  expect(after).toMatchObject({
    step: { at: 'preflight' },
    successor: null,
    newKeyId: null,
    proof: null,
  });
});

test('in the pages of a service nothing has happened yet, so that one can go back', () => {
  const guided: Rotation = { ...inStep.retiring, way: 'guided' };
  expect(step(guided, 'go back').step).toEqual({ at: 'gone-back' });
});

describe('an old key that leaks on the way', () => {
  const early = ['planned', 'preflight', 'blocked', 'fetching'] as const;
  test.each(early)('in %s goes before a new one is made', (at) => {
    const after = step(inStep[at], 'leaked', 'old ended');
    expect(after).toMatchObject({ reason: 'leaked', step: { at: 'preflight' } });
    expect(after.oldEndedAt).not.toBeNull();
  });

  test.each(['stored', 'verify-failed', 'verified', 'gone-back', 'abandoning'] as const)(
    'in %s goes, and then the new one is asked about as if it had just come in',
    (at) => {
      const known = { ...inStep[at], timeline: noted(at === 'gone-back' ? 'gone-back' : 'stored') };
      const going = step(known, 'leaked');
      expect(isPromoted(going)).toBe(false);
      expect(step(going, 'old ended')).toMatchObject({
        step: { at: 'stored', refusals: 0 },
        proof: null,
        closedAt: null,
      });
    },
  );

  test('while the tools get the new one goes, and leaves that to be done', () => {
    const going = step({ ...inStep.deploying, timeline: noted('stored', 'in-use') }, 'leaked');
    expect(isPromoted(going)).toBe(true);
    expect(step(going, 'old ended').step).toEqual({ at: 'deploying' });
    expect(step(going, 'old ended', 'in tools').step).toMatchObject({ at: 'retired' });
  });

  test('when the tools have the new one, ends it all', () => {
    const timeline = noted('stored', 'in-use', 'in-tools');
    const after = step({ ...inStep.soaking, timeline }, 'leaked', 'old ended');
    expect(after.step).toEqual({ at: 'retired', how: 'ended' });
  });

  test('while a new one that the tools have had is to go, ends nothing: that may be gone by now', () => {
    const timeline = noted('stored', 'in-use', 'in-tools', 'abandon-asked');
    const going = step({ ...inStep.abandoning, timeline }, 'leaked');
    expect(isPromoted(going)).toBe(false);
    expect(step(going, 'old ended')).toMatchObject({
      step: { at: 'stored', refusals: 0 },
      proof: null,
      closedAt: null,
    });
  });

  test('waits for no more than what a create has made, and goes then', () => {
    expect(step(inStep.creating, 'leaked', 'stored').step).toEqual({ at: 'retiring' });
    expect(step(inStep.creating, 'leaked', 'failed')).toMatchObject({
      step: { at: 'retiring' },
      wait: null,
    });
    expect(step(inStep.creating, 'leaked', 'blocked').step).toEqual({ at: 'retiring' });
    const looking = step(inStep['create-unknown'], 'leaked');
    expect(step(looking, 'none found', 'none found').step).toEqual({ at: 'retiring' });
    expect(step(looking, 'found', 'create again', 'new ended').step).toEqual({ at: 'retiring' });
    expect(step(inStep['save-failed'], 'leaked', 'stored').step).toEqual({ at: 'retiring' });
  });

  test('is not kept in the place of the new one, and not forgotten about', () => {
    for (const at of ['created-unreceived', 'save-failed', 'retire-failed'] as const) {
      const going = step(inStep[at], 'leaked');
      const after = at === 'retire-failed' ? step(going, 'failed') : going;
      for (const name of ['abandon', 'stop'] as const) {
        expect(stepRotation(after, events[name], later)).toBeNull();
      }
    }
  });

  test('is taken back by whoever goes back to it', () => {
    const after = step({ ...inStep.deploying }, 'leaked', 'signed out', 'go back');
    expect(after).toMatchObject({ reason: 'planned', step: { at: 'gone-back' } });
    expect(step(after, 'take up again').step).toMatchObject({ at: 'stored' });
  });

  test('goes once', () => {
    expect(stepRotation(step(inStep.soaking, 'leaked'), events.leaked, later)).toBeNull();
    const over = { ...inStep.deploying, oldEndedAt: later };
    expect(stepRotation(over, events.leaked, later)).toBeNull();
  });
});

function noted(...notes: RotationNote[]): Rotation['timeline'] {
  return notes.map((note) => ({ at: later, note, detail: '' }));
}

describe('a retirement that waits for a sign-in', () => {
  const { signedOut, unreachable } = {
    signedOut: step(inStep.retiring, 'signed out'),
    unreachable: step(inStep['retire-failed'], 'try again', 'no answer'),
  };
  test('was not sent, and is taken back', () => {
    expect(step(signedOut, 'go back').step).toEqual({ at: 'gone-back' });
  });

  test('may have been sent where it has failed before, so that nobody takes it for unsent', () => {
    const again = step(inStep.retiring, 'failed', 'try again', 'signed out');
    expect(again).toMatchObject({
      step: { at: 'retire-failed' },
      wait: { because: { code: 'signed-out' } },
    });
  });

  test('is not taken back while it may be under way', () => {
    expect(stepRotation(unreachable, events['go back'], later)).toBeNull();
    expect(stepRotation(step(signedOut, 'try again'), events['go back'], later)).toBeNull();
  });
});

test('what a rotation becomes is a new one, and the known one stays as it was', () => {
  const before = structuredClone(inStep);
  for (const known of Object.values(inStep)) outcomesOf(known);
  expect(inStep).toEqual(before);
});
