import { defineConfig } from '@playwright/test';

/** Whether all of it runs in a network where what leaves this computer is heard (scripts/suites.mjs). */
const isWatched = process.env['KEYTURN_SENT'] !== undefined;
const windows = { testMatch: '*.spec.ts' };

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  ...(isWatched ? { globalSetup: './test/e2e/hear-network.ts' } : {}),
  projects: isWatched
    ? [
        { ...windows, teardown: 'network' },
        { name: 'network', testMatch: 'nothing-leaves.ts' },
      ]
    : [windows],
  // Each test opens its own desktop session, home, keyring and app, so tests may run side by side. Much of
  // their time they wait, so that three of them fill two processors.
  fullyParallel: true,
  workers: 3,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
});
