import {
  standingWords,
  type Report,
  type ReportedKey,
  type ReportedRotation,
} from './report-of.ts';

type Cell = string | number | null;

/** One row a key (RFC 4180). With the mark by which spreadsheets know that it is UTF-8. */
export function reportCsv({ keys, rotations }: Report): string {
  const ofKey = rotationsByKey(rotations);
  const rows = keys.map((key) => cellsOf(key, ofKey.get(nameOf(key.label, key.lastFive)) ?? []));
  return `\uFEFF${[heads, ...rows].map((cells) => `${cells.map(cellText).join(',')}\r\n`).join('')}`;
}

const heads = [
  'Label',
  'Last five',
  'Service',
  'Account',
  'Environment',
  'Issued (UTC)',
  'Expires (UTC)',
  'Expires on (local date)',
  'Expires (Singapore)',
  'Days left',
  'Standing',
  'Rotated on (UTC)',
  'Replaced by',
  'Replaces',
  'In use since (UTC)',
  'Retired on (UTC)',
  'Verified on (UTC)',
  'Verified with',
  'Contacts',
  'Places of use',
  'Tags',
  'Rotations in the last year',
  'Link',
];

function cellsOf(key: ReportedKey, rotations: readonly ReportedRotation[]): Cell[] {
  return [
    key.label,
    key.lastFive,
    key.service,
    key.account,
    key.environment,
    key.issuedAt,
    key.expiresAt,
    key.expiresOn,
    key.expiresInSingapore,
    key.daysLeft,
    standingWords[key.standing],
    key.rotatedAt,
    key.replacedBy,
    key.replaces,
    key.inUseSince,
    key.retiredAt,
    key.verifiedAt,
    key.verified,
    key.contacts.join('; '),
    key.places.join('; '),
    key.tags.join('; '),
    rotations.map(rotationText).join('; '),
    key.link,
  ];
}

/** `AB12C to CD34E, 2026-05-03T01:00:00.000Z, rotated`. */
function rotationText(rotation: ReportedRotation): string {
  const { oldLastFive, newLastFive, startedAt, closedAt, result } = rotation;
  return `${oldLastFive} to ${newLastFive ?? 'none'}, ${closedAt ?? startedAt}, ${result}`;
}

/** Of both keys that were part of each. */
function rotationsByKey(rotations: readonly ReportedRotation[]): Map<string, ReportedRotation[]> {
  const found = new Map<string, ReportedRotation[]>();
  for (const rotation of rotations) {
    const { label, oldLastFive, newLabel, newLastFive } = rotation;
    const names = [nameOf(label, oldLastFive)];
    if (newLabel !== null && newLastFive !== null) names.push(nameOf(newLabel, newLastFive));
    for (const name of new Set(names)) found.set(name, [...(found.get(name) ?? []), rotation]);
  }
  return found;
}

function nameOf(label: string, lastFive: string): string {
  return `${lastFive} ${label}`;
}

/** A spreadsheet takes what begins so for a formula, and would reckon it, or send it somewhere. */
const formula = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^\p{Cc}/u;

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const harmless = formula.test(cell) ? `'${cell}` : cell;
  return `"${harmless.replaceAll('"', '""')}"`;
}
