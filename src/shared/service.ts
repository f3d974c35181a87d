import { z } from 'zod';
import { addressOf } from './address.ts';
import { complaintAboutKeyPattern } from './key-pattern.ts';

/** One line or a short paragraph for people. */
const words = (most: number) => z.string().trim().min(1).max(most);
const word = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'small letters, digits and hyphens');
const parameterName = z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,31}$/, 'letters and digits');
const count = z.int().positive().max(10_000);

/** `postman-v1`, or what a custom service was given. Never shown. */
export const serviceId = word;
export type ServiceId = z.infer<typeof serviceId>;

const address = z
  .string()
  .refine(
    (text) => addressOf(text) === text,
    'https, or http on this computer; no slash at the end',
  );
const page = z.url({ protocol: /^https$/, hostname: z.regexes.domain }).max(2000);

/** One installation of a service. */
export const environment = z.strictObject({
  id: word,
  name: words(40),
  /** What the paths of the connector and of the probe are added to. */
  address,
});
/** A length of time on the calendar. Months are calendar months; see expiry.ts. */
export const span = z.strictObject({
  count,
  unit: z.enum(['months', 'weeks', 'days']),
});
export type Span = z.infer<typeof span>;

/** Who makes, lists and ends keys. */
export const management = z.discriminatedUnion('how', [
  /** Keyturn, over an interface of the service that this connector speaks. */
  z.strictObject({ how: z.literal('api'), connector: z.enum(['postman-v1', 'data-gov-style']) }),
  /** The user, in the service's own pages; Keyturn opens them, says what to do and checks the result. */
  z.strictObject({ how: z.literal('guided') }),
]);
/** The sign-in by e-mail and one-time password. */
export const signInRules = z.strictObject({
  otpPattern: z.string().max(80),
  otpLength: count,
  otpLifeSeconds: count,
  /** Wrong codes that are taken before a new one is needed; null if the service does not say. */
  otpTries: count.nullable(),
  /** Between two sends, unless the service says otherwise when it sends. */
  resendAfterSeconds: count,
  sessionHours: count.nullable(),
  /** Who may sign in, in words. */
  who: words(300),
});
export type SignInRules = z.infer<typeof signInRules>;

/** How long a new key is valid. */
export const validity = z.discriminatedUnion('kind', [
  /** So many calendar months; a day that the last month has not becomes its last one. */
  z.strictObject({ kind: z.literal('calendar-months'), months: count }),
  /** So many days of 24 hours. */
  z.strictObject({ kind: z.literal('days'), days: count }),
  /** One of the options that the service lists when it is asked. */
  z.strictObject({ kind: z.literal('options') }),
  /** What the user chose at the service and tells us; the presets only save typing. */
  z.strictObject({ kind: z.literal('date'), presets: z.array(span).max(12) }),
  /** It has no end. That is said, not left blank. */
  z.strictObject({ kind: z.literal('none') }),
]);
export type Validity = z.infer<typeof validity>;

const statusPattern = z.union([z.int().min(100).max(599), z.enum(['2xx', '4xx', '5xx'])]);

/** What one answer to the probe says about the key. The first that fits counts; none says nothing. */
export const probeRule = z.strictObject({
  status: statusPattern,
  /** What the body must be, so that the page of a CDN or of a proxy is not taken for the service. */
  body: z.union([
    z.enum(['any', 'json']),
    /** JSON with this field, such as `error.code`; `is` is null for any value. */
    z.strictObject({
      field: z.string().min(1).max(80),
      is: z.union([z.string().max(80), z.int()]).nullable(),
    }),
  ]),
  means: z.enum(['works', 'not-accepted', 'disabled', 'unverified', 'nothing']),
});
export type ProbeRule = z.infer<typeof probeRule>;

