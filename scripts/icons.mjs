import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { desktopSizes } from './icon-sizes.mjs';
import { openDisplay, openSession } from './desktop-session.mjs';
import { getElectron } from './electron-runtime.mjs';
import { root } from './project.mjs';
import { step } from './step.mjs';
import { launch } from './launch.mjs';

/** The one that installers are made with: the largest. */
const installerSize = 512;

/** Draws resources/icon.png and resources/icons/ anew from resources/icon.svg, which is the source. */
export async function run() {
  const electron = await step('Electron', () => getElectron());
  await step('Build', build);
  await step('Icon', () => draw(electron.executable));
}

/** @param {string} executable */
async function draw(executable) {
  await using display = await openDisplay();
  await using session = await openSession({ display: display.name, keyring: 'no-bus' });
  const { app } = await launch(executable, session.env);
  const svg = readFileSync(join(root, 'resources/icon.svg')).toString('base64');
  mkdirSync(join(root, 'resources/icons'), { recursive: true });
  for (const size of desktopSizes) {
    const png = await app.evaluate(pictureOf, { source: svg, size });
    const bytes = Buffer.from(png, 'base64');
    writeFileSync(join(root, `resources/icons/${size}x${size}.png`), bytes);
    if (size === installerSize) writeFileSync(join(root, 'resources/icon.png'), bytes);
  }
  await app.close();
  return { said: `resources/icon.png, and resources/icons/ in ${desktopSizes.length} sizes` };
}

/**
 * In the app's main process: a canvas as large as the picture keeps what is see-through, at any size.
 * @param {typeof import('electron')} electron
 * @param {{ source: string, size: number }} wish
 */
async function pictureOf({ BrowserWindow }, { source, size }) {
  const window = new BrowserWindow({ show: false, webPreferences: { offscreen: true } });
  await window.loadURL('data:text/html,<title>icon</title>');
  const address = await window.webContents.executeJavaScript(`(async () => {
    const image = new Image(${size}, ${size});
    image.src = 'data:image/svg+xml;base64,${source}';
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: ${size}, height: ${size} });
    canvas.getContext('2d').drawImage(image, 0, 0, ${size}, ${size});
    return canvas.toDataURL('image/png');
  })()`);
  window.destroy();
  return String(address).split(',')[1] ?? '';
}
