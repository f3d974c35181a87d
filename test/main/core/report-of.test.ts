import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { reportCsv } from '../../../src/main/core/report-csv.ts';
import { momentInSingapore, reportOf } from '../../../src/main/core/report-of.ts';
import { reportPage } from '../../../src/main/core/report-page.ts';
import { keyId, type KeyRow } from '../../../src/shared/key.ts';
import type { Rotation } from '../../../src/shared/rotation.ts';
import { accountState } from '../../fakes/account-state.ts';
import { keyRow } from '../../fakes/key-row.ts';
import { rotationOf } from '../../fakes/rotation-of.ts';

const now = new Date('2027-05-10T02:00:00.000Z');

function report(
  rows: readonly KeyRow[],
  {
    withinDays = null,
    rotations = [],
  }: { withinDays?: number | null; rotations?: Rotation[] } = {},
) {
  return reportOf({ rows, accounts: [accountState()], rotations, withinDays, now });
}

/** After RFC 4180, apart from what writes it. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      at += 1;
      for (; !(text[at] === '"' && text[at + 1] !== '"'); at += 1) {
        if (text[at] === '"') at += 1;
        cell += text[at];
      }
      at += 1;
    } else for (; ![',', '\r'].includes(text[at] ?? ','); at += 1) cell += text[at];
    rows.at(-1)?.push(cell);
    if (text[at] === ',') at += 1;
    else {
      at += 2;
      if (at < text.length) rows.push([]);
    }
  }
  return rows;
}

function cellsByHead(text: string): Record<string, string>[] {
  const [heads = [], ...rows] = readCsv(text);
  return rows.map((cells) =>
    Object.fromEntries(heads.map((head, index) => [head, cells[index] ?? 'missing'])),
  );
}

const old = keyRow({
  id: keyId.parse('old'),
  lastFive: 'AB12C',
  standing: 'retired',
  retiredAt: '2027-05-03T04:00:00.000Z',
  replacedBy: keyId.parse('new'),
});
const successor = keyRow({
  id: keyId.parse('new'),
  label: 'ops-mailer (2027-05)',
  lastFive: 'CD34E',
  expiresAt: '2027-11-01T16:30:00.000Z',
  note: 'canary-note',
  tags: ['night'],
  check: { at: '2027-05-02T00:00:00.000Z', answer: { outcome: 'works' }, clues: [] },
  places: [{ id: 'p', text: '/etc/mailer.env', recipe: 'env-line', setAt: null }],
});
const rotated = rotationOf({
  old,
  successor,
  step: { at: 'retired', how: 'ended' },
  startedAt: '2027-05-01T01:00:00.000Z',
  closedAt: '2027-05-03T04:00:00.000Z',
  oldEndedAt: '2027-05-03T04:00:00.000Z',
  proof: { at: '2027-05-02T00:00:00.000Z', by: 'service' },
  timeline: [{ at: '2027-05-02T01:00:00.000Z', note: 'in-use', detail: '' }],
});

test('a report says all that is known of a key but its note, and who took whose place when', () => {
  const { keys, rotations, totals } = report([old, successor], { rotations: [rotated] });
  expect(totals).toEqual({ keys: 2, expired: 0, due: 0, rotationsInLastYear: 1 });
  expect(keys[0]).toMatchObject({
    lastFive: 'AB12C',
    standing: 'retired',
    rotatedAt: '2027-05-02T01:00:00.000Z',
    replacedBy: 'CD34E',
  });
  expect(keys[1]).toEqual({
    label: 'ops-mailer (2027-05)',
    lastFive: 'CD34E',
    service: 'Guided',
    account: 'Ours',
    environment: 'Production',
    issuedAt: '2026-11-12T01:46:00.000Z',
    expiresAt: '2027-11-01T16:30:00.000Z',
    expiresOn: expect.stringMatching(/^2027-11-0[12]$/),
    expiresInSingapore: '2027-11-02 00:30 SGT',
    daysLeft: 175,
    standing: 'held',
    rotatedAt: null,
    replacedBy: null,
    replaces: 'AB12C',
    inUseSince: '2027-05-02T01:00:00.000Z',
    retiredAt: null,
    verifiedAt: '2027-05-02T00:00:00.000Z',
    verified: 'works',
    contacts: ['ops@agency.gov.sg'],
    places: ['/etc/mailer.env'],
    tags: ['night'],
    link: 'keyturn://key/new',
  });
  expect(rotations).toEqual([
    {
      label: 'ops-mailer',
      newLabel: 'ops-mailer (2027-05)',
      service: 'Guided',
      account: 'Ours',
      oldLastFive: 'AB12C',
      newLastFive: 'CD34E',
      reason: 'planned',
      startedAt: '2027-05-01T01:00:00.000Z',
      verifiedAt: '2027-05-02T00:00:00.000Z',
      inUseAt: '2027-05-02T01:00:00.000Z',
      oldEndedAt: '2027-05-03T04:00:00.000Z',
      closedAt: '2027-05-03T04:00:00.000Z',
      result: 'rotated',
    },
  ]);
});

test('within so many days are what has expired and what ends by then, the soonest first', () => {
  const rows = [
    keyRow({ label: 'in 31 days', expiresAt: '2027-06-10T02:00:01.000Z' }),
    keyRow({ label: 'never', expiresAt: null }),
    keyRow({ label: 'in 30 days', expiresAt: '2027-06-09T02:00:00.000Z' }),
    keyRow({ label: 'over', expiresAt: '2027-05-09T00:00:00.000Z', standing: 'expired' }),
    keyRow({ label: 'retired', expiresAt: '2027-05-09T00:00:00.000Z', standing: 'retired' }),
  ];
  const labels = (withinDays: number | null) =>
    report(rows, { withinDays }).keys.map(({ label, daysLeft }) => [label, daysLeft]);
  expect(labels(30)).toEqual([
    ['over', -1],
    ['in 30 days', 30],
  ]);
  expect(labels(0)).toEqual([['over', -1]]);
  expect(labels(null).map(([label]) => label)).toEqual([
    'over',
    'retired',
    'in 30 days',
    'in 31 days',
    'never',
  ]);
});

test('what ends tonight has not expired, and what ends after the last of the days is not within them', () => {
  const rows = [
    keyRow({ label: 'tonight', expiresAt: '2027-05-10T12:00:00.000Z' }),
    keyRow({ label: 'an hour later', expiresAt: '2027-06-09T03:00:00.000Z' }),
  ];
  const labels = (withinDays: number) =>
    report(rows, { withinDays }).keys.map(({ label }) => label);
  expect([labels(0), labels(30)]).toEqual([[], ['tonight']]);
  expect(report(rows).totals.due).toBe(1);
});

test('what is left is reckoned by the clock of the service, and keys from before labels are within it', () => {
  const account = accountState({ clockSkewMs: 24 * 60 * 60_000 });
  const rows = [
    keyRow({ label: 'ahead', expiresAt: '2027-05-10T12:00:00.000Z' }),
    keyRow({ label: 'legacy', expiresAt: '2027-05-10T13:00:00.000Z', standing: 'legacy' }),
  ];
  const { keys } = reportOf({ rows, accounts: [account], rotations: [], withinDays: 0, now });
  expect(keys.map(({ label, daysLeft }) => [label, daysLeft])).toEqual([
    ['ahead', -1],
    ['legacy', -1],
  ]);
});

test('the days that are left are those of the list, and those of the page are the same', () => {
  // Less than five times 24 hours: the list says “in 5 days”.
  const rows = [
    keyRow({ label: 'soon', expiresAt: '2027-05-15T01:00:00.000Z' }),
    keyRow({ label: 'tonight', expiresAt: '2027-05-10T12:00:00.000Z' }),
  ];
  const made = report(rows);
  expect(made.keys.map(({ daysLeft }) => daysLeft)).toEqual([0, 5]);
  expect(reportPage(made)).toContain('<br>5 days left');
  expect(reportPage(made)).toContain('<br>today');
});

test('rotations of more than a year ago are left out', () => {
  const long = {
    ...rotated,
    startedAt: '2026-04-01T00:00:00.000Z',
    closedAt: '2026-05-01T00:00:00.000Z',
  };
  expect(report([], { rotations: [long, rotated] }).rotations).toHaveLength(1);
});

test('the table has one row a key, with the rotations of each', () => {
  const rows = cellsByHead(reportCsv(report([old, successor], { rotations: [rotated] })));
  expect(rows).toMatchObject([
    { 'Last five': 'AB12C', 'Replaced by': 'CD34E', Replaces: '', 'Days left': '2' },
    {
      'Last five': 'CD34E',
      Contacts: successor.contacts?.join('; '),
      'Places of use': successor.places.map(({ text }) => text).join('; '),
      Replaces: 'AB12C',
      'Verified with': 'works',
      'Rotations in the last year': 'AB12C to CD34E, 2027-05-03T04:00:00.000Z, rotated',
      Link: 'keyturn://key/new',
    },
  ]);
  expect(reportCsv(report([successor]))).not.toContain('canary-note');
});

test.each(['=1+1', '+62', '-2', '@SUM(A1)', '\t=1', ' =1', '\r=1', '＝1', '\u0000x'])(
  'no spreadsheet takes the label %j for a formula',
  (label) => {
    const [row] = cellsByHead(reportCsv(report([keyRow({ label })])));
    expect(row?.['Label']).toBe(`'${label}`);
  },
);

test('any label can be read back from the table', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (label) => {
      const [row] = cellsByHead(reportCsv(report([keyRow({ label }), keyRow()])));
      const two = readCsv(reportCsv(report([keyRow({ label })])))[1]?.[0] ?? '';
      expect(two.replace(/^'/, '')).toBe(label.replace(/^'/, ''));
      expect(row).toBeDefined();
    }),
  );
});

test('the printed page names both keys of a rotation', () => {
  const page = reportPage(report([], { rotations: [rotated] }));
  expect(page).toContain(
    'ops-mailer<br><code>•••••AB12C</code> → ops-mailer (2027-05) <code>•••••CD34E</code>',
  );
});

test('a key on the printed page leads to its row', () => {
  const page = reportPage(report([successor]));
  expect(page).toContain(
    '<a href="keyturn://key/new"><b dir="auto">ops-mailer (2027-05)</b></a><br><code>•••••CD34E</code>',
  );
});

test('the printed page has no script, and what looks like markup in it is text', () => {
  const page = reportPage(
    report([
      keyRow({ label: '<script>alert(1)</script>', tags: ['"><img src=x>'], contacts: ['<b>'] }),
    ]),
  );
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(page).not.toMatch(/<script|<img/);
  expect(page).toContain('&quot;&gt;&lt;img src=x&gt;');
  expect(page).toContain('<td>&lt;b&gt;</td>');
});

test('a moment is said by the clock of Singapore', () => {
  expect(momentInSingapore('2027-12-31T16:00:00.000Z')).toBe('2028-01-01 00:00 SGT');
});
