// The fallback runtime comes without Electron's own default app, the small program that finds the app
// to run on the command line. This is what we need of it: `electron [-r module] [switches] app-folder`.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const words = process.argv.slice(1);
/** @type {string[]} */
const modules = [];
/** @type {string | undefined} */
let folder;
for (let at = 0; at < words.length && folder === undefined; at += 1) {
  const word = words[at] ?? '';
  if (word === '-r' || word === '--require') modules.push(words[++at] ?? '');
  else if (!word.startsWith('-')) folder = resolve(word);
}
if (folder === undefined) throw new Error('No app was named on the command line.');

const require = createRequire(import.meta.url);
for (const name of modules) require(name);

const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
app.setName(description.productName ?? description.name);
// Not in the public types: these are for default apps only.
Reflect.apply(Reflect.get(app, 'setVersion'), app, [description.version]);
Reflect.apply(Reflect.get(app, 'setAppPath'), app, [folder]);
await import(pathToFileURL(join(folder, description.main)).href);
