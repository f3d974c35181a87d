import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runTool } from '../build.mjs';
import { root } from '../project.mjs';
import { StepError } from '../step.mjs';

/** @typedef {import('./release-facts.mjs').ReleaseFacts} ReleaseFacts */

export const linuxFolder = join(root, 'dist/linux-unpacked');

/**
 * The folder that the Debian package and the AppImage hold, from the Electron that is here, so that
 * nothing is downloaded.
 * @param {import('../electron-runtime.mjs').Runtime} electron
 * @param {ReleaseFacts} facts
 */
export async function packLinuxFolder({ executable, version }, facts) {
  await runBuilder([
    '--linux',
    'dir',
    `-c.electronVersion=${version}`,
    `-c.electronDist=${dirname(executable)}`,
    '-c.afterExtract=./scripts/package/only-electron.mjs',
    ...factsFor(facts),
  ]);
  return { said: 'into dist/linux-unpacked' };
}

/**
 * On macOS and Windows electron-builder gets what it needs by itself.
 * @param {ReleaseFacts} facts
 */
export async function packElsewhere(facts) {
  const missing = missingLibraries();
  if (missing.length > 0) {
    throw new StepError(
      `npm installs the libraries of this processor only, and the package needs all. Get them with:\n  npm install --no-save --force ${missing.join(' ')}`,
    );
  }
  await runBuilder([process.platform === 'darwin' ? '--mac' : '--win', ...factsFor(facts)]);
  return { said: 'into dist/' };
}

/** By platform, what electron-builder.yml packs for. @type {Record<string, string[]>} */
const libraries = {
  darwin: [
    '@libsql/darwin-arm64',
    '@libsql/darwin-x64',
    '@napi-rs/keyring-darwin-arm64',
    '@napi-rs/keyring-darwin-x64',
  ],
  win32: ['@libsql/win32-x64-msvc', '@napi-rs/keyring-win32-x64-msvc'],
};

/** The native libraries that are to be packed and are not installed, each with its version. */
export function missingLibraries(
  platform = process.platform,
  modules = join(root, 'node_modules'),
) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return (libraries[platform] ?? [])
    .filter((name) => !existsSync(join(modules, name)))
    .map((name) => `${name}@${packages[`node_modules/${name}`].version}`);
}

/** The programs whose fuses count. */
export function packedPrograms(platform = process.platform) {
  const names = {
    linux: ['linux-unpacked/keyturn'],
    darwin: ['mac-universal/Keyturn.app'],
    win32: ['win-unpacked/Keyturn.exe'],
  };
  const own = platform === 'darwin' || platform === 'win32' ? platform : 'linux';
  return names[own].map((name) => join(root, 'dist', name));
}

/** @param {ReleaseFacts} facts */
function factsFor({ version, kind }) {
  return [`-c.extraMetadata.version=${version}`, `-c.extraMetadata.kind=${kind}`];
}

/** @param {string[]} words */
async function runBuilder(words) {
  const { status, output } = await runTool('electron-builder', [...words, '--publish', 'never']);
  if (status !== 0) throw new StepError(`electron-builder said:\n${output.trim()}`);
}
