import { createHash, randomBytes, randomInt } from 'node:crypto';

/** All that is kept of a key, an OTP or a session: enough to know it again, too little to use it. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** The digest of something that nobody has ever seen. */
export function digestOfNothingKnown(): string {
  return digestOf(randomBytes(32).toString('hex'));
}

export function randomWord(length: number, alphabet: string): string {
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
}
