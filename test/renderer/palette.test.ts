import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { haystackOf, matchOf } from '../../src/renderer/palette/letters.ts';
import {
  createRanking,
  entryOf,
  firstKeys,
  mostFound,
  ownerOf,
  rankKeys,
} from '../../src/renderer/palette/rank-keys.ts';
import type { KeyRow } from '../../src/shared/key.ts';
import { keyRow } from '../fakes/key-row.ts';

const owner = ownerOf('Night shift', 'Postman v1');
const entries = (...rows: KeyRow[]) => rows.map((row) => entryOf(row, owner));
const labelled = (...labels: string[]) => entries(...labels.map((label) => keyRow({ label })));
const labelsOf = (found: { row: KeyRow }[]): string[] => found.map(({ row }) => row.label);

test.each([
  ['ops', 'ops-mailer', 'ops'],
  ['mail', 'ops-mailer', 'mail'],
  ['om', 'ops-mailer', 'om'],
  ['fsp', 'forms-sync production', 'fsp'],
  ['ailer', 'ops-mailer', 'ailer'],
  ['opmlr', 'ops-mailer', 'opmlr'],
])('%s is found in %s, and its letters are marked', (letters, text, marked) => {
  const spans = matchOf(letters, haystackOf(text))?.spans ?? [];
  expect(spans.map(({ from, to }) => text.slice(from, to)).join('')).toBe(marked);
});

test('the whole, then its beginning, then a word of it, then the middle, then initials, then a guess', () => {
  const labels = ['mail', 'mailer', 'ops-mail', 'gmailer', 'my api in lab', 'my quaint idle'];
  const shuffled = labelled(...labels.toReversed());
  expect(labelsOf(rankKeys('mail', shuffled))).toEqual(labels);
  expect(labelsOf(rankKeys('mqil', shuffled))).toEqual(['my quaint idle']);
});

test('what can be copied and works comes before what fits better and does not', () => {
  const held = keyRow({ label: 'ops-mailer (2026-11)' });
  const listed = keyRow({ label: 'ops-mail', standing: 'known-not-held', isHeld: false });
  const ended = keyRow({ label: 'ops-mailer', standing: 'expired' });
  const retired = keyRow({ label: 'ops', standing: 'retired', isHeld: false });
  const guess = keyRow({ label: 'orange-pipes' });
  const all = entries(guess, retired, ended, listed, held);
  const order = [held, listed, ended, retired, guess];
  expect(rankKeys('ops', all).map(({ row }) => row)).toEqual(order);
  const copied = [retired.id, listed.id];
  expect(firstKeys(all, copied).map(({ row }) => row)[0]?.isHeld).toBe(true);
});

test('letters with others between them count in labels alone', () => {
  const sandbox = ownerOf('Sandbox Postman', 'Postman v1');
  const all = [
    entryOf(keyRow({ label: 'forms-sync', tags: ['our pages'] }), sandbox),
    entryOf(keyRow({ label: 'oak-pass' }), sandbox),
  ];
  const [found, ...others] = rankKeys('ops', all);
  expect([labelsOf(found ? [found] : []), others]).toEqual([['oak-pass'], []]);
  expect(found).toMatchObject({ isLoose: true, account: [], lastFive: [] });
  // The first letters of its words still name it.
  expect(labelsOf(rankKeys('sp', all))).toEqual(['forms-sync', 'oak-pass']);
});

test('each word may stand in another place: label, last five, account, service or tag', () => {
  const wanted = keyRow({ label: 'forms-sync', lastFive: 'Qz7+x', tags: ['night batch'] });
  const all = [...entries(wanted), ...labelled('forms-sync', 'other')];
  for (const query of ['qz7', 'forms batch', 'sync qz7+x', 'NIGHT forms qz', 'postman batch']) {
    expect(rankKeys(query, all)[0]?.row).toBe(wanted);
  }
  expect(rankKeys('forms nowhere', all)).toEqual([]);
});

test('of equals, what is held and ends first comes first', () => {
  const late = keyRow({ expiresAt: '2027-09-01T00:00:00.000Z' });
  const soon = keyRow({ expiresAt: '2026-12-01T00:00:00.000Z' });
  const endless = keyRow({ expiresAt: null });
  const elsewhere = keyRow({ expiresAt: '2026-11-30T00:00:00.000Z', isHeld: false });
  const retired = keyRow({ standing: 'retired', isHeld: false });
  const all = entries(retired, elsewhere, endless, late, soon);
  const order = [soon, late, endless, elsewhere, retired];
  expect(rankKeys('ops', all).map(({ row }) => row)).toEqual(order);
  expect(firstKeys(all, []).map(({ row }) => row)).toEqual(order);
  expect(firstKeys(all, [endless.id, late.id]).map(({ row }) => row)).toEqual([
    endless,
    late,
    soon,
    elsewhere,
    retired,
  ]);
});

const text = fc.string({ unit: fc.constantFrom(...Array.from('abcAB19-_ +.')), maxLength: 14 });

test('what is found has each letter in its order, and marks those very letters', () => {
  fc.assert(
    fc.property(text, text, (typed, label) => {
      const letters = typed.toLowerCase();
      const match = matchOf(letters, haystackOf(label));
      const inOrder = new RegExp(
        Array.from(letters, (letter) => letter.replace(/[.+]/, '\\$&')).join('[^]*'),
      );
      expect(match !== null).toBe(letters !== '' && inOrder.test(label.toLowerCase()));
      const marked = match?.spans.map(({ from, to }) => label.slice(from, to)).join('') ?? letters;
      expect(marked.toLowerCase()).toBe(letters);
    }),
  );
});

test('the order does not hang on the order in State, and the best fifty are the best of all', () => {
  fc.assert(
    fc.property(text, fc.array(text, { minLength: 60, maxLength: 120 }), (query, labels) => {
      const all = labelled(...labels.map((label) => `${label}a`));
      const found = rankKeys(query, all);
      expect(rankKeys(query, all.toReversed())).toEqual(found);
      expect(found.length).toBeLessThanOrEqual(mostFound);
      const last = found.at(-1)?.row;
      const shown = new Set(found.map(({ row }) => row));
      const others = all.filter(({ row }) => row === last || !shown.has(row));
      // Against all that was left out, the last that is shown still wins.
      const winner = found.length === 0 ? undefined : rankKeys(query, others)[0]?.row;
      expect(winner).toBe(last);
    }),
    { numRuns: 50 },
  );
});

test('who types on, or takes letters back, finds what they would have found at once', () => {
  const typed = fc.array(fc.constantFrom(...Array.from('abAB19-Σσ '), 'back'), { maxLength: 12 });
  fc.assert(
    fc.property(typed, fc.array(text, { maxLength: 30 }), (letters, labels) => {
      const all = labelled(...labels, 'ΟΔΟΣ', 'οδοσα b');
      const rank = createRanking();
      let query = '';
      for (const letter of letters) {
        query = letter === 'back' ? query.slice(0, -1) : query + letter;
        expect(rank(query, all)).toEqual(rankKeys(query, all));
      }
    }),
  );
});
