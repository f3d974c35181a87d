import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { openDisplay, openSession } from './desktop-session.mjs';
import { getElectron } from './electron-runtime.mjs';
import { root } from './project.mjs';
import { step } from './step.mjs';
import { launch } from './launch.mjs';

const size = 512;

/** Draws resources/icon.png anew from resources/icon.svg, which is the source. */
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
  const png = await app.evaluate(
    async ({ BrowserWindow }, { source, width }) => {
      const window = new BrowserWindow({
        width,
        height: width,
        show: false,
        frame: false,
        transparent: true,
        useContentSize: true,
        webPreferences: { offscreen: true },
      });
      await window.loadURL(`data:image/svg+xml;base64,${source}`);
      const picture = await window.webContents.capturePage();
      return picture.toPNG().toString('base64');
    },
    { source: svg, width: size },
  );
  await app.close();
  writeFileSync(join(root, 'resources/icon.png'), Buffer.from(png, 'base64'));
  return { said: `resources/icon.png, ${size} pixels wide` };
}
