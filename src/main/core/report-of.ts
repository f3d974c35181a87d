import type { AccountId } from '../../shared/account.ts';
import type { AccountState } from '../../shared/account-state.ts';
import type { KeyCheck, KeyId, KeyRow, Standing } from '../../shared/key.ts';
import { daysBetween } from '../../shared/countdown-words.ts';
import { keyLinkOf } from '../../shared/key-link.ts';
import type { Rotation, RotationNote } from '../../shared/rotation.ts';
import { isPromoted } from '../../shared/rotation-progress.ts';

/** What can be shown of keys to somebody who has to know that they are looked after. No secret, and no note. */
export interface Report {
  schema: 'keyturn-report';
  /** Of the form of this report. It grows when a field is renamed or goes. */
  version: 1;
  madeAt: string;
  /** Null for all keys. */
  withinDays: number | null;
  totals: { keys: number; expired: number; due: number; rotationsInLastYear: number };
  keys: ReportedKey[];
  /** Begun or ended within a year, newest first, also of keys that are not listed above. */
  rotations: ReportedRotation[];
}

export interface ReportedKey {
  label: string;
  lastFive: string;
  service: string;
  account: string;
  environment: string | null;
  issuedAt: string | null;
  expiresAt: string | null;
  /** The day of it where the report was made, and the moment in Singapore. */
  expiresOn: string | null;
  expiresInSingapore: string | null;
  /** Days of the calendar, as the list counts them, negative for past ones; by the clock of the service. */
  daysLeft: number | null;
  standing: Standing;
  /** When another key took its place, and which. */
  rotatedAt: string | null;
  replacedBy: string | null;
  /** Whose place it has taken, and when. */
  replaces: string | null;
  inUseSince: string | null;
  retiredAt: string | null;
  verifiedAt: string | null;
  verified: string | null;
  contacts: string[];
  places: string[];
  tags: string[];
  /** Opens its row in the Keyturn that made the report. */
  link: string | null;
}

export interface ReportedRotation {
  label: string;
  /** Where labels are permanent, the new key may have another. */
  newLabel: string | null;
  service: string;
  account: string;
  oldLastFive: string;
  newLastFive: string | null;
  reason: Rotation['reason'];
  startedAt: string;
  /** When the new key was last shown to work. */
  verifiedAt: string | null;
  inUseAt: string | null;
  oldEndedAt: string | null;
  closedAt: string | null;
  result: 'rotated' | 'abandoned' | 'open';
}

export interface ReportFacts {
  rows: readonly KeyRow[];
  accounts: readonly AccountState[];
  rotations: readonly Rotation[];
  withinDays: number | null;
  now: Date;
}

const dayMs = 24 * 60 * 60_000;
const yearMs = 366 * dayMs;
const dueWithinMs = 30 * dayMs;

export function reportOf(facts: ReportFacts): Report {
  const { rows, accounts, rotations, withinDays, now } = facts;
  const owners = new Map(accounts.map((account) => [account.id, account]));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const replacements = replacementsOf(rotations);
  const keys = rows
    .map((row) => {
      const account = owners.get(row.accountId);
      const leftMs = leftMsOf(row, account, now);
      return { key: keyOf(row, account, leftMs, byId, replacements), leftMs };
    })
    .filter(({ key, leftMs }) => isWithin(key, leftMs, withinDays))
    .toSorted((one, other) => byEnd(one.key, other.key));
  const recent = rotations
    .filter(({ startedAt, closedAt }) => now.getTime() - Date.parse(closedAt ?? startedAt) < yearMs)
    .toSorted((one, other) => Date.parse(other.startedAt) - Date.parse(one.startedAt))
    .map((rotation) => rotationOf(rotation, owners));
  return {
    schema: 'keyturn-report',
    version: 1,
    madeAt: now.toISOString(),
    withinDays,
    totals: {
      keys: keys.length,
      expired: keys.filter(({ key }) => key.standing === 'expired').length,
      due: keys.filter(({ key, leftMs }) => isLive(key) && leftMs <= dueWithinMs).length,
      rotationsInLastYear: recent.filter(({ result }) => result === 'rotated').length,
    },
    keys: keys.map(({ key }) => key),
    rotations: recent,
  };
}

/** `Postman v1, Production, ops@agency`. */
export function placeOf({ serviceName, environmentName, name }: AccountState): string {
  return [serviceName, environmentName, name].filter((part) => part !== null).join(', ');
}

/** What was retired or replaced is asked for with all keys only: nothing is to be done about it. */
function isWithin(key: ReportedKey, leftMs: number, withinDays: number | null): boolean {
  if (withinDays === null) return true;
  if (!isLive(key) && key.standing !== 'expired' && key.standing !== 'legacy') return false;
  // Not by whole days: what ends tonight has not expired.
  return leftMs <= withinDays * dayMs;
}

/** By the clock of the service; without an end for ever. */
function leftMsOf({ expiresAt }: KeyRow, account: AccountState | undefined, now: Date): number {
  if (expiresAt === null) return Infinity;
  return Date.parse(expiresAt) - now.getTime() - (account?.clockSkewMs ?? 0);
}

function daysLeftOf(expiresAt: string, leftMs: number): number {
  const end = new Date(expiresAt);
  return daysBetween(new Date(end.getTime() - leftMs), end);
}

