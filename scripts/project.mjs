import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Where what is large and the same for every checkout is kept. */
export const cacheFolder =
  process.env.KEYTURN_CACHE ??
  join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'keyturn');

/**
 * One hash over files and folders of the checkout, to tell whether a step must be done again.
 * @param {string[]} places
 */
export function hashOf(places) {
  const hash = createHash('sha256');
  for (const file of places.flatMap((place) => filesBelow(join(root, place)))) {
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/**
 * @param {string} place
 * @returns {string[]}
 */
function filesBelow(place) {
  if (statSync(place).isFile()) return [place];
  return readdirSync(place)
    .toSorted()
    .flatMap((name) => filesBelow(join(place, name)));
}

/**
 * What a step left when it was last done, or null.
 * @param {string} file
 */
export function readStamp(file) {
  try {
    return readFileSync(join(root, file), 'utf8');
  } catch {
    return null;
  }
}

/** @param {unknown} error */
export function codeOf(error) {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
