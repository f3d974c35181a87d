/** A moment in the words of a mail. `at` is where in the text it begins. */
export interface MailDate {
  at: number;
  /** ISO; of a day without a time, its beginning in Singapore. */
  moment: string;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?';
const time =
  '(?:,?\\s{1,3}(?:at\\s)?(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2}))?(?:\\.\\d+)?\\s?(am|pm|a\\.m\\.|p\\.m\\.)?(?:\\s?h(?:ou)?rs)?\\s?\\(?(sgt|utc(?:\\+0?8(?::?00)?)?|gmt(?:\\+0?8(?::?00)?)?|z)?)?';

const spellings: readonly { pattern: RegExp; order: readonly [number, number, number] }[] = [
  // 2027-05-12T01:46:00.000Z, 2027-05-12 09:46 SGT
  {
    pattern: new RegExp(
      `\\b(\\d{4})-(\\d{2})-(\\d{2})(?:T(?=\\d))?${time.replace(',?\\s{1,3}', ',?\\s{0,3}')}`,
      'gi',
    ),
    order: [1, 2, 3],
  },
  // 12 May 2027, 09:46:00 SGT
  {
    pattern: new RegExp(
      `\\b(\\d{1,2})(?:st|nd|rd|th)?[\\s-]{1,3}${month},?[\\s-]{1,3}(\\d{4})${time}`,
      'gi',
    ),
    order: [3, 2, 1],
  },
  // May 12, 2027
  {
    pattern: new RegExp(
      `\\b${month}\\s{1,3}(\\d{1,2})(?:st|nd|rd|th)?,?\\s{1,3}(\\d{4})${time}`,
      'gi',
    ),
    order: [3, 1, 2],
  },
  // 12/05/2027: the day comes first in Singapore.
  {
    pattern: new RegExp(`\\b(\\d{1,2})/(\\d{1,2})/(\\d{4})${time}`, 'gi'),
    order: [3, 2, 1],
  },
];

/** All that a text names, in the order in which they stand there. */
export function datesIn(text: string): MailDate[] {
  return spellings
    .flatMap(({ pattern, order }) =>
      [...text.matchAll(pattern)].flatMap((match): MailDate[] => {
        const moment = momentOf(match, order);
        return moment === null ? [] : [{ at: match.index, moment }];
      }),
    )
    .toSorted((one, other) => one.at - other.at);
}

function momentOf(
  match: RegExpMatchArray,
  order: readonly [number, number, number],
): string | null {
  const [yearAt, monthAt, dayAt] = order;
  const year = Number(match[yearAt]);
  const monthWord = match[monthAt] ?? '';
  const monthOfYear = /^\d/.test(monthWord)
    ? Number(monthWord) - 1
    : months.indexOf(monthWord.toLowerCase());
  const day = Number(match[dayAt]);
  const [hours, minutes, seconds] = [4, 5, 6].map((part) => Number(match[part] ?? 0));
  if (hours === undefined || minutes === undefined || seconds === undefined) return null;
  const hour = hourOf(hours, match[7]);
  const local = new Date(Date.UTC(year, monthOfYear, day, hour, minutes, seconds));
  const isReal =
    local.getUTCMonth() === monthOfYear && local.getUTCDate() === day && hour < 24 && minutes < 60;
  if (!isReal) return null;
  return new Date(local.getTime() - offsetHoursOf(match[8]) * 60 * 60_000).toISOString();
}

function hourOf(hours: number, half: string | undefined): number {
  if (half === undefined) return hours;
  if (hours > 12) return hours;
  return (hours % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0);
}

/** Without a word of it, the services mean the clock of Singapore. */
function offsetHoursOf(zone: string | undefined): number {
  if (zone === undefined || /sgt|8/i.test(zone)) return 8;
  return 0;
}