function isLive({ standing }: ReportedKey): boolean {
  return standing === 'held' || standing === 'known-not-held';
}

/** What ends first comes first, what has no end last. */
function byEnd(one: ReportedKey, other: ReportedKey): number {
  const ends = endMsOf(one) - endMsOf(other);
  if (ends !== 0 && !Number.isNaN(ends)) return ends;
  return one.label < other.label ? -1 : 1;
}

function endMsOf({ expiresAt }: ReportedKey): number {
  return expiresAt === null ? Infinity : Date.parse(expiresAt);
}

interface Replacements {
  ofOld: Map<KeyId, Rotation>;
  ofNew: Map<KeyId, Rotation>;
}

/** Those in which the new key came to be the one to use. Of several of one key the last counts. */
function replacementsOf(rotations: readonly Rotation[]): Replacements {
  const promoted = rotations.filter(isPromoted);
  return {
    ofOld: new Map(promoted.map((rotation) => [rotation.old.keyId, rotation])),
    ofNew: new Map(
      promoted.flatMap((rotation) =>
        rotation.successor === null ? [] : [[rotation.successor.keyId, rotation]],
      ),
    ),
  };
}

function keyOf(
  row: KeyRow,
  account: AccountState | undefined,
  leftMs: number,
  byId: ReadonlyMap<KeyId, KeyRow>,
  { ofOld, ofNew }: Replacements,
): ReportedKey {
  const { expiresAt, check, replacedBy } = row;
  const gaveWay = ofOld.get(row.id);
  const took = ofNew.get(row.id);
  const successor = replacedBy === null ? undefined : byId.get(replacedBy);
  return {
    label: row.label,
    lastFive: row.lastFive,
    service: account?.serviceName ?? '',
    account: account?.name ?? '',
    environment: account?.environmentName ?? null,
    issuedAt: row.createdAt ?? row.addedAt,
    expiresAt,
    expiresOn: expiresAt === null ? null : dayHere(new Date(expiresAt)),
    expiresInSingapore: expiresAt === null ? null : momentInSingapore(expiresAt),
    daysLeft: expiresAt === null ? null : daysLeftOf(expiresAt, leftMs),
    standing: row.standing,
    rotatedAt: gaveWay === undefined ? null : inUseAtOf(gaveWay),
    replacedBy: gaveWay?.successor?.lastFive ?? successor?.lastFive ?? null,
    replaces: took?.old.lastFive ?? null,
    inUseSince: took === undefined ? null : inUseAtOf(took),
    retiredAt: row.retiredAt,
    verifiedAt: check?.at ?? null,
    verified: check === null ? null : verifiedWords(check),
    contacts: row.contacts ?? [],
    places: row.places.map(({ text }) => text),
    tags: row.tags,
    link: keyLinkOf(row.id),
  };
}

function verifiedWords({ answer }: KeyCheck): string {
  switch (answer.outcome) {
    case 'works':
      return 'works';
    case 'refused':
      return `refused (${answer.because})`;
    case 'unknown':
      return `no answer that tells (${answer.because.code})`;
    case 'not-asked':
      return `not asked (${answer.because.reason})`;
    default:
      return answer satisfies never;
  }
}

function rotationOf(
  rotation: Rotation,
  owners: ReadonlyMap<AccountId, AccountState>,
): ReportedRotation {
  const { old, successor, closedAt, step } = rotation;
  const owner = owners.get(rotation.accountId);
  return {
    label: old.label,
    newLabel: successor?.label ?? null,
    service: owner?.serviceName ?? '',
    account: owner?.name ?? '',
    oldLastFive: old.lastFive,
    newLastFive: successor?.lastFive ?? null,
    reason: rotation.reason,
    startedAt: rotation.startedAt,
    verifiedAt: rotation.proof?.at ?? null,
    inUseAt: isPromoted(rotation) ? inUseAtOf(rotation) : null,
    oldEndedAt: rotation.oldEndedAt,
    closedAt,
    result: closedAt === null ? 'open' : step.at === 'retired' ? 'rotated' : 'abandoned',
  };
}

function inUseAtOf(rotation: Rotation): string | null {
  return lastAtOf(rotation, 'in-use') ?? lastAtOf(rotation, 'in-tools') ?? rotation.closedAt;
}

function lastAtOf({ timeline }: Rotation, wanted: RotationNote): string | null {
  return timeline.findLast(({ note }) => note === wanted)?.at ?? null;
}

/** By the calendar of whoever makes the report. */
export function dayHere(moment: Date): string {
  const year = String(moment.getFullYear()).padStart(4, '0');
  return `${year}-${twoDigits(moment.getMonth() + 1)}-${twoDigits(moment.getDate())}`;
}

function twoDigits(count: number): string {
  return String(count).padStart(2, '0');
}

/** Singapore has had no other clock since 1982, so that this is plain sums. */
export function momentInSingapore(at: string): string {
  const there = new Date(Date.parse(at) + 8 * 60 * 60_000).toISOString();
  return `${there.slice(0, 10)} ${there.slice(11, 16)} SGT`;
}

export const standingWords: Record<Standing, string> = {
  held: 'Held here',
  'known-not-held': 'Not held here',
  gone: 'Gone at the service',
  expired: 'Expired',
  legacy: 'From before labels',
  retired: 'Retired',
};
