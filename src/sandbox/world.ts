import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { dayOf } from './calendar.ts';
import { fault } from './faults.ts';
import { otp } from './otp.ts';

const at = z.iso.datetime();

export const mail = z.strictObject({
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  sentAt: at,
  /** The code in it, for the mailbox page to set large. */
  otp: z.string().nullable(),
});
export type Mail = z.infer<typeof mail>;

const session = z.strictObject({ digest: z.string(), userId: z.int(), expiresAt: at });
const user = z.strictObject({ id: z.int(), email: z.string() });
export type User = z.infer<typeof user>;

const postmanKey = z.strictObject({
  id: z.int(),
  userId: z.int(),
  label: z.string(),
  lastFive: z.string(),
  digest: z.string(),
  contacts: z.array(z.string()).nullable(),
  createdAt: at,
  validUntil: at,
  /** A deleted key stays as a row: the reminders do not leave it out. */
  deletedAt: at.nullable(),
});
export type PostmanKey = z.infer<typeof postmanKey>;

const dataGovKey = z.strictObject({
  id: z.string(),
  userId: z.int(),
  keyName: z.string(),
  lastFive: z.string(),
  digest: z.string(),
  createdAt: at,
  expiresAt: at,
  lastUsedAt: at.nullable(),
});
export type DataGovKey = z.infer<typeof dataGovKey>;

/** Everything that the sandbox knows, as it is kept in its one file. No key is in it, only digests. */
export const world = z.strictObject({
  version: z.literal(1),
  isSeeded: z.boolean(),
  /** How far the sandbox's clock is from the computer's. */
  clockOffsetMs: z.int(),
  /** The last UTC day whose reminders have been sent. */
  remindedDay: z.int(),
  /** Who may sign in besides `.gov.sg`. */
  extraDomains: z.array(z.string()),
  /** In the order of arrival. */
  mails: z.array(mail),
  faults: z.array(fault),
  postman: z.strictObject({
    cookieSecret: z.string(),
    nextKeyId: z.int(),
    users: z.array(user),
    keys: z.array(postmanKey),
    sessions: z.array(session),
    otps: z.array(otp),
    /** How many mails each user has sent since when, for the limit on sending. */
    sends: z.array(z.strictObject({ userId: z.int(), since: at, count: z.int() })),
  }),
  dataGov: z.strictObject({
    nextKeyId: z.int(),
    users: z.array(user),
    keys: z.array(dataGovKey),
    sessions: z.array(session),
    otps: z.array(otp),
  }),
});
export type World = z.infer<typeof world>;

export function createEmptyWorld(now: Date): World {
  return {
    version: 1,
    isSeeded: false,
    clockOffsetMs: 0,
    remindedDay: dayOf(now),
    extraDomains: ['partner.example.com'],
    mails: [],
    faults: [],
    postman: {
      cookieSecret: randomBytes(32).toString('hex'),
      nextKeyId: 1,
      users: [],
      keys: [],
      sessions: [],
      otps: [],
      sends: [],
    },
    dataGov: { nextKeyId: 1, users: [], keys: [], sessions: [], otps: [] },
  };
}

/** The sandbox's one clock: the computer's, moved. */
export function nowOf({ clockOffsetMs }: Pick<World, 'clockOffsetMs'>): Date {
  return new Date(Date.now() + clockOffsetMs);
}

const mostMails = 500;

export function deliver(mails: Mail[], one: Mail): void {
  mails.push(one);
  mails.splice(0, mails.length - mostMails);
}

/** An account begins with its first sign-in. */
export function userWith(users: User[], email: string): User {
  const known = users.find((one) => one.email === email);
  if (known) return known;
  const created = { id: Math.max(0, ...users.map((one) => one.id)) + 1, email };
  users.push(created);
  return created;
}
