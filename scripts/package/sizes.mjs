import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../project.mjs';
import { linuxFolder } from './pack.mjs';
import { debFile } from './release-facts.mjs';

/**
 * @param {string} folder
 * @param {readonly string[]} without places in it
 */
export function sizeOf(folder, without = []) {
  const left = without.map((place) => join(folder, place));
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !left.some((place) => file.startsWith(place)))
    .reduce((sum, file) => sum + statSync(file).size, 0);
}

/** @param {number} bytes */
export function megabytes(bytes) {
  return (bytes / 1_000_000).toFixed(1);
}

/**
 * How large the package is beside the Electron that it was made with, printed and kept in docs/sizes.md.
 * @param {import('../electron-runtime.mjs').Runtime} electron
 * @param {import('./release-facts.mjs').ReleaseFacts} facts
 */
export async function tellSizes({ executable, version }, facts) {
  const bare = sizeOf(dirname(executable), ownPlaces);
  const packed = sizeOf(linuxFolder);
  const ours = sizeOf(join(linuxFolder, 'resources'));
  const deb = statSync(debFile(facts), { throwIfNoEntry: false })?.size;
  const more = packed - bare;
  const rows = [
    [`Electron ${version} by itself`, megabytes(bare)],
    ['what is ours in the package', `+${megabytes(ours)}`],
    ['languages of Chromium that are left out', megabytes(more - ours)],
    ['the packed folder', megabytes(packed)],
    ['**the packed folder beside Electron** (goal: at most +25)', `**${signed(more)}**`],
    ...(deb === undefined ? [] : [[debName(facts), megabytes(deb)]]),
  ];
  const table = await tableOf(['', 'MB'], rows);
  writeFileSync(
    join(root, 'docs/sizes.md'),
    `# Sizes\n\nWritten by \`npm run package\`, in millions of bytes, on ${process.platform} ${process.arch}.\n\n${table}`,
  );
  console.log(`\n${table}`);
  return { said: `${signed(more)} MB beside Electron alone, into docs/sizes.md` };
}

/** @param {import('./release-facts.mjs').ReleaseFacts} facts */
function debName({ kind }) {
  return kind === 'release' ? 'the Debian package' : 'the Debian package, hardly compressed';
}

/** What a checkout has put beside Electron for itself. */
const ownPlaces = ['.sealed.json', 'resources/default_app.asar'];

/** @param {number} bytes */
function signed(bytes) {
  return `${bytes < 0 ? '' : '+'}${megabytes(bytes)}`;
}

/**
 * As the formatter of the project would write it.
 * @param {string[]} head
 * @param {string[][]} rows
 */
async function tableOf(head, rows) {
  const { format } = await import('prettier');
  const lines = [head, ['---', '---:'], ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return format(lines.join('\n'), { parser: 'markdown' });
}
