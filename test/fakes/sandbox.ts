import type { Sandbox, SandboxMail } from '../../src/main/core/ports.ts';

/** A sandbox that is only an address and a mailbox. */
export function fakeSandbox(): Sandbox & { starts: number; letters: SandboxMail[]; move(): void } {
  let port = 4000;
  const fake = {
    starts: 0,
    letters: [] as SandboxMail[],
    move() {
      port += 1;
    },
    async start() {
      fake.starts += 1;
      return `http://127.0.0.1:${port}`;
    },
    mails: async () => fake.letters,
  };
  return fake;
}