/** At most so many in any such stretch of time. */
export const pace = z.strictObject({ count, perSeconds: count });
/** A harmless GET that tells whether a key works. It never sends anything to anybody. */
export const probe = z.strictObject({
  /** Added to the address; `{name}` stands for a parameter of the account. */
  path: z
    .string()
    .max(500)
    .regex(/^\/(?!\/)[\w\-.~!$&'()*+,;=:@%/?{}]*$/, 'a path that begins with one slash'),
  rules: z.array(probeRule).max(20),
  /** Whether each probe is counted against a limit of the user's. */
  spendsQuota: z.boolean(),
  /** How fast an account may be probed without being turned away; null for no known limit. */
  pace: pace.nullable(),
});
export type Probe = z.infer<typeof probe>;

/** All rules of one service: they drive the screens, the reminders and the rotation. */
export const ruleCard = z.strictObject({
  id: serviceId,
  name: words(60),
  /** What it is, so that nobody takes it for another of its name. */
  about: words(300),
  management,
  /** Null where Keyturn does not sign in. */
  signIn: signInRules.nullable(),
  environments: z.array(environment).max(12),
  /** Whether the user may give an address of their own. */
  takesOwnAddress: z.boolean(),
  /** What else must be known of an account, for the probe. */
  parameters: z
    .array(
      z.strictObject({
        name: parameterName,
        label: words(80),
        hint: words(200),
        /** A `path` may have slashes, a `segment` is one piece between two of them. */
        kind: z.enum(['segment', 'path']),
      }),
    )
    .max(5),
  /** Null where keys have no label at the service; the user's own then stays here. */
  label: z
    .strictObject({
      shortest: count,
      longest: count,
      /** It can never be changed, so it is worth a thought. */
      isPermanent: z.boolean(),
      isUnique: z.boolean(),
    })
    .nullable(),
  /** Who is told about a key by the service. Null where there is no such thing. */
  contacts: z
    .strictObject({
      fewest: z.int().nonnegative(),
      most: count.nullable(),
      isChangeable: z.boolean(),
    })
    .nullable(),
  validity,
  /** How many keys may live at once; null for no known limit. */
  mostLiveKeys: z.strictObject({ count, per: z.enum(['account', 'campaign']) }).nullable(),
  /** The whole of a key, in the small language of key-pattern.ts; null where its form is not known. */
  keyPattern: z
    .string()
    .superRefine((text, context) => {
      const complaint = complaintAboutKeyPattern(text);
      if (complaint !== null) context.addIssue({ code: 'custom', message: complaint });
    })
    .nullable(),
  /** Kinds of key that a user must tell apart. */
  keyKinds: z.array(z.strictObject({ name: words(40), note: words(300) })).max(8),
  /** Shown by the service at its creation and never again. */
  isShownOnce: z.boolean(),
  /** The header that carries a key; `{key}` stands for it. Null where no header does, or none is known. */
  use: z
    .strictObject({
      header: z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, 'the name of a header'),
      template: z
        .string()
        .max(100)
        .regex(/^[\x20-\x7e]*\{key\}[\x20-\x7e]*$/, 'with {key} in it'),
    })
    .nullable(),
  /** Null where no question is known to be harmless. It needs `use`. */
  probe: probe.nullable(),
  /** When Keyturn reminds before the end, or the day that the user wants instead, earliest first. */
  reminders: z.array(span).max(12),
  /** When the service itself sends mail, as far as is known. */
  serviceReminders: z.array(span).max(12),
  /** A rotation that is advised although the key does not end. */
  rotateEvery: span.nullable(),
  /** Pages to open in the browser; `keys` is where keys are made and ended. */
  pages: z
    .array(
      z.strictObject({
        purpose: z.enum(['keys', 'sign-up', 'guide', 'docs']),
        label: words(60),
        url: page,
      }),
    )
    .max(8),
  /** What to do there, one step a line, where the user does the clicking. */
  steps: z.strictObject({
    create: z.array(words(300)).max(12),
    retire: z.array(words(300)).max(12),
  }),
  notes: z.array(z.strictObject({ tone: z.enum(['fact', 'warning']), text: words(400) })).max(16),
  /** Rows in the service's list that stand for keys from before its present rules. */
  legacyRows: z
    .array(
      z.strictObject({
        label: z.string(),
        lastFive: z.string(),
        expiredAt: z.iso.datetime(),
        note: words(300),
      }),
    )
    .max(4),
});
export type RuleCard = z.infer<typeof ruleCard>;
