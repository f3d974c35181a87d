import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { endAll } from '../../scripts/children.mjs';
import { root } from '../../scripts/project.mjs';
import { contentChecks } from './content-checks.ts';
import { drivenChecks } from './driven-checks.ts';
import { install, remove } from './installed.ts';
import { lockedChecks } from './locked-checks.ts';
import { startChecks } from './start-checks.ts';

// Tries the Debian package that was made last as its users will have it: installed, started by an ordinary
// user with Chromium's sandbox on, attacked where the fuses should hold, and used.

export interface Check {
  name: string;
  run: () => Promise<void>;
}

const deb = process.env['KEYTURN_DEB'] ?? '';
const pictures = join(root, 'dist/pictures');
mkdirSync(pictures, { recursive: true });

const installed = install(deb);
const world = {
  deb,
  installed,
  pictures,
  version: process.env['KEYTURN_VERSION'] ?? '',
  isRelease: process.env['KEYTURN_KIND'] === 'release',
};
export type World = typeof world;

const checks: Check[] = [
  ...contentChecks(world),
  ...startChecks(world),
  ...lockedChecks(world),
  ...drivenChecks(world),
  {
    name: 'removed, it leaves nothing behind',
    async run() {
      const left = remove(installed);
      if (left.length > 0) throw new Error(`There is still ${left.join(', ')}.`);
    },
  },
];

let passed = 0;
for (const check of checks) {
  const from = Date.now();
  try {
    await check.run();
    passed += 1;
    console.log(`✓ ${check.name} (${((Date.now() - from) / 1000).toFixed(1)} s)`);
  } catch (error) {
    console.log(`✗ ${check.name}\n${error instanceof Error ? error.stack : String(error)}`);
  }
}
if (passed < checks.length) process.exitCode = 1;
console.log(`\nThe pictures are in ${pictures}.`);
console.log(`package checks passed: ${passed}/${checks.length}`);
await endAll();
