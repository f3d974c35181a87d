import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../build.mjs';
import { root } from '../project.mjs';
import { step, StepError } from '../step.mjs';

/** @typedef {{ name: string, version: string, licence: string, text: string }} Licensed */

const file = join(root, 'resources/licences.json');

/** Makes resources/licences.json anew, which the app shows. */
export async function run() {
  await step('Build', build);
  await step('Licences', () => {
    const list = licencesOf(shippedPackages());
    writeFileSync(file, written(list));
    return { said: `resources/licences.json, ${list.length} entries` };
  });
}

/** What is shipped and what the app says of it are the same. */
export function checkLicences() {
  const list = licencesOf(shippedPackages());
  if (readFileSync(file, 'utf8') !== written(list)) {
    throw new StepError('resources/licences.json is not current. Make it anew: npm run licences');
  }
  return { said: `${list.length} entries, current` };
}

/** By the build's own word what is bundled, and by the lockfile what is packed beside it. */
function shippedPackages() {
  const bundled = ['main', 'preload', 'renderer'].flatMap((part) =>
    JSON.parse(readFileSync(join(root, `out/.packages-${part}.json`), 'utf8')),
  );
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return [...new Set([...bundled, ...packedBeside(packages)])];
}

/**
 * The production packages of the lockfile. Those for one platform are parts of those that ask for them,
 * and the Node for the tools is not packed.
 * @param {Record<string, { dev?: boolean, devOptional?: boolean, optional?: boolean }>} packages
 */
export function packedBeside(packages) {
  return Object.entries(packages)
    .filter(([place, { dev, devOptional, optional }]) => place && !dev && !devOptional && !optional)
    .map(([place]) => place);
}

/**
 * @param {string[]} places of packages in the checkout
 * @returns {Licensed[]}
 */
export function licencesOf(places) {
  const packages = places.map(licenceOf).toSorted((one, other) => (one.name < other.name ? -1 : 1));
  return [...runtime(), ...packages];
}

/** @returns {Licensed[]} */
function runtime() {
  return [
    {
      name: 'Electron',
      version: '',
      licence: 'MIT',
      text: readFileSync(join(root, 'node_modules/electron/LICENSE'), 'utf8'),
    },
    {
      name: 'Chromium, Node.js and what they are made of',
      version: '',
      licence: 'BSD-3-Clause and others',
      text: 'Their licences are in the file LICENSES.chromium.html, which lies in the folder of the program.',
    },
  ];
}

/**
 * @param {string} place
 * @returns {Licensed}
 */
function licenceOf(place) {
  const folder = join(root, place);
  const { name, version, license, author } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const texts = readdirSync(folder).filter((entry) =>
    /^(?:licen[cs]e|copying|notice)/i.test(entry),
  );
  const by = typeof author === 'string' ? author : author?.name;
  const text =
    texts.length > 0
      ? texts.map((entry) => readFileSync(join(folder, entry), 'utf8').trim()).join('\n\n')
      : `The package has no text of its licence in it.${by ? ` Its author is ${by}.` : ''}`;
  if (typeof license !== 'string') throw new StepError(`${name} does not say what its licence is.`);
  return { name, version, licence: license, text };
}

/** @param {Licensed[]} list */
function written(list) {
  return `${JSON.stringify(list, null, 2)}\n`;
}
