import { z } from 'zod';

/** Stable names for what can be made to fail. */
export const routeName = z.enum([
  'postman.otp',
  'postman.login',
  'postman.userinfo',
  'postman.logout',
  'postman.list',
  'postman.create',
  'postman.contacts',
  'postman.delete',
  'postman.probe',
  'postman.send',
  'data-gov.otp',
  'data-gov.login',
  'data-gov.list',
  'data-gov.expirations',
  'data-gov.create',
  'data-gov.delete',
  'data-gov.whoami',
]);
export type RouteName = z.infer<typeof routeName>;

export const faultName = z.enum([
  /** 500, and nothing was changed. */
  'fail-before',
  /** 500, although the change was made and saved. */
  'fail-after',
  /** The change was made and saved; the connection is reset before a byte of the answer. */
  'reset-after',
  /** The change is made at once; the answer is held back for `delayMs`. */
  'slow',
  /** The server forgets the session that the request came with, then treats the request as usual. */
  'end-session',
  /** An HTML 403 from the CDN in front; the service never saw the request. */
  'cdn-403',
  /** The change was made and saved; the answer has the right status and type, and cannot be read. */
  'garbage',
  /** As many keys, or calls, as the service allows: refused, and nothing was changed. */
  'quota-full',
]);
export type FaultName = z.infer<typeof faultName>;

const maxDelayMs = 10 * 60_000;
export const defaultDelayMs = 5_000;

/** `times` counts down to nothing; null means until cleared. */
export const fault = z.strictObject({
  route: routeName,
  fault: faultName,
  times: z.int().positive().nullable(),
  delayMs: z.int().nonnegative().max(maxDelayMs).nullable(),
});
export type Fault = z.infer<typeof fault>;

const withoutSession = new Set<RouteName>([
  'postman.otp',
  'postman.login',
  'data-gov.otp',
  'data-gov.login',
  'data-gov.whoami',
]);

/** A session cannot end where none is ever looked at. */
export function makesSense({ route, fault: name }: Pick<Fault, 'route' | 'fault'>): boolean {
  return name !== 'end-session' || !withoutSession.has(route);
}

/** One fault stands for a route at a time; a new one takes the place of the old. */
export function setFault(faults: Fault[], wanted: Fault): void {
  clearFaults(faults, wanted.route);
  faults.push(wanted);
}

export function clearFaults(faults: Fault[], route: RouteName | null): void {
  const kept = route === null ? [] : faults.filter((one) => one.route !== route);
  faults.splice(0, faults.length, ...kept);
}

/** The fault that strikes this request, counted. */
export function takeFault(faults: Fault[], route: RouteName): Fault | null {
  const found = faults.find((one) => one.route === route);
  if (!found) return null;
  const struck = { ...found };
  if (found.times !== null) found.times -= 1;
  if (found.times === 0) clearFaults(faults, route);
  return struck;
}
