import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../build.mjs';
import { getElectron } from '../electron-runtime.mjs';
import { mustBeWritable } from '../npm-packages.mjs';
import { root } from '../project.mjs';
import { secondsSinceStart, step, StepError } from '../step.mjs';
import { packElsewhere, packLinuxFolder } from './pack.mjs';
import { releaseFacts } from './release-facts.mjs';

const askedFor = '--with-development-runtime';

/**
 * Makes what people install: on Linux a folder and a Debian package, elsewhere what electron-builder
 * makes there.
 * @param {string} _name
 * @param {string[]} words
 */
export async function run(_name, words) {
  mustBeWritable();
  const unknown = words.filter((word) => word !== askedFor);
  if (unknown.length > 0) throw new StepError(`It is not known what ${unknown.join(' ')} means.`);
  const electron = await step('Electron', () => getRuntime(words.includes(askedFor)));
  await step('Build', build);
  const facts = releaseFacts(electron);
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  if (process.platform === 'linux') await step('Pack', () => packLinuxFolder(electron, facts));
  else await step('Pack', () => packElsewhere(facts));
  console.log(`✓ Done      Keyturn ${facts.version}, ${secondsSinceStart()} after the start`);
}

/**
 * A release is made with the pinned Electron. Another one is taken only where it is asked for by name.
 * @param {boolean} takesAny
 */
async function getRuntime(takesAny) {
  try {
    return await getElectron({ isForRelease: !takesAny });
  } catch (error) {
    if (takesAny || !(error instanceof StepError)) throw error;
    throw new StepError(
      `${error.message}\n  To try the packaging with another Electron, ask for it: npm run package -- ${askedFor}`,
    );
  }
}
