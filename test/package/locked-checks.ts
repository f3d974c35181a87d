import { equal } from 'node:assert/strict';
import { once } from 'node:events';
import type { Check, World } from './package-test.ts';
import { windowsOf } from './start-checks.ts';
import { until, withStarted } from './started.ts';

/** Chromium has things of its own to keep in a keychain, and asks for it without us. */
export function lockedChecks({ installed }: World): Check[] {
  const program = (): string => installed.program;
  return [
    {
      name: 'a start and an end leave nothing in the keychain, not even of Chromium’s',
      async run() {
        await withStarted({ program }, async ({ app, session }) => {
          await until('the window', () => windowsOf(session));
          const ended = once(app, 'exit');
          app.kill('SIGTERM');
          await ended;
          equal(await session.countItems(), 0);
        });
      },
    },
  ];
}
