import { z } from 'zod';

/** A string in the services' own answers; some implementations give a number. It becomes part of a path. */
export const id = z
  .union([
    z
      .string()
      .min(1)
      .max(200)
      .refine((value) => !/\p{Surrogate}|^\.{1,2}$/u.test(value)),
    z.int().nonnegative(),
  ])
  .transform((value) => String(value));

/** Whatever a server sends in its place, State and the disk get no more of a key. */
export const lastFive = z.string().transform((value) => value.slice(-5));

/** A moment in any form of ISO 8601 that says its zone, as UTC. */
export const instant = z.iso
  .datetime({ offset: true })
  .transform((value) => new Date(value).toISOString())
  // A zone can push it out of the years that ISO writes with four digits.
  .pipe(z.iso.datetime());

export function tidyEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** As it may come from a mail: in small letters, with spaces around it or between its halves. */
export function tidyOtp(otp: string): string {
  return otp.replaceAll(/\s/g, '').toUpperCase();
}

/** In small letters and each once, as the portal does before it sends; the service does neither. */
export function tidyContacts(contacts: readonly string[]): string[] {
  return [...new Set(contacts.map(tidyEmail))].filter((contact) => contact !== '');
}
