import {
  array,
  assert,
  constant,
  constantFrom,
  double,
  integer,
  oneof,
  option,
  property,
  record,
} from 'fast-check';
import { expect, test } from 'vitest';
import { entriesOf, type Entry } from '../../src/renderer/inventory/entry.ts';
import { countShelves, stateOf } from '../../src/renderer/inventory/key-state.ts';
import { nextChangeMs } from '../../src/renderer/inventory/list-time.ts';
import { rowNoteOf } from '../../src/renderer/inventory/row-note.ts';
import { promptOf } from '../../src/renderer/rotation/due.ts';
import { dueTitle } from '../../src/renderer/rotation/due-words.ts';
import { countdownWords } from '../../src/shared/countdown-words.ts';
import { standing, type KeyRow } from '../../src/shared/key.ts';
import { ruleCards } from '../../src/shared/rule-cards.ts';
import { accountState } from '../fakes/account-state.ts';
import { keyRow } from '../fakes/key-row.ts';
import { rotationOf } from '../fakes/rotation-of.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const now = new Date(2027, 4, 1, 12, 20, 30, 400);
const nowMs = now.getTime();

function entriesFor(rows: readonly Partial<KeyRow>[], clockSkewMs: number | null = null): Entry[] {
  return entriesOf(
    rows.map(keyRow),
    [accountState({ serviceId: 'postman-v1', clockSkewMs })],
    ruleCards,
    [],
  );
}

function changeIn(rows: readonly Partial<KeyRow>[]): number {
  return nextChangeMs(entriesFor(rows), [], now) - nowMs;
}

/** All that a list says of its keys by the time. */
function saidOf(entries: readonly Entry[], ms: number): unknown {
  const at = new Date(ms);
  const prompt = promptOf(entries, [], at);
  return {
    shelves: countShelves(entries, ms),
    title: prompt?.kind === 'keys' ? dueTitle(prompt.keys, at) : null,
    rows: entries.map((entry) => ({
      state: stateOf(entry, ms),
      note: rowNoteOf(entry, at),
      countdown:
        entry.row.expiresAt && countdownWords(entry.row.expiresAt, new Date(ms + entry.skewMs)),
    })),
  };
}

const far = { expiresAt: new Date(nowMs + 90 * dayMs).toISOString() };

test('a list says nothing else before the time that is told for it', () => {
  const near = integer({ min: -3 * dayMs, max: 3 * dayMs });
  const within = (ms: number) => integer({ min: -ms, max: ms });
  const anyMs = oneof(near, within(2 * hourMs), within(40 * dayMs));
  const moment = anyMs.map((ms) => new Date(nowMs + ms).toISOString());
  const row = record({
    standing: constantFrom(...standing.options),
    isHeld: constantFrom(true, false),
    expiresAt: option(moment),
    createdAt: constant(new Date(nowMs - 400 * dayMs).toISOString()),
    snoozedUntil: option(moment),
    rotateBy: option(constantFrom('2027-04-30', '2027-05-01', '2027-05-04', '2027-05-05')),
  });
  const skew = oneof(constant(null), within(2 * hourMs));
  assert(
    property(
      array(row, { maxLength: 4 }),
      skew,
      double({ min: 0, max: 1, noNaN: true }),
      (rows, skewMs, share) => {
        const entries = entriesFor(rows, skewMs);
        const untilMs = nextChangeMs(entries, [], now);
        expect(untilMs).toBeGreaterThan(nowMs);
        const said = saidOf(entries, nowMs);
        expect(saidOf(entries, untilMs - 1)).toEqual(said);
        expect(saidOf(entries, nowMs + Math.floor((untilMs - 1 - nowMs) * share))).toEqual(said);
      },
    ),
    { numRuns: 2000 },
  );
});

test('keys whose ends are far say the same for the rest of the hour', () => {
  expect(changeIn([far, { expiresAt: null }])).toBe(39 * minuteMs + 29_600);
});

test('hours and minutes are counted where an end is near', () => {
  const inMs = (ms: number) => ({ expiresAt: new Date(nowMs + ms).toISOString() });
  expect(changeIn([far, inMs(5 * hourMs + 10 * minuteMs)])).toBe(10 * minuteMs + 1);
  expect(changeIn([far, inMs(30 * minuteMs + 7000)])).toBe(7001);
  expect(changeIn([far, { ...inMs(-3 * hourMs - minuteMs), standing: 'expired' }])).toBe(
    39 * minuteMs + 29_600,
  );
  expect(changeIn([far, { ...inMs(-3 * hourMs + minuteMs), standing: 'expired' }])).toBe(minuteMs);
});

test('a rotation that is open is told the time each minute', () => {
  const row = keyRow(far);
  expect(nextChangeMs(entriesFor([far]), [rotationOf({ old: row })], now)).toBe(nowMs + 1);
});
