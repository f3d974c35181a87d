import { FailureError } from '../../src/main/core/failure-error.ts';
import type { Sandbox, SandboxMail } from '../../src/main/core/ports.ts';

/** A sandbox that is only an address and a mailbox. */
export function fakeSandbox(): Sandbox & {
  starts: number;
  letters: SandboxMail[];
  move(): void;
  /** How often it was ended. */
  ends: number;
  /** From now on its file cannot be read, until it is set aside. */
  spoil(): void;
} {
  let port = 4000;
  let isSpoilt = false;
  const fake = {
    starts: 0,
    ends: 0,
    letters: [] as SandboxMail[],
    move() {
      port += 1;
    },
    spoil() {
      isSpoilt = true;
    },
    async start() {
      fake.starts += 1;
      if (isSpoilt)
        throw new FailureError({ code: 'sandbox-unreadable', file: '/data/sandbox.json' });
      return `http://127.0.0.1:${port}`;
    },
    mails: async () => fake.letters,
    async end() {
      fake.ends += 1;
    },
    async setAside() {
      isSpoilt = false;
      return '/data/sandbox.json.damaged';
    },
  };
  return fake;
}
