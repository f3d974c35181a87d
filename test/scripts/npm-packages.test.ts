import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

/** A checkout with one package for this platform, one for another and one for all. */
let checkout: string;

beforeEach(async () => {
  checkout = await mkdtemp(join(tmpdir(), 'keyturn-packages-'));
  await cp(join(import.meta.dirname, '../../scripts'), join(checkout, 'scripts'), {
    recursive: true,
  });
  const packages = {
    '': {},
    'node_modules/for-all': {},
    'node_modules/for-here': { optional: true, os: [process.platform], cpu: [process.arch] },
    'node_modules/for-others': { optional: true, os: ['aix'], cpu: ['ppc64'] },
  };
  writeFileSync(join(checkout, 'package.json'), '{"type":"module"}');
  writeFileSync(join(checkout, 'package-lock.json'), JSON.stringify({ packages }));
  writeFileSync(join(checkout, '.npmrc'), '');
});
afterEach(() => rm(checkout, { recursive: true }));

/** Runs the step with a stand-in for npm that installs these packages, and gives what is said. */
async function install(...installed: string[]): Promise<string> {
  const npm = join(checkout, 'npm.cjs');
  writeFileSync(
    npm,
    `const { mkdirSync, writeFileSync } = require('fs');
     for (const name of ${JSON.stringify(installed)}) {
       mkdirSync('node_modules/' + name, { recursive: true });
       writeFileSync('node_modules/' + name + '/package.json', '{}');
     }`,
  );
  const program = `import('./scripts/npm-packages.mjs')
    .then((step) => step.installNpmPackages())
    .then(({ said }) => console.log(said), ({ message }) => console.log(message));`;
  const child = spawn(process.execPath, ['-e', program], {
    cwd: checkout,
    env: { PATH: process.env['PATH'], npm_execpath: npm },
  });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  await once(child, 'close');
  return said.trim();
}

test('what the lockfile wants here is installed once', async () => {
  expect(await install('for-all', 'for-here')).toBe('installed from the lockfile');
  expect(await install()).toBe('already installed');
});

test('an installation that left out what is needed here does not pass for whole', async () => {
  const left = 'npm left out what is needed here: node_modules/for-here. Start again.';
  expect(await install('for-all')).toBe(left);
  expect(await install('for-all')).toBe(left);
  expect(await install('for-here')).toBe('installed from the lockfile');
});

test('a package that has gone since is installed again', async () => {
  await install('for-all', 'for-here');
  await rm(join(checkout, 'node_modules/for-all'), { recursive: true });
  expect(await install('for-all')).toBe('installed from the lockfile');
});

test('a change of the lockfile is installed', async () => {
  await install('for-all', 'for-here');
  writeFileSync(join(checkout, '.npmrc'), 'save-exact=true');
  expect(await install()).toBe('installed from the lockfile');
});

test('two at once do not meet: the second is told of the first', async () => {
  const lock = join(checkout, 'node_modules.lock');
  await mkdir(lock);
  writeFileSync(join(lock, 'process'), String(process.pid));
  expect(await install('for-all', 'for-here')).toBe(
    `Another set-up is installing the packages (process ${process.pid}). Wait for it; if there is none, remove ${lock}.`,
  );
});

test('the lock of one that was killed stands in nobody’s way', async () => {
  const lock = join(checkout, 'node_modules.lock');
  await mkdir(lock);
  writeFileSync(join(lock, 'process'), String(2 ** 22 + 1));
  expect(await install('for-all', 'for-here')).toBe('installed from the lockfile');
  expect(existsSync(lock)).toBe(false);
});
