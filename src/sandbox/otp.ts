import { z } from 'zod';
import { addMs, minuteMs, secondMs } from './calendar.ts';
import { digestOf, randomWord } from './digest.ts';

export const otp = z.strictObject({
  email: z.string(),
  digest: z.string(),
  sentAt: z.iso.datetime(),
  triesLeft: z.int().nonnegative(),
});
export type Otp = z.infer<typeof otp>;

export const otpShape = /^[A-Z0-9]{6}$/;
export const resendAfterSeconds = 30;
const lifeMs = 10 * minuteMs;
const tries = 4;

/** How long until another may be asked for; 0 when it may be now. */
export function waitSecondsFor(otps: readonly Otp[], email: string, now: Date): number {
  const last = otps.find((one) => one.email === email);
  if (!last) return 0;
  const againAt = Date.parse(last.sentAt) + resendAfterSeconds * secondMs;
  return Math.max(0, Math.ceil((againAt - now.getTime()) / secondMs));
}

/** A new one for this address; the old one is worth nothing from here on. */
export function issueOtp(otps: Otp[], email: string, now: Date): string {
  const code = randomWord(6, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789');
  const fresh = { email, digest: digestOf(code), sentAt: now.toISOString(), triesLeft: tries };
  const others = otps.filter((one) => one.email !== email && isAlive(one, now));
  otps.splice(0, otps.length, ...others, fresh);
  return code;
}

/** True once, for the right code in time. Every try counts, the right one too. */
export function spendOtp(otps: Otp[], email: string, code: string, now: Date): boolean {
  const found = otps.find((one) => one.email === email);
  if (!found || found.triesLeft === 0 || !isAlive(found, now)) return false;
  const isRight = found.digest === digestOf(code);
  // The row stays even when used up: the time to wait for the next one is counted from it.
  found.triesLeft = isRight ? 0 : found.triesLeft - 1;
  return isRight;
}

function isAlive({ sentAt }: Otp, now: Date): boolean {
  return now < addMs(new Date(sentAt), lifeMs);
}
