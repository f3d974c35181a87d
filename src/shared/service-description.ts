import { z } from 'zod';
import { addressOf } from './address.ts';
import { unsaid } from './described-service.ts';
import { isKeyHeader } from './key-header.ts';
import { leavesTooLittleOpen, mayHoldKey } from './key-pattern.ts';
import { isPageAddress } from './page-address.ts';
import { canMeanRefused, canMeanWorks, isPlainProbePath } from './probe-meaning.ts';
import { ruleCard, span } from './service.ts';
import { inOrder } from './span.ts';

const { name, about, keyPattern, use, isShownOnce, rotateEvery, pages } = ruleCard.shape;
const count = z.int().positive().max(10_000);
const different = (values: readonly unknown[]): boolean => new Set(values).size === values.length;

const describedValidity = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('calendar-months'), months: count }),
  z.strictObject({ kind: z.literal('days'), days: count }),
  /** Each key has a date of its own, or none that is known: it is entered with the key. */
  z.strictObject({ kind: z.literal('date') }),
  z.strictObject({ kind: z.literal('none') }),
]);

const describedProbe = z
  .strictObject({
    /** Added to the address. */
    path: z.string().refine(isPlainProbePath),
    works: z
      .array(z.union([z.literal('2xx'), z.int().refine(canMeanWorks)]))
      .min(1)
      .max(9)
      .refine(different),
    /** Only JSON is taken for the service: a sign-in page of a network answers with 200 too. */
    isJson: z.boolean(),
    refused: z.array(z.int().refine(canMeanRefused)).max(9).refine(different),
  })
  .refine(({ works, refused }) => works.every((status) => refused.every((no) => no !== status)));

/** What a user says of a service that Keyturn does not know; a rule card is made of it. */
export const serviceDescription = z
  .strictObject({
    name,
    about: about.transform((text) => (text === unsaid ? null : text)).nullable(),
    address: z.string().transform((text, context) => {
      const address = addressOf(text);
      if (address !== null) return address;
      context.addIssue({ code: 'custom', message: 'not an address' });
      return z.NEVER;
    }),
    use: use.refine((header) => header === null || isKeyHeader(header.header)),
    // A pattern is State and rests on the disk: a key that was written there by mistake must not.
    keyPattern: keyPattern.refine(
      (text) => text === null || !(leavesTooLittleOpen(text) || mayHoldKey(text)),
    ),
    isShownOnce,
    validity: describedValidity,
    reminders: z.array(span).max(12).transform(inOrder),
    mostLiveKeys: count.nullable(),
    rotateEvery,
    probe: describedProbe.nullable(),
    /** Where its keys are managed. */
    page: pages.element.shape.url.refine(isPageAddress).nullable(),
  })
  .refine(({ use: header, probe }) => probe === null || header !== null, {
    message: 'a probe needs a header',
  });
export type ServiceDescription = z.output<typeof serviceDescription>;
