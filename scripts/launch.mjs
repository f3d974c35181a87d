import { join } from 'node:path';
import { canDieWithParent } from './children.mjs';
import { root } from './project.mjs';

/** Chromium refuses its own sandbox to root, so only a developer's container runs without it. */
export function rootSwitches() {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/**
 * Opens the built app for a program to drive, in the home that the environment names.
 *
 * Playwright is not told the executable. Told so, it leaves out the module that holds the app back
 * until it listens, and about one start in a hundred hangs for ever. It asks the `electron` package
 * instead, and that is told where to look.
 * @param {string} executable
 * @param {Record<string, string>} env
 * @param {{ switches?: string[], place?: string, words?: string[] }} [wish] `place`: another app than
 *   ours; `words`: what else stands on the command line, as a link does
 */
export async function launch(executable, env, { switches = [], place = root, words = [] } = {}) {
  const { _electron } = await import('@playwright/test');
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (canDieWithParent) process.env.ELECTRON_OVERRIDE_DIST_PATH = join(root, 'scripts/driven');
  try {
    const app = await _electron.launch({
      args: [...rootSwitches(), ...switches, place, ...words],
      chromiumSandbox: rootSwitches().length === 0,
      env: { ...env, KEYTURN_ELECTRON: executable },
      ...(env.HOME ? { cwd: env.HOME } : {}),
    });
    const page = await app.firstWindow();
    await page.waitForLoadState();
    return { app, page };
  } finally {
    // What is started from here later must not take the driven one for the user's wish.
    if (named === undefined) delete process.env.ELECTRON_OVERRIDE_DIST_PATH;
    else process.env.ELECTRON_OVERRIDE_DIST_PATH = named;
  }
}
