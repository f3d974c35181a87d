import { createHash } from 'node:crypto';
import { addMonths, addMs, dayMs, dayOf, midnightOf, minuteMs } from './calendar.ts';
import { digestOfNothingKnown } from './digest.ts';
import { monthsValid } from './postman-keys.ts';
import { sendReminders } from './reminders.ts';
import { createEmptyWorld, type DataGovKey, type PostmanKey, type World } from './world.ts';

export const seededEmail = 'officer@agency.gov.sg';

type Row = { label: string; endsInDays: number; minute: number; contacts: string[] };

const team = 'digital-services@agency.gov.sg';
const oncall = 'oncall@agency.gov.sg';

/**
 * Half a year of one officer's work. How many days each key has left is what counts; when it was made
 * follows from it. One is past its end, one is due this week, nothing else is that near.
 */
const rows: readonly Row[] = [
  { label: 'forms-portal staging', endsInDays: -12, minute: 401, contacts: [team] },
  { label: 'forms-portal production', endsInDays: 5, minute: 134, contacts: [team, oncall] },
  { label: 'appointment-reminders', endsInDays: 19, minute: 422, contacts: [team, oncall] },
  { label: 'grants-notifier production', endsInDays: 34, minute: 96, contacts: [team] },
  { label: 'grants-notifier staging', endsInDays: 34, minute: 103, contacts: [team] },
  { label: 'newsletter (quarterly)', endsInDays: 58, minute: 511, contacts: [seededEmail] },
  { label: 'feedback-acknowledgements', endsInDays: 77, minute: 187, contacts: [team] },
  { label: 'hr-onboarding', endsInDays: 96, minute: 365, contacts: ['hr-systems@agency.gov.sg'] },
  { label: 'incident-alerts', endsInDays: 121, minute: 58, contacts: [oncall] },
  { label: 'payment-receipts', endsInDays: 149, minute: 240, contacts: [team, oncall] },
  { label: 'wen-test', endsInDays: 171, minute: 478, contacts: [seededEmail] },
];

const dataGovRows = [
  { keyName: 'Nightly dataset upload', madeDaysAgo: 152, validDays: 180, usedHoursAgo: 9 },
  { keyName: 'Air quality pipeline', madeDaysAgo: 61, validDays: 365, usedHoursAgo: 1 },
  { keyName: 'Laptop, one-off corrections', madeDaysAgo: 24, validDays: 90, usedHoursAgo: null },
] as const;

/** A believable account, the same on every day but for the dates, which follow the clock. */
export function createSeededWorld(now: Date): World {
  const world = createEmptyWorld(now);
  world.isSeeded = true;
  const user = { id: 1, email: seededEmail };
  world.postman.users.push(user);
  const keys = rows
    .map((row) => postmanKeyFor(row, now))
    .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt))
    // Numbers with gaps, as other people make keys too.
    .map((key, index) => ({ ...key, id: 1204 + 37 * index }));
  world.postman.keys.push(legacyKey, ...keys);
  world.postman.nextKeyId = 1204 + 37 * keys.length;

  world.dataGov.users.push({ ...user });
  world.dataGov.keys.push(...dataGovRows.map((row, index) => dataGovKeyFor(row, index, now)));
  world.dataGov.nextKeyId = dataGovRows.length + 1;

  // The mails that the account has had in the last five weeks.
  world.remindedDay = dayOf(now) - 35;
  sendReminders(world, now);
  return world;
}

/** From before there could be several keys: it has no last five of its own and ended for everyone at once. */
const legacyKey: PostmanKey = {
  id: 17,
  userId: 1,
  label: 'default',
  lastFive: '*****',
  digest: digestOfNothingKnown(),
  contacts: null,
  createdAt: '2023-05-09T03:12:45.118Z',
  validUntil: '2024-04-21T00:00:00.000Z',
  deletedAt: null,
};

function postmanKeyFor({ label, endsInDays, minute, contacts }: Row, now: Date): PostmanKey {
  const wantedEnd = addMs(midnightOf(dayOf(now) + endsInDays), minute * minuteMs);
  // The end is worked out again from the beginning, so that the row obeys the rule at a month's end too.
  const createdAt = addMonths(wantedEnd, -monthsValid);
  return {
    id: 0,
    userId: 1,
    label,
    lastFive: lastFiveFor(label),
    // A key of last month was shown once, last month: nobody can use it here.
    digest: digestOfNothingKnown(),
    contacts: [...contacts],
    createdAt: createdAt.toISOString(),
    validUntil: addMonths(createdAt, monthsValid).toISOString(),
    deletedAt: null,
  };
}

function dataGovKeyFor(
  { keyName, madeDaysAgo, validDays, usedHoursAgo }: (typeof dataGovRows)[number],
  index: number,
  now: Date,
): DataGovKey {
  const createdAt = addMs(midnightOf(dayOf(now) - madeDaysAgo), (130 + 71 * index) * minuteMs);
  return {
    id: `dgk_${index + 1}`,
    userId: 1,
    keyName,
    lastFive: lastFiveFor(keyName),
    digest: digestOfNothingKnown(),
    createdAt: createdAt.toISOString(),
    expiresAt: addMs(createdAt, validDays * dayMs).toISOString(),
    lastUsedAt:
      usedHoursAgo === null ? null : addMs(now, -usedHoursAgo * 60 * minuteMs).toISOString(),
  };
}

function lastFiveFor(label: string): string {
  return createHash('sha256').update(label).digest('base64').slice(0, 5);
}
