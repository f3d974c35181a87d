import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../project.mjs';

/** @typedef {import('../electron-runtime.mjs').Runtime} Runtime */
/** @typedef {ReturnType<typeof releaseFacts>} ReleaseFacts */

/**
 * What a package says of itself. One with another Electron than the pinned one says so in its version,
 * which is older than the release's to every installer, and in the package.json that the app reads.
 * @param {Pick<Runtime, 'isForDevelopmentOnly'>} electron
 */
export function releaseFacts({ isForDevelopmentOnly }) {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return isForDevelopmentOnly
    ? { version: `${version}-development`, kind: 'development-runtime' }
    : { version: String(version), kind: 'release' };
}

/**
 * In Debian's own order a tilde comes before everything, so that the release follows.
 * @param {string} version
 */
export function debianVersion(version) {
  return version.replace('-', '~');
}

/** In Debian's words. */
export const architecture = process.arch === 'x64' ? 'amd64' : process.arch;

/** @param {Pick<ReleaseFacts, 'version'>} facts */
export function debFile({ version }) {
  return join(root, `dist/keyturn_${debianVersion(version)}_${architecture}.deb`);
}
