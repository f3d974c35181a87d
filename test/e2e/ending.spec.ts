import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mark } from '../../scripts/children.mjs';
import { root } from '../../scripts/project.mjs';
import { expect, test } from './app.ts';

/**
 * A task that is ended at any moment leaves nothing behind: no display, no bus, no keyring, no
 * window, no throw-away home. The task is the tour, which starts all of these.
 */

test.describe.configure({ mode: 'serial' });

const moments = ['Xvfb', 'dbus-daemon', 'gnome-keyring', 'electron'];

for (const moment of moments) {
  test(`Ctrl-C while ${moment} runs leaves nothing behind`, async () => {
    using tour = startTour();
    await expect.poll(() => tour.programs()).toContainEqual(expect.stringContaining(moment));
    tour.child.kill('SIGINT');
    expect(await tour.ended).toEqual({ status: 130, complaints: '' });
    await expect.poll(() => tour.programs()).toEqual([]);
    expect(tour.leftovers()).toEqual([]);
  });
}

test('a kill that nobody can answer leaves no process behind', async () => {
  using tour = startTour();
  await expect.poll(() => tour.programs()).toContainEqual(expect.stringContaining('electron'));
  tour.child.kill('SIGKILL');
  await tour.ended;
  await expect.poll(() => tour.programs()).toEqual([]);
});

test('the end of npm is the end of all', async () => {
  using tour = startTour('npm', ['run', '--silent', 'tour', '--']);
  await expect.poll(() => tour.programs()).toContainEqual(expect.stringContaining('electron'));
  tour.child.kill('SIGTERM');
  await tour.ended;
  await expect.poll(() => tour.programs()).toEqual([]);
  expect(tour.leftovers()).toEqual([]);
});

test('a tour that ends by itself leaves nothing but its pictures', async () => {
  // It visits every screen, beside the other tests.
  test.setTimeout(240_000);
  using tour = startTour();
  expect(await tour.ended).toEqual({ status: 0, complaints: '' });
  expect(tour.programs()).toEqual([]);
  expect(tour.leftovers()).toEqual([]);
  expect(readdirSync(tour.pictures)).toContain('01-keychain-ready.png');
});

function startTour(command = process.execPath, args = [join(root, 'scripts/keyturn.mjs'), 'tour']) {
  const folder = mkdtempSync(join(tmpdir(), 'kt-'));
  const pictures = join(folder, 'pictures');
  // As started from a terminal: not marked as a part of this run.
  const { [mark]: _mark, KEYTURN_STARTED_AT: _startedAt, ...env } = process.env;
  const child: ChildProcess = spawn(command, [...args, pictures], {
    cwd: root,
    env: { ...env, TMPDIR: folder, FORCE_COLOR: undefined, NO_COLOR: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stdout?.resume();
  child.stderr?.on('data', (chunk) => (complaints += chunk));
  const ended = once(child, 'close').then(([status]) => ({ status, complaints }));
  return {
    child,
    ended,
    pictures,
    programs: () => programsAt(folder),
    leftovers: () => readdirSync(folder).filter((name) => name.startsWith('keyturn-')),
    [Symbol.dispose]() {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What still runs and names this place: in its environment, its words or as its folder. */
function programsAt(place: string): string[] {
  return readdirSync('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return [];
    const read = (name: string): string => readFileSync(join('/proc', entry, name), 'utf8');
    try {
      const words = read('cmdline').replaceAll('\0', ' ');
      const traces = [read('environ'), words, readlinkSync(join('/proc', entry, 'cwd'))];
      return traces.some((trace) => trace.includes(place)) ? [words] : [];
    } catch {
      // Gone meanwhile.
      return [];
    }
  });
}
