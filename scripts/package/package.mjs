import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../build.mjs';
import { getElectron } from '../electron-runtime.mjs';
import { mustBeWritable } from '../npm-packages.mjs';
import { root } from '../project.mjs';
import { secondsSinceStart, step, StepError } from '../step.mjs';
import { makeDeb } from './deb.mjs';
import { checkDesktopFiles } from './desktop-files.mjs';
import { checkFuses } from './fuses.mjs';
import { checkLicences } from './licences.mjs';
import { packedPrograms, packElsewhere, packLinuxFolder } from './pack.mjs';
import { releaseFacts } from './release-facts.mjs';
import { tellSizes } from './sizes.mjs';

const askedFor = '--with-development-runtime';

/**
 * Makes what people install: on Linux a folder and a Debian package, elsewhere what electron-builder
 * makes there.
 * @param {string} _name
 * @param {string[]} words
 */
export async function run(_name, words) {
  const unknown = words.filter((word) => word !== askedFor);
  if (unknown.length > 0) throw new StepError(`It is not known what ${unknown.join(' ')} means.`);
  const { version } = await makePackage(words.includes(askedFor));
  console.log(`✓ Done      Keyturn ${version}, ${secondsSinceStart()} after the start`);
}

/** @param {boolean} takesAnyRuntime */
export async function makePackage(takesAnyRuntime) {
  mustBeWritable();
  const electron = await step('Electron', () => getRuntime(takesAnyRuntime));
  await step('Build', build);
  await step('Licences', checkLicences);
  const facts = releaseFacts(electron);
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  const isLinux = process.platform === 'linux';
  await step('Pack', () => (isLinux ? packLinuxFolder(electron, facts) : packElsewhere(facts)));
  for (const program of packedPrograms()) await step('Fuses', () => checkFuses(program));
  if (isLinux) {
    await step('Desktop', checkDesktopFiles);
    await step('Debian', () => makeDeb(facts));
    await step('Sizes', () => tellSizes(electron, facts));
  }
  return facts;
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
