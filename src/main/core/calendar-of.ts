import { z } from 'zod';
import type { AccountId } from '../../shared/account.ts';
import { subtractSpan } from '../../shared/expiry.ts';
import type { KeyRow } from '../../shared/key.ts';
import { keyLinkOf } from '../../shared/key-link.ts';
import type { RuleCard, Span } from '../../shared/service.ts';
import type { ReminderSettings } from '../../shared/settings.ts';
import { shownLabel } from '../../shared/shown-label.ts';
import { stagesOf } from '../../shared/stages.ts';

/**
 * What a calendar says of a key: its end, or the day by which it is to be rotated. Never the key. Texts are
 * as long as services make them: one that is too long to be read back would cost all others their numbers.
 */
export const calendarEvent = z.strictObject({
  uid: z.string(),
  kind: z.enum(['expiry', 'rotate-by']),
  /** A moment for an end; a day, without a clock, for a plan. */
  start: z.string(),
  summary: z.string(),
  description: z.string(),
  /** Opens the row of the key. Notes from before there were links have none. */
  link: z.string().nullable().default(null),
  /** Minutes from the start, negative for before it. */
  alarmMinutes: z.array(z.int()),
  /** The key was replaced, retired or forgotten, or the plan was dropped: it will not come to pass. */
  isCancelled: z.boolean(),
});
export type CalendarEvent = z.infer<typeof calendarEvent>;

/** An event, and since when it says what it says. */
export const calendarNote = z.strictObject({
  event: calendarEvent,
  sequence: z.int().nonnegative(),
  modifiedAt: z.iso.datetime(),
});
export type CalendarNote = z.infer<typeof calendarNote>;

export interface CalendarFacts {
  rows: readonly KeyRow[];
  /** Empty where the account is gone. */
  placeOf: (id: AccountId) => string;
  cardOf: (id: AccountId) => RuleCard | null;
  settings: Pick<ReminderSettings, 'stages'>;
}

/** A calendar program that was away for longer has to do without. */
const cancelledForMs = 400 * 24 * 60 * 60_000;
const dayMinutes = 24 * 60;

/**
 * The notes of a calendar after what is known now, laid beside those before: what says the same keeps its
 * number and time. Of `all` keys, also what is known of no key any more is cancelled; else it stays.
 */
export function calendarOf(
  facts: CalendarFacts,
  before: readonly CalendarNote[],
  scope: 'all' | 'some',
  now: Date,
): CalendarNote[] {
  const known = new Map(before.map((note) => [note.event.uid, note]));
  const events = facts.rows.flatMap((row) => eventsOf(row, facts));
  const wanted = new Set(events.map(({ uid }) => uid));
  const rowsHere = new Set(facts.rows.map(({ id }) => uidOf(id, 'expiry')));
  const gone = before.flatMap(({ event }): CalendarEvent[] => {
    const isOfRowHere = rowsHere.has(event.uid.replace(/-rotate-by@keyturn$/, '-expiry@keyturn'));
    if (wanted.has(event.uid) || (scope === 'some' && !isOfRowHere)) return [];
    return [{ ...event, alarmMinutes: [], isCancelled: true }];
  });
  return [...events, ...gone]
    .map((event) => noteOf(event, known.get(event.uid), now))
    .filter(({ event, modifiedAt }) => {
      return !event.isCancelled || now.getTime() - Date.parse(modifiedAt) < cancelledForMs;
    });
}

/** What was noted of other keys stays noted. */
export function joinNotes(
  before: readonly CalendarNote[],
  after: readonly CalendarNote[],
): CalendarNote[] {
  const joined = new Map(before.map((note) => [note.event.uid, note]));
  for (const note of after) joined.set(note.event.uid, note);
  return [...joined.values()];
}

/**
 * Numbers grow with the clock, so that they grow on although our notes were lost, and by one at least,
 * so that they do although the clock was set back.
 */
function noteOf(event: CalendarEvent, known: CalendarNote | undefined, now: Date): CalendarNote {
  if (known !== undefined && isSame(known.event, event)) return known;
  const sequence = Math.max((known?.sequence ?? -1) + 1, minutesSince2026(now));
  return { event, sequence, modifiedAt: wholeSecond(now) };
}

function isSame(one: CalendarEvent, other: CalendarEvent): boolean {
  return (
    one.start === other.start &&
    one.summary === other.summary &&
    one.description === other.description &&
    one.link === other.link &&
    one.isCancelled === other.isCancelled &&
    one.alarmMinutes.join() === other.alarmMinutes.join()
  );
}

function minutesSince2026(now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - Date.UTC(2026, 0, 1)) / 60_000));
}

function wholeSecond(now: Date): string {
  return new Date(Math.floor(now.getTime() / 1000) * 1000).toISOString();
}

/** A service may give a key any id, also half a character, which cannot be encoded. */
function uidOf(id: KeyRow['id'], kind: CalendarEvent['kind']): string {
  return `${encodeURIComponent(id.replaceAll(/\p{Cs}/gu, '\uFFFD'))}-${kind}@keyturn`;
}

interface Reckoned {
  place: string;
  stages: readonly Span[];
  events: CalendarEvent[];
}

/** A row that did not change is the same object from one time to the next. */
const reckoned = new WeakMap<KeyRow, Reckoned>();

function eventsOf(row: KeyRow, facts: CalendarFacts): CalendarEvent[] {
  const place = facts.placeOf(row.accountId);
  const stages =
    row.expiresAt === null ? [] : stagesOf(row, facts.cardOf(row.accountId), facts.settings);
  const before = reckoned.get(row);
  if (before?.place === place && before.stages === stages) return before.events;
  const events = newEventsOf(row, place, stages);
  reckoned.set(row, { place, stages, events });
  return events;
}

function newEventsOf(row: KeyRow, place: string, stages: readonly Span[]): CalendarEvent[] {
  const { standing, replacedBy, expiresAt, rotateBy } = row;
  const isLive = standing === 'held' || standing === 'known-not-held';
  if (replacedBy !== null || !(isLive || standing === 'expired')) return [];
  const name = `${shownLabel(row.label)} •••••${row.lastFive}`;
  const link = keyLinkOf(row.id);
  const seeIt = link === null ? '' : `\nSee it in Keyturn: ${link}`;
  const events: CalendarEvent[] = [];
  if (expiresAt !== null) {
    events.push({
      uid: uidOf(row.id, 'expiry'),
      kind: 'expiry',
      start: expiresAt,
      summary: `API key expires: ${name}`,
      description: `${place}\nRotate it in Keyturn before this.${seeIt}`,
      link,
      alarmMinutes: stages.map((stage) => minutesBefore(expiresAt, stage)),
      isCancelled: false,
    });
  }
  if (rotateBy !== null && isLive) {
    events.push({
      uid: uidOf(row.id, 'rotate-by'),
      kind: 'rotate-by',
      start: rotateBy,
      summary: `Rotate API key: ${name}`,
      description: `${place}\nPlanned in Keyturn for this day at the latest.${seeIt}`,
      link,
      // At nine on the day before, and at nine on the day.
      alarmMinutes: [-15 * 60, 9 * 60],
      isCancelled: false,
    });
  }
  return events;
}

/** The calendar of the stage is UTC, so that these are always whole days. */
function minutesBefore(endsAt: string, stage: Span): number {
  const ms = Date.parse(subtractSpan(endsAt, stage)) - Date.parse(endsAt);
  return Math.round(ms / 60_000 / dayMinutes) * dayMinutes;
}
