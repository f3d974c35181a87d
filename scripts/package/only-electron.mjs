import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * electron-builder runs this on its copy of Electron: what a checkout has put there for itself is no
 * part of Electron, and is not shipped.
 * @param {{ appOutDir: string }} context
 */
// oxlint-disable-next-line import/no-default-export -- electron-builder looks for it there.
export default async function leaveOnlyElectron({ appOutDir }) {
  for (const name of ['.sealed.json', 'resources/default_app.asar']) {
    await rm(join(appOutDir, name), { recursive: true, force: true });
  }
}
