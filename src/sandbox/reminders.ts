import { dayOf, midnightOf } from './calendar.ts';
import { inSingapore } from './singapore-time.ts';
import { deliver, type Mail, type PostmanKey, type World } from './world.ts';

/** Days before the end of a key, with what the mail calls them. */
const stages = [
  { days: 28, words: '1 month' },
  { days: 14, words: '14 days' },
  { days: 3, words: '3 days' },
  { days: 1, words: '1 day' },
] as const;

/**
 * Sends Postman's reminders for each midnight (UTC) between the last one it did and now. It is called
 * with every request and every move of the clock, so that midnights crossed while the sandbox runs are
 * runs that took place. Those that passed while it did not run are missed and never made up for:
 * `missReminders` at the start sees to that.
 */
export function sendReminders(world: World, now: Date): void {
  const today = dayOf(now);
  const due = world.postman.keys.flatMap((key) =>
    stages.flatMap(({ days, words }) => {
      const day = dayOf(new Date(key.validUntil)) - days;
      // The day must match exactly, and that the key may be deleted is not asked.
      return day > world.remindedDay && day <= today ? [{ key, day, words }] : [];
    }),
  );
  for (const { key, day, words } of due.toSorted((a, b) => a.day - b.day)) {
    for (const to of recipientsOf(key, world)) deliver(world.mails, mailFor(key, to, day, words));
  }
  world.remindedDay = today;
}

export function missReminders(world: World, now: Date): void {
  world.remindedDay = dayOf(now);
}

function recipientsOf({ contacts, userId }: PostmanKey, { postman }: World): string[] {
  if (contacts && contacts.length > 0) return contacts;
  return postman.users.filter((user) => user.id === userId).map((user) => user.email);
}

function mailFor(key: PostmanKey, to: string, day: number, words: string): Mail {
  return {
    to,
    subject: `Your Postman API key "${key.label}" expires in ${words}`,
    text: [
      `The API key "${key.label}" ending in ${key.lastFive} expires on ${inSingapore(key.validUntil)}.`,
      'Create a new key, put it into your system and restart it, then delete the old key.',
    ].join('\n\n'),
    sentAt: midnightOf(day).toISOString(),
    otp: null,
  };
}
