import { deepStrictEqual, equal, ok } from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, start } from '../../scripts/children.mjs';
import { copyInto } from './installed.ts';
import type { Check, World } from './package-test.ts';
import { readScreen } from './screen.ts';
import { processesOf, until, withStarted, type Session } from './started.ts';

const confined = { Seccomp: '2', NoNewPrivs: '1', isRoot: false };

/** The package as it is, started. */
export function startChecks({ installed, pictures }: World): Check[] {
  const program = (): string => installed.program;
  return [
    {
      name: 'started by an ordinary user it draws its window, confined by Chromium’s sandbox',
      async run() {
        const screen = mkdtempSync(join(tmpdir(), 'keyturn-screen-'));
        try {
          await withStarted({ program, screen }, async ({ session }) => {
            await until('the window', () => windowsOf(session));
            const drawn = await until('the page', () => {
              const seen = readScreen(screen);
              return seen.drawn > 5000 ? seen : undefined;
            });
            writeFileSync(join(pictures, 'first-screen.png'), drawn.png);
            deepStrictEqual(processesOf(session, 'renderer'), [confined]);
            // Its native library was found beside the archive.
            ok(existsSync(join(dataFolder(session), 'keyturn.db')));
          });
        } finally {
          rmSync(screen, { recursive: true });
        }
      },
    },
    {
      name: 'desktops know its window for that of its entry',
      async run() {
        await withStarted({ program }, async ({ session }) => {
          const [window = ''] = await until('the window', () => windowsOf(session));
          const { output } = await run('xprop', ['-id', window, 'WM_CLASS'], { env: session.env });
          const entry = readFileSync(
            join(installed.root, 'usr/share/applications/keyturn.desktop'),
            'utf8',
          );
          const named = /^StartupWMClass=(.+)$/m.exec(entry)?.[1];
          ok(output.includes(`"${named}"`), output);
        });
      },
    },
    {
      name: 'a second start, with and without a link, opens no second window and ends well',
      async run() {
        await withStarted({ program }, async ({ session, command }) => {
          await until('the window', () => windowsOf(session));
          for (const words of [[], ['keyturn://open'], ['keyturn://elsewhere/../../etc/passwd']]) {
            const second = start(command, words, { env: session.env, stdio: 'ignore' });
            deepStrictEqual(await once(second, 'exit'), [0, null]);
          }
          equal((await windowsOf(session))?.length, 1);
        });
      },
    },
    {
      name: 'it ends well when it is told to, and leaves no process behind',
      async run() {
        await withStarted({ program }, async ({ app, session }) => {
          await until('the page', () => processesOf(session, 'renderer')[0]);
          await until('the window', () => windowsOf(session));
          const ended = once(app, 'exit');
          app.kill('SIGTERM');
          deepStrictEqual(await ended, [0, null]);
          await until('its helpers to end', () => {
            const kinds = ['renderer', 'gpu-process', 'utility', 'zygote'];
            return kinds.every((kind) => processesOf(session, kind).length === 0) || undefined;
          });
        });
      },
    },
    {
      name: 'it runs no script of somebody else: not as Node, by NODE_OPTIONS or as its own app',
      async run() {
        const scripts = mkdtempSync(join(tmpdir(), 'keyturn-attack-'));
        const sign = join(scripts, 'was-run');
        mkdirSync(join(scripts, 'app'));
        const write = `require('fs').writeFileSync(process.env.SIGN, 'x', { flag: 'a' })`;
        writeFileSync(join(scripts, 'attack.cjs'), write);
        writeFileSync(join(scripts, 'app/package.json'), '{"main":"../attack.cjs"}');
        await run('chmod', ['-R', 'a+rwX', scripts]);
        const attacks: { words: string[]; env: Record<string, string> }[] = [
          { words: [join(scripts, 'attack.cjs')], env: { ELECTRON_RUN_AS_NODE: '1' } },
          { words: [], env: { NODE_OPTIONS: `--require=${join(scripts, 'attack.cjs')}` } },
          { words: ['--require', join(scripts, 'attack.cjs')], env: {} },
          { words: [join(scripts, 'app')], env: {} },
          { words: [`--app=${join(scripts, 'app')}`], env: {} },
        ];
        try {
          for (const { words, env } of attacks) {
            const wish = { program, words, env: { ...env, SIGN: sign } };
            await withStarted(wish, async ({ session }) => {
              await until('the window', () => windowsOf(session));
              ok(!existsSync(sign), `${words.join(' ')} ${JSON.stringify(env)}`);
            });
          }
        } finally {
          rmSync(scripts, { recursive: true });
        }
      },
    },
    {
      name: 'an app in a folder is not run in the place of the archive',
      async run() {
        await withStarted({ program: replacedByFolder }, async ({ app, session }) => {
          await once(app, 'exit');
          ok(!existsSync(join(session.home, 'was-run')));
        });
        function replacedByFolder(home: string): string {
          const copy = copyInto(home, installed);
          rmSync(join(copy, 'resources/app.asar'));
          mkdirSync(join(copy, 'resources/app'));
          writeFileSync(join(copy, 'resources/app/package.json'), '{"main":"main.cjs"}');
          writeFileSync(
            join(copy, 'resources/app/main.cjs'),
            `require('fs').writeFileSync(${JSON.stringify(join(home, 'was-run'))}, 'x'); process.exit(0)`,
          );
          return join(copy, 'keyturn');
        }
      },
    },
    ...['--no-sandbox', '--disable-seccomp-filter-sandbox'].map((word) => ({
      name: `with Chromium’s sandbox switched off by ${word} it says so, draws no page and ends`,
      async run() {
        await withStarted({ program, words: [word] }, async ({ app, session }) => {
          const [box = ''] = await until('the words', async () => {
            const search = ['search', '--onlyvisible', '--class', 'keyturn'];
            const { output } = await run('xdotool', search, { env: session.env });
            return /^\d+$/m.exec(output) ?? undefined;
          });
          await run('xdotool', ['windowfocus', box, 'key', 'Return'], { env: session.env });
          equal(await until('its end', () => app.exitCode ?? undefined), 1);
          // Not even begun: that is the first thing that the app does with its folder.
          ok(!existsSync(join(dataFolder(session), 'keyturn.db')));
        });
      },
    })),
    ...[
      'renderer-cmd-prefix',
      'utility-cmd-prefix',
      'gpu-launcher',
      'browser-subprocess-path',
      'plugin-launcher',
    ].map((name) => ({
      name: `started with --${name} it runs no other program for its own, and works`,
      async run() {
        const scripts = mkdtempSync(join(tmpdir(), 'keyturn-attack-'));
        const sign = join(scripts, 'was-run');
        const other = join(scripts, 'other');
        writeFileSync(other, `#!/bin/sh\n: >${sign}\n`);
        await run('chmod', ['-R', 'a+rwX,a+x', scripts]);
        try {
          await withStarted({ program, words: [`--${name}=${other}`] }, async ({ session }) => {
            await until('the window', () => windowsOf(session));
            deepStrictEqual(processesOf(session, 'renderer'), [confined]);
            ok(!existsSync(sign));
          });
        } finally {
          rmSync(scripts, { recursive: true });
        }
      },
    })),
    {
      name: 'no debugger gets in: Node’s is shut by its fuse, by a signal too, and Chromium’s by us',
      async run() {
        const words = ['--inspect=127.0.0.1:0', '--remote-debugging-port=0'];
        await withStarted({ program, words }, async ({ app, session, command }) => {
          let said = '';
          app.stderr?.on('data', (chunk) => (said += chunk));
          await until('the window', () => windowsOf(session));
          await until('the page', () => processesOf(session, 'renderer')[0]);
          app.kill('SIGUSR1');
          // It is still there afterwards, and heard what came before.
          const second = start(command, ['keyturn://open'], { env: session.env, stdio: 'ignore' });
          deepStrictEqual(await once(second, 'exit'), [0, null]);
          deepStrictEqual([app.exitCode, app.signalCode], [null, null]);
          equal((await windowsOf(session))?.length, 1);
          ok(!/Debugger listening|DevTools listening/.test(said), said);
          ok(!existsSync(join(dataFolder(session), 'DevToolsActivePort')));
          deepStrictEqual(await listenersOf(session), []);
        });
      },
    },
  ];
}

export function dataFolder({ env }: Session): string {
  return join(env['XDG_CONFIG_HOME'] ?? '', 'Keyturn');
}

/** The windows that a person sees. */
export async function windowsOf({ env }: Session): Promise<string[] | undefined> {
  const { output } = await run('xdotool', ['search', '--onlyvisible', '--name', '^Keyturn'], {
    env,
  });
  const windows = output.split('\n').filter((line) => /^\d+$/.test(line));
  return windows.length === 0 ? undefined : windows;
}

/** Where programs of this home wait for others to connect to them, over the network of this computer. */
async function listenersOf({ home }: Session): Promise<string[]> {
  const { output } = await run('sh', [
    '-c',
    `for p in /proc/[0-9]*; do tr '\\0' ' ' <$p/cmdline 2>/dev/null | grep -q -- '${home}' && ls -l $p/fd 2>/dev/null; done; true`,
  ]);
  const sockets = new Set([...output.matchAll(/socket:\[(\d+)\]/g)].map(([, inode]) => inode));
  const listening = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === '0A' && sockets.has(inode ?? '')),
  );
  return listening.map(([, address = '']) => address);
}
