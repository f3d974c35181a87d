import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { start } from '../../scripts/children.mjs';
import { openDisplay, openSession, type Keyring } from '../../scripts/desktop-session.mjs';
import { asOrdinaryUser } from './installed.ts';

export type Session = Awaited<ReturnType<typeof openSession>>;

interface Wish {
  keyring?: Keyring;
  program: (home: string) => string | Promise<string>;
  words?: string[];
  env?: Record<string, string>;
  screen?: string;
  /** Done before it is started. */
  prepare?: (session: Session) => Promise<void>;
}

/** A program, started by an ordinary user in a desktop of its own that is gone afterwards. */
export async function withStarted(
  { keyring = 'open', program, words = [], env = {}, screen, prepare }: Wish,
  work: (started: { app: ChildProcess; session: Session; command: string }) => Promise<void>,
): Promise<void> {
  await using display = await openDisplay(screen === undefined ? {} : { keptIn: screen });
  await using session = await openSession({ display: display.name, keyring });
  const command = asOrdinaryUser(await program(session.home), session.home);
  await prepare?.(session);
  const app = start(command, words, {
    env: { ...session.env, ...env },
    cwd: session.home,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    await work({ app, session, command });
  } finally {
    app.kill('SIGKILL');
  }
}

/** Waits until a question is answered with something. */
export async function until<Value>(
  what: string,
  ask: () => Value | undefined | Promise<Value | undefined>,
  withinMs = 30_000,
): Promise<Value> {
  const giveUpAt = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > giveUpAt) throw new Error(`Waited in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What the system says of the processes of one kind that work in a home. */
export function processesOf({ home }: Session, kind: string): object[] {
  return readdirSync('/proc').flatMap((entry) => {
    try {
      const words = readFileSync(`/proc/${entry}/cmdline`, 'utf8');
      if (!words.includes(`--type=${kind}`) || !words.includes(home)) return [];
      const status = readFileSync(`/proc/${entry}/status`, 'utf8');
      const lines = status.split('\n').map((line) => line.split('\t'));
      const { Seccomp, NoNewPrivs, Uid } = Object.fromEntries(
        lines.map(([name = '', value]) => [name.replace(':', ''), value]),
      );
      return [{ Seccomp, NoNewPrivs, isRoot: Uid === '0' }];
    } catch {
      // Not a process, or gone meanwhile.
      return [];
    }
  });
}
