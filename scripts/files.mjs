import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** @param {string} file */
export async function sha256Of(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/**
 * Unpacks a zip file. `placeOf` says where each file goes below the folder, or null to leave it out.
 * @param {string} zip
 * @param {string} folder
 * @param {(name: string) => string | null} placeOf
 */
export async function unzip(zip, folder, placeOf) {
  const yauzl = await import('yauzl');
  const archive = await yauzl.openPromise(zip);
  try {
    for await (const entry of archive.eachEntry()) {
      const place = entry.fileName.endsWith('/') ? null : placeOf(entry.fileName);
      if (place === null) continue;
      const file = join(folder, place);
      await mkdir(dirname(file), { recursive: true });
      const mode = (entry.externalFileAttributes >>> 16) & 0o777;
      await pipeline(await archive.openReadStreamPromise(entry), createWriteStream(file, { mode }));
    }
  } finally {
    archive.close();
  }
}

const sealName = '.sealed.json';

/**
 * Writes down what a finished folder holds, so that a later look can tell without reading it all
 * whether a file was lost, cut short or written to.
 * @param {string} folder
 * @param {string} contents a word for what it is
 */
export async function seal(folder, contents) {
  await writeFile(
    join(folder, sealName),
    JSON.stringify({ contents, files: await listOf(folder) }),
  );
}

/** @param {string} folder */
export function isSealed(folder) {
  return existsSync(join(folder, sealName));
}

/** @param {string} folder */
export async function isIntact(folder) {
  try {
    const { files } = JSON.parse(await readFile(join(folder, sealName), 'utf8'));
    return JSON.stringify(files) === JSON.stringify(await listOf(folder));
  } catch {
    return false;
  }
}

/** @param {string} folder */
async function listOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name !== sealName)
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  return Promise.all(
    files.map(async (file) => {
      const { size, mtimeMs, mode } = await stat(file);
      // All modes but those of the sandbox's helper, which its user may have to give to root.
      const isHelper = file.endsWith('chrome-sandbox');
      return [file.slice(folder.length), size, Math.round(mtimeMs), isHelper ? null : mode];
    }),
  );
}
