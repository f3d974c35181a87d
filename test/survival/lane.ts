import { readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { end, start } from '../../scripts/children.mjs';
import { openDisplay, openSession } from '../../scripts/desktop-session.mjs';
import { launch } from '../../scripts/launch.mjs';
import { root } from '../../scripts/project.mjs';
import { createInTurn } from '../../src/main/core/in-turn.ts';
import { readItemName } from '../../src/main/core/item-name.ts';
import { systemKeychain } from '../../src/main/platform/keychain.ts';
import { world as worldSchema, type World } from '../../src/sandbox/world.ts';
import type { Bridge } from '../../src/shared/bridge.ts';
import type { AccountId } from '../../src/shared/account.ts';
import type { CallName, Request, Response } from '../../src/shared/contract.ts';
import type { Failure, Result } from '../../src/shared/failure.ts';
import type { KeyId } from '../../src/shared/key.ts';
import type { State } from '../../src/shared/state.ts';
import { clientFor, type Client } from '../sandbox/sandbox-client.ts';
import { openRecorder, type Recorder } from './recorder.ts';

/** A Call that main did not do, and why. */
export class RefusedError extends Error {
  readonly failure: Failure;

  constructor(name: CallName, failure: Failure) {
    super(`${name}: ${JSON.stringify(failure)}`);
    this.failure = failure;
  }
}

export interface HeldItem {
  accountId: AccountId;
  keyId: KeyId;
  secret: string;
}

/** A desktop with its keyring, a home with the app in it, and stand-in services in a process of their own. */
export interface Lane {
  recorder: Recorder;
  sandbox: Client;
  home: () => string;
  /** Opens the app, to be killed at that point if one is named; `words`: as a link does. */
  open(wish?: { killAt?: string; words?: string[] }): Promise<void>;
  /** From here on points are counted, and the app dies at the one that is named. */
  watch(killAt: string | null): Promise<void>;
  pointsSeen(): Promise<string[]>;
  isRunning(): boolean;
  /** The app that is open, for what no Call can do. */
  driven(): { app: ElectronApplication; page: Page };
  /** In which another program of the same desktop is started. */
  environment(): Record<string, string>;
  kill(): Promise<void>;
  /** Resolves once the app is gone, by which signal. */
  ended(): Promise<NodeJS.Signals | null>;
  call<Name extends CallName>(name: Name, request: Request<Name>): Promise<Response<Name>>;
  state(): Promise<State>;
  /** Resolves when State is of another revision than this one. */
  changeAfter(revision: number): Promise<void>;
  world(): World;
  heldItems(): Promise<HeldItem[]>;
  /** What the app has said to whoever started it. */
  said(): string;
  /** Another home, as if nothing had ever been there. */
  beginAnew(): Promise<void>;
  close(): Promise<void>;
}

const electron = process.env['KEYTURN_ELECTRON'] ?? '';
const hook = join(import.meta.dirname, 'points.cjs');

export async function openLane(): Promise<Lane> {
  // Of its own, since a clipboard belongs to a display.
  const display = await openDisplay();
  const session = await openSession({ display: display.name });
  const file = join(session.home, 'sandbox.json');
  const service = start(
    process.execPath,
    [join(root, 'src/sandbox/main.ts'), '--port', '0', '--empty', '--file', file],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const address = await addressOf(service);
  const recorder = await openRecorder(address);
  let homes = 0;
  let said = '';
  let opened: {
    app: ElectronApplication;
    page: Page;
    ended: Promise<NodeJS.Signals | null>;
  } | null = null;

  const home = () => join(session.home, `home-${homes}`);

  function environment(): Record<string, string> {
    return {
      ...session.env,
      HOME: home(),
      TMPDIR: join(home(), 'tmp'),
      XDG_CONFIG_HOME: join(home(), 'config'),
      XDG_CACHE_HOME: join(home(), 'cache'),
      XDG_DATA_HOME: join(home(), 'data'),
    };
  }

  function running() {
    if (opened === null) throw new Error('The app is not open.');
    return opened;
  }

  async function open({ killAt, words = [] }: { killAt?: string; words?: string[] } = {}) {
    await mkdir(join(home(), 'tmp'), { recursive: true });
    const env = { ...environment(), ...(killAt === undefined ? {} : { KEYTURN_KILL_AT: killAt }) };
    const { app, page } = await launch(electron, env, { switches: ['-r', hook], words });
    const child = app.process();
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => (said += String(chunk)));
    }
    const ended = new Promise<NodeJS.Signals | null>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) resolve(child.signalCode);
      child.once('exit', (_code, signal) => resolve(signal));
    });
    opened = { app, page, ended };
    void ended.then(() => (opened = null));
  }

  async function call<Name extends CallName>(callName: Name, request: Request<Name>) {
    const result = (await running().page.evaluate(
      ([wanted, fields]) => window.bridge.call(wanted, fields),
      [callName, request] as const,
    )) as Result<Response<Name>>;
    if (!result.ok) throw new RefusedError(callName, result.failure);
    return result.value;
  }

  async function closeApp(): Promise<void> {
    if (opened === null) return;
    const { app, ended } = opened;
    app.process().kill('SIGKILL');
    await ended;
  }

  return {
    recorder,
    sandbox: clientFor(address),
    home,
    open,
    watch: (killAt) =>
      running().app.evaluate((_electron, wanted) => {
        Reflect.get(globalThis, 'keyturnPoints').watch(wanted);
      }, killAt),
    pointsSeen: () =>
      running().app.evaluate((): string[] => Reflect.get(globalThis, 'keyturnPoints').seen()),
    isRunning: () => opened !== null,
    driven: running,
    environment,
    kill: closeApp,
    ended: () => running().ended,
    call,
    state: () => call('readState', {}),
    changeAfter: (revision) =>
      running().page.evaluate(
        (known) =>
          new Promise<void>((resolve, reject) => {
            // Longer than the minute after which it looks again by itself.
            const timer = setTimeout(() => reject(new Error('State stands still.')), 90_000);
            const bridge = window.bridge as unknown as Bridge<File>;
            const leave = bridge.onState((news) => hear(news.revision));
            const hear = (now: number) => {
              if (now <= known) return;
              clearTimeout(timer);
              leave();
              resolve();
            };
            const look = async () => {
              const result = await bridge.call('readState', {});
              if (result.ok) hear(result.value.revision);
            };
            look().catch(reject);
          }),
        revision,
      ),
    world: () => worldSchema.parse(JSON.parse(readFileSync(file, 'utf8'))),
    async heldItems() {
      const items = await keychainOf(session.env);
      return items.flatMap(({ account, secret }) => {
        const named = readItemName(account);
        if (named === null) return [];
        return [{ accountId: named.accountId, keyId: named.id, secret: secret.reveal() }];
      });
    },
    said: () => said,
    async beginAnew() {
      await closeApp();
      await rm(home(), { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
      homes += 1;
    },
    async close() {
      await closeApp();
      await recorder.close();
      await end(service);
      await session.close();
      await display.close();
    },
  };
}

/** The keychain finds its bus by the environment, so one lane after the other. */
const keychainOf = (() => {
  const inTurn = createInTurn();
  return (env: Record<string, string>) =>
    inTurn(() => {
      process.env['DBUS_SESSION_BUS_ADDRESS'] = env['DBUS_SESSION_BUS_ADDRESS'];
      return systemKeychain.all();
    });
})();

function addressOf(service: ReturnType<typeof start>): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    service.stdout?.on('data', (chunk) => {
      said += String(chunk);
      const address = /^Sandbox\s+(\S+)\n/m.exec(said)?.[1];
      if (address) resolve(address);
    });
    service.once('exit', () => reject(new Error('The sandbox ended at once.')));
  });
}
