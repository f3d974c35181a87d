import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../children.mjs';
import { root } from '../project.mjs';
import { StepError } from '../step.mjs';
import { debianVersion } from './release-facts.mjs';

/** @typedef {import('./release-facts.mjs').ReleaseFacts} ReleaseFacts */

const folder = join(root, 'resources/linux');
export const desktopFile = join(folder, 'keyturn.desktop');
export const metainfoName = 'org.keyturn.Keyturn.metainfo.xml';

/**
 * What software centres show of this version.
 * @param {Pick<ReleaseFacts, 'version' | 'kind'>} facts
 * @param {number} date in seconds
 */
export function metainfoOf({ version, kind }, date) {
  return readFileSync(join(folder, metainfoName), 'utf8')
    .replace('@VERSION@', debianVersion(version))
    .replace('@DATE@', new Date(date * 1000).toISOString().slice(0, 10))
    .replace('@TYPE@', kind === 'release' ? 'stable' : 'development');
}

/** Lets the desktops' own tools look at what we tell desktops. */
export async function checkDesktopFiles() {
  const workshop = mkdtempSync(join(tmpdir(), 'keyturn-desktop-'));
  try {
    const metainfo = join(workshop, metainfoName);
    writeFileSync(metainfo, metainfoOf({ version: '0.1.0', kind: 'release' }, 1_800_000_000));
    await validate('desktop-file-validate', [desktopFile]);
    await validate('appstreamcli', ['validate', '--no-net', metainfo]);
  } finally {
    rmSync(workshop, { recursive: true });
  }
  return { said: 'entry and metadata are valid' };
}

/**
 * @param {string} tool
 * @param {string[]} words
 */
export async function validate(tool, words) {
  if (!existsSync(join('/usr/bin', tool))) throw new StepError(`${tool} is not installed.`);
  const { status, output } = await run(tool, words);
  // The one says nothing where all is well, the other exactly this.
  const isGood = status === 0 && (output.trim() === '' || output.includes('successful'));
  if (!isGood) throw new StepError(`${tool} said:\n${output.trim()}`);
}
