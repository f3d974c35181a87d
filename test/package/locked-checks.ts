import { deepStrictEqual, equal } from 'node:assert/strict';
import { once } from 'node:events';
import { run } from '../../scripts/children.mjs';
import type { Check, World } from './package-test.ts';
import { windowsOf } from './start-checks.ts';
import { processesOf, until, withStarted } from './started.ts';

/** On such a desktop Chromium would take the keychain for secrets of its own, with the fuse for its cookies. */
const env = { XDG_CURRENT_DESKTOP: 'GNOME', DESKTOP_SESSION: 'gnome' };

export function lockedChecks({ installed }: World): Check[] {
  const program = (): string => installed.program;
  return [
    {
      name: 'a start and an end leave nothing in the keychain, not even of Chromium’s',
      async run() {
        await withStarted({ program, env }, async ({ app, session }) => {
          await until('the window', () => windowsOf(session));
          await until('the page', () => processesOf(session, 'renderer')[0]);
          const ended = once(app, 'exit');
          app.kill('SIGTERM');
          await ended;
          equal(await session.countItems(), 0);
        });
      },
    },
    {
      name: 'a locked keychain is left alone at the start, by Chromium too',
      async run() {
        await withStarted(
          {
            program,
            env,
            async prepare(session) {
              await session.lockKeyring();
              await session.offerPrompts();
            },
          },
          async ({ session }) => {
            await until('the window', () => windowsOf(session));
            await until('the page', () => processesOf(session, 'renderer')[0]);
            const search = ['search', '--onlyvisible', '--class', 'gcr-prompter'];
            const { output } = await run('xdotool', search, { env: session.env });
            deepStrictEqual(output.match(/\d+/g) ?? [], []);
          },
        );
      },
    },
  ];
}
