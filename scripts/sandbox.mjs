import { join } from 'node:path';
import { run as runProgram } from './children.mjs';
import { cacheFolder, root } from './project.mjs';

/**
 * The stand-in services, until Ctrl-C. What is said after `--` goes to them; src/sandbox/main.ts
 * tells what there is.
 * @param {string} _name
 * @param {string[]} words
 */
export async function run(_name, words) {
  // An empty sandbox has a file of its own, so that neither start takes over what the other made.
  const file = words.includes('--empty') ? 'sandbox-empty.json' : 'sandbox.json';
  const isNamed = words.some((word) => word === '--file' || word.startsWith('--file='));
  const place = isNamed ? [] : ['--file', join(cacheFolder, file)];
  const { status } = await runProgram(
    process.execPath,
    [...typeSwitches(), join(root, 'src/sandbox/main.ts'), ...place, ...words],
    { show: true },
  );
  process.exitCode = status;
}

/** Node runs TypeScript by itself from 22.18 on; somewhat older ones have to be asked to. */
export function typeSwitches() {
  return process.features.typescript
    ? []
    : ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];
}
