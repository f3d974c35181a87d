import type { KeyRow } from '../../shared/key.ts';
import { datesIn } from '../../shared/mail-date.ts';
import type { ReminderMail } from '../../shared/reminder-mail.ts';

/** What is looked at of a text. A mail is shorter, with all that was quoted below it. */
const mostLetters = 100_000;
const mostKeys = 20;
/** A day that is named in another zone. */
const nearMs = 36 * 60 * 60_000;

/**
 * What a reminder says, and which keys it may mean, the likeliest first. Pure. `text` is a mail in which
 * whole keys were blotted out but for their last five (`blotted`); what may be one all the same is not
 * repeated. Null where it says nothing of a key.
 */
export function reminderMailOf(
  text: string,
  rows: readonly KeyRow[],
  now: Date,
): ReminderMail | null {
  const mail = text.slice(0, mostLetters);
  const words = wordsOf(mail);
  const said = saidLabel(mail);
  const saidFive = saidLastFive(mail);
  const endsAt = saidEnd(mail);
  const scored = rows
    .map((row) => ({ row, score: scoreOf(row, { mail, words, said, saidFive, endsAt }) }))
    .filter(({ score }) => score > 0);
  const best = Math.max(0, ...scored.map(({ score }) => score));
  const found = scored
    // Where one fits by its last five, those that only bear the same label are not meant.
    .filter(({ score }) => best < sure || score >= sure)
    .toSorted(
      (one, other) => other.score - one.score || nearness(one.row, now) - nearness(other.row, now),
    )
    .slice(0, mostKeys)
    .map(({ row }) => row);
  const lastFive = saidFive ?? found.find((row) => words.has(row.lastFive))?.lastFive ?? null;
  const label = labelToShow(said, found, mail);
  if (label === null && lastFive === null && found.length === 0) return null;
  return { label, lastFive, endsAt, keyIds: found.map(({ id }) => id) };
}

interface Said {
  mail: string;
  words: ReadonlySet<string>;
  said: string | null;
  saidFive: string | null;
  endsAt: string | null;
}

/** From here on the last five agree. */
const sure = 100;

function scoreOf(row: KeyRow, { mail, words, said, saidFive, endsAt }: Said): number {
  const isFive = saidFive === null ? words.has(row.lastFive) : saidFive === row.lastFive;
  const isFiveInOtherCase = saidFive?.toLowerCase() === row.lastFive.toLowerCase();
  const isNear =
    endsAt !== null &&
    row.expiresAt !== null &&
    Math.abs(Date.parse(endsAt) - Date.parse(row.expiresAt)) < nearMs;
  const points =
    (isFive ? sure : 0) +
    (!isFive && isFiveInOtherCase ? 40 : 0) +
    labelPoints(row.label, said, mail);
  return points === 0 ? 0 : points + (isNear ? 30 : 0);
}

function labelPoints(label: string, said: string | null, mail: string): number {
  if (label === '') return 0;
  if (said === label) return 60;
  if (said !== null && said.trim().toLowerCase() === label.trim().toLowerCase()) return 45;
  return said === null && label.length >= 4 && standsIn(label, mail) ? 20 : 0;
}

/** As a word of its own, so that `ops` is not found in `stops`. */
function standsIn(label: string, mail: string): boolean {
  for (let at = mail.indexOf(label); at >= 0; at = mail.indexOf(label, at + 1)) {
    const around = `${mail[at - 1] ?? ' '}${mail[at + label.length] ?? ' '}`;
    if (!/[\p{L}\p{N}_-]/u.test(around)) return true;
  }
  return false;
}

const quoted = /["“„”'‘](?<label>[^"“”\n]{1,255}?)["”’']/u;

/**
 * `The API key "grants" …`, `Key label: grants`, `Key Name | grants`. What may be repeated is bounded, here
 * as below: whoever writes the mail must not keep us busy.
 */
function saidLabel(mail: string): string | null {
  const named = new RegExp(
    `\\bkey(?: (?:named|labell?ed|called))?:?\\s{0,3}${quoted.source}`,
    'iu',
  );
  const listed =
    /^[ \t>*|]*(?:api )?(?:key )?(?:label|name)[ \t]{0,20}[:|=\t][ \t]{0,20}(?<label>[^\s|][^\n|]{0,254}?)[ \t|]{0,200}\r?$/imu;
  const label = named.exec(mail)?.groups?.['label'] ?? listed.exec(mail)?.groups?.['label'] ?? null;
  return label === null || label.trim() === '' ? null : label;
}

/** `ending in AB12C`, `Last 5 digits: AB12C`, `*****AB12C`. */
function saidLastFive(mail: string): string | null {
  const ways = [
    /\b(?:end(?:s|ing)?(?: (?:in|with))|last (?:5|five)(?: (?:digits|characters|letters))?(?: (?:are|is|of))?)[\s:|="'“*•.…]{1,12}([A-Za-z0-9+/=]{5})(?![A-Za-z0-9+/=])/iu,
    /(?:[*•]{3}|\.{3}|…)([A-Za-z0-9+/=]{5})(?![A-Za-z0-9+/=])/u,
  ];
  for (const way of ways) {
    const five = way.exec(mail)?.[1];
    if (five !== undefined) return five;
  }
  return null;
}

/** The date behind the word that tells of an end; else the only one. */
function saidEnd(mail: string): string | null {
  const dates = datesIn(mail);
  const [first, second] = dates;
  if (first !== undefined && second === undefined) return first.moment;
  const ends = [...mail.matchAll(/\b(?:expir(?:e|es|ed|y|ing|ation)|valid until|ends?)\b/giu)];
  for (const { index } of ends) {
    const next = dates.find(({ at }) => at > index && at - index < 80);
    if (next !== undefined) return next.moment;
  }
  return null;
}

/** All that may be the last five of a key, without the marks around it. */
function wordsOf(mail: string): Set<string> {
  const words = mail.split(/[\s"'“”‘’()<>[\]|,;:*•…`]+/u);
  return new Set(words.flatMap((word) => [word, word.replace(/^\.+|[.!?]+$/g, '')]));
}

/**
 * A label that we know is one. Any other is shown only if nothing in it is long enough for a key, which
 * may have been pasted into the text at its place.
 */
function labelToShow(said: string | null, found: readonly KeyRow[], mail: string): string | null {
  const known = found.find(({ label }) => label === said) ?? found[0];
  if (known !== undefined && (said === null ? standsIn(known.label, mail) : known.label === said)) {
    return known.label;
  }
  return said === null || /\S{16,}/u.test(said) ? null : said.trim();
}

/** Of several of one label, the one whose end is nearest. */
function nearness({ expiresAt }: KeyRow, now: Date): number {
  return expiresAt === null ? Infinity : Math.abs(Date.parse(expiresAt) - now.getTime());
}

/** The text with these secrets blotted out, but for their last five. */
export function blotted(text: string, secrets: readonly string[]): string {
  return secrets
    .toSorted((one, other) => other.length - one.length)
    .reduce((left, secret) => left.replaceAll(secret, ` •••••${secret.slice(-5)} `), text);
}
