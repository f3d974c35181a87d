import type { CalendarEvent, CalendarNote } from './calendar-of.ts';

/** The text of an iCalendar file (RFC 5545). The same notes always give the same text. */
export function calendarText(notes: readonly CalendarNote[]): string {
  return [
    textOf([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Keyturn//Keyturn//EN',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      'X-WR-CALNAME:API keys',
      'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
      'X-PUBLISHED-TTL:PT1H',
    ]),
    ...notes.toSorted(byUid).map(eventText),
    textOf(['END:VCALENDAR']),
  ].join('');
}

function byUid({ event: one }: CalendarNote, { event: other }: CalendarNote): number {
  if (one.uid === other.uid) return 0;
  return one.uid < other.uid ? -1 : 1;
}

/** A note that did not change is the same object as before, and most did not. */
const known = new WeakMap<CalendarNote, string>();

function eventText(note: CalendarNote): string {
  const before = known.get(note);
  if (before !== undefined) return before;
  const text = textOf(linesOf(note));
  known.set(note, text);
  return text;
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function linesOf({ event, sequence, modifiedAt }: CalendarNote): string[] {
  const stamp = momentText(modifiedAt);
  const summary = escaped(event.summary);
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(event.uid)}`,
    // Not the moment of writing: a file that says the same is to be the same.
    `DTSTAMP:${stamp}`,
    `LAST-MODIFIED:${stamp}`,
    `SEQUENCE:${sequence}`,
    startLine(event),
    `SUMMARY:${summary}`,
    `DESCRIPTION:${escaped(event.description)}`,
    ...(event.link === null ? [] : [`URL:${event.link}`]),
    `STATUS:${event.isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    // It is no appointment: nobody is busy by it.
    'TRANSP:TRANSPARENT',
    'CATEGORIES:API keys',
    ...event.alarmMinutes.flatMap((minutes) => [
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `DESCRIPTION:${summary}`,
      `TRIGGER:${durationText(minutes)}`,
      'END:VALARM',
    ]),
    'END:VEVENT',
  ];
}

function startLine({ kind, start }: CalendarEvent): string {
  return kind === 'rotate-by'
    ? `DTSTART;VALUE=DATE:${start.replaceAll('-', '')}`
    : `DTSTART:${momentText(start)}`;
}

function durationText(minutes: number): string {
  const sign = minutes < 0 ? '-' : '';
  const length = Math.abs(minutes);
  const days = Math.floor(length / (24 * 60));
  const rest = length % (24 * 60);
  const hours = Math.floor(rest / 60);
  const day = days > 0 ? `${days}D` : '';
  if (rest === 0) return days > 0 ? `${sign}P${day}` : 'PT0M';
  return `${sign}P${day}T${hours > 0 ? `${hours}H` : ''}${rest % 60 > 0 ? `${rest % 60}M` : ''}`;
}

function momentText(at: string): string {
  return new Date(at)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(/[-:]/g, '');
}

/** Controls have no place in a calendar, and no way to be written in one. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\\;,]/g, (character) => `\\${character}`)
    .replaceAll(/\r\n|\r|\n/g, '\\n')
    .replaceAll(/\p{Cc}/gu, ' ')
    .replaceAll(/\p{Cs}/gu, '\uFFFD');
}

const mostBytes = 75;

/** At most 75 bytes a line, the blank before the rest of it counted; no character is cut in two. */
function folded(line: string): string {
  if (isShort(line)) return line;
  let text = '';
  let bytes = 0;
  for (const character of line) {
    const size = bytesOf(character);
    if (bytes + size > mostBytes) {
      text += '\r\n ';
      bytes = 1;
    }
    text += character;
    bytes += size;
  }
  return text;
}

/** Most lines are. A character of two halves counts as more than it is, which does no harm. */
function isShort(line: string): boolean {
  let bytes = 0;
  for (let at = 0; at < line.length; at += 1) bytes += line.charCodeAt(at) < 0x80 ? 1 : 3;
  return bytes <= mostBytes;
}

function bytesOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
