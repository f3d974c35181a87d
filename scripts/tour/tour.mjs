import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openDisplay, openSession } from '../desktop-session.mjs';
import { launch } from '../launch.mjs';
import { keepManyKeys } from '../many-keys.mjs';
import { root } from '../project.mjs';
import { stops as beginning } from './beginning.mjs';
import { stops as keys } from './keys.mjs';
import { stops as leak } from './leak.mjs';
import { stops as rotating } from './rotating.mjs';
import { stops as time } from './time.mjs';

/** @type {[number, number]} */
const usualSize = [1080, 720];

/**
 * The app in pictures, for whoever has no screen: the same built app goes through its main screens in
 * a desktop of its own.
 * @param {{ executable: string }} electron
 * @param {string[]} words a folder to put the pictures into, if not tour/
 */
export async function tour(electron, [wished]) {
  const folder = pictureFolder(wished ? resolve(wished) : join(root, 'tour'));
  const display = await openDisplay();
  let count = 0;
  for (const { keyring, keys: kept, go } of [...beginning, ...keys, ...rotating, ...time, ...leak]) {
    const session = await openSession({ display: display.name, keyring });
    if (kept > 0) await keepManyKeys(session.env.XDG_CONFIG_HOME ?? '', kept);
    const { app, page } = await launch(electron.executable, session.env);
    /** @type {import('./stop.mjs').Place['take']} */
    const take = async (name, { scheme = 'light', size = usualSize, isPointing = false } = {}) => {
      await page.emulateMedia({ colorScheme: scheme });
      await app.evaluate(({ BrowserWindow }, [width, height]) => {
        BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
      }, size);
      await page.waitForFunction(([width]) => window.innerWidth === width, size);
      // What the pointer happens to rest on, and a check of the keychain, are no part of the picture.
      if (!isPointing) await page.mouse.move(0, 0);
      await page
        .getByRole('button', { name: 'Check again' })
        .and(page.locator('[aria-disabled=true]'))
        .waitFor({ state: 'detached' });
      count += 1;
      const path = join(folder, `${String(count).padStart(2, '0')}-${name}.png`);
      await page.screenshot({ animations: 'disabled', path });
    };
    await page.emulateMedia({ colorScheme: 'light' });
    await go({ page, app, session, take });
    await app.close();
    await session.close();
  }
  await display.close();
  return { said: `${count} pictures of the app are in ${folder}` };
}

/** @param {string} folder */
function pictureFolder(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    const old = readdirSync(folder).filter((name) => /^\d\d-.*\.png$/.test(name));
    for (const name of old) rmSync(join(folder, name));
    return folder;
  } catch {
    // The checkout is read-only.
    return mkdtempSync(join(tmpdir(), 'keyturn-tour-'));
  }
}
