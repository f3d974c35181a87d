import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { constants } from 'node:os';

/**
 * Every program we start bears this mark in its environment, and so does all that it starts. At our
 * end what still bears it is ended too, so that no display, bus or window stays behind.
 */
export const mark = 'KEYTURN_RUN';
const isOutermost = process.env[mark] === undefined;
process.env[mark] ??= randomUUID();

/** Whether a child can be ended with us even when we are killed and cannot do it ourselves. */
export const canDieWithParent = process.platform === 'linux' && existsSync('/usr/bin/setpriv');
const dieWithParent = canDieWithParent ? ['/usr/bin/setpriv', '--pdeathsig', 'TERM', '--'] : [];

/** @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set();
/** @type {Promise<void> | null} */
let ending = null;
/** @type {WeakSet<import('node:child_process').ChildProcess>} */
const free = new WeakSet();

/** Once we are ending nothing new begins, and what fails because of that is not worth a word. */
export const isEnding = () => ending !== null;

/**
 * Starts a program in a process group of its own, so that Ctrl-C in the terminal reaches it only
 * through us, in our order.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { isFree?: boolean }} [options] `isFree`: what
 *   it starts in turn (a browser, a system service) is its own affair and outlives us
 */
export function start(command, args, { isFree = false, ...options } = {}) {
  if (ending) throw new Error(`${command} is not started: we are ending.`);
  const [first = command, ...rest] = [...dieWithParent, command, ...args];
  const child = spawn(first, rest, {
    ...options,
    env: { ...(options.env ?? process.env), [mark]: isFree ? undefined : process.env[mark] },
    detached: process.platform !== 'win32',
  });
  children.add(child);
  if (isFree) free.add(child);
  // A child that ends before it has read all it was given is not our failure.
  child.stdin?.on('error', () => {});
  child.once('error', () => children.delete(child));
  child.once('exit', () => children.delete(child));
  return child;
}

/**
 * Runs a program to its end. What it prints is passed on, or kept and given back.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean, isFree?: boolean }} [options]
 * @returns {Promise<{ status: number, output: string }>}
 */
export function run(command, args, { cwd, env, show = false, isFree = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = start(command, args, {
      ...(cwd ? { cwd } : {}),
      ...(env ? { env } : {}),
      isFree,
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.once('error', reject);
    child.once('close', (status) => {
      // Nothing goes on after a child that we have ended, and no step reports its death as a failure.
      if (!ending) resolve({ status: status ?? 1, output });
    });
  });
}

/** @param {import('node:child_process').ChildProcess} child */
export async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const target = free.has(child) ? child.pid : -child.pid;
  signal(target, 'SIGTERM');
  const timer = setTimeout(() => signal(target, 'SIGKILL'), 3000);
  await ended;
  clearTimeout(timer);
}

/** @type {Set<() => void>} */
const lastWorks = new Set();

/**
 * Does something when we end, however that comes, unless it is called off before.
 * @param {() => void} work
 * @returns {() => void}
 */
export function atEnd(work) {
  lastWorks.add(work);
  return () => void lastWorks.delete(work);
}

/** Ends what we started, giving it time to end well. */
export function endAll() {
  ending ??= Promise.all([...children].map(end)).then(leaveNothing);
  return ending;
}

/** What must be done even where nothing can be waited for any more: somebody called process.exit. */
function leaveNothing() {
  for (const child of children) {
    if (child.pid) signal(free.has(child) ? child.pid : -child.pid, 'SIGKILL');
  }
  if (isOutermost) endStrays({ variable: `${mark}=${process.env[mark]}` });
  for (const work of lastWorks) work();
  lastWorks.clear();
}
process.once('exit', leaveNothing);

/**
 * Ends what has left its group (as a browser does that a test tool started), found by something in its
 * environment or by the folder it works in, and waits until it is gone.
 * @param {{ variable?: string, folder?: string }} trace
 */
export function endStrays({ variable, folder }) {
  if (process.platform !== 'linux') return;
  /** @param {number} processId */
  const isStray = (processId) => {
    if (!Number.isInteger(processId) || processId === process.pid) return false;
    try {
      const environment = variable ? readFileSync(`/proc/${processId}/environ`, 'utf8') : '';
      if (variable && environment.split('\0').includes(variable)) return true;
      return Boolean(folder) && readlinkSync(`/proc/${processId}/cwd`) === folder;
    } catch {
      // Gone meanwhile, or not ours to read: then it is not ours to end either.
      return false;
    }
  };
  const giveUpAt = Date.now() + 3000;
  for (;;) {
    const strays = readdirSync('/proc').map(Number).filter(isStray);
    if (strays.length === 0 || Date.now() > giveUpAt) return;
    for (const processId of strays) signal(processId, 'SIGKILL');
    Atomics.wait(pause, 0, 0, 10);
  }
}

const pause = new Int32Array(new SharedArrayBuffer(4));

/** @param {number} processId */
export function isRunning(processId) {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * @param {number} processId
 * @param {NodeJS.Signals} name
 */
function signal(processId, name) {
  try {
    process.kill(process.platform === 'win32' ? Math.abs(processId) : processId, name);
  } catch {
    // Already gone.
  }
}

/** npm and the shell between us: killed, they do not tell us, and we would work on for nobody. */
const callers = process.env.npm_lifecycle_event && isOutermost ? callersOf(process.ppid) : [];
if (callers.length > 0) {
  const watch = setInterval(() => {
    if (callers.every(isRunning)) return;
    clearInterval(watch);
    void endAll().finally(() => process.exit(1));
  }, 500);
  watch.unref();
}

/**
 * @param {number} parent
 * @returns {number[]}
 */
function callersOf(parent) {
  try {
    const status = readFileSync(`/proc/${parent}/status`, 'utf8');
    const isShell = /^Name:\t(sh|dash|bash)$/m.test(status);
    return isShell ? [parent, Number(/^PPid:\t(\d+)$/m.exec(status)?.[1])] : [parent];
  } catch {
    // Not Linux: the parent is all we know.
    return [parent];
  }
}

for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.once(name, () => {
    const status = 128 + constants.signals[name];
    if (isOutermost && name === 'SIGINT') process.stdout.write('\nEnding…\n');
    void endAll().finally(() => process.exit(status));
  });
}
