import { accessSync, constants, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './children.mjs';
import { codeOf, hashOf, readStamp, root } from './project.mjs';
import { StepError } from './step.mjs';

const stampFile = 'node_modules/.keyturn-installed';

/** Installs exactly what the lockfile says, once for each state of the lockfile. */
export async function installNpmPackages() {
  const wanted = hashOf(['package.json', 'package-lock.json', '.npmrc']);
  if (readStamp(stampFile) === wanted) return { said: 'already installed' };
  mustBeWritable();
  const npm = process.env.npm_execpath;
  const args = ['ci', '--prefer-offline', '--loglevel=error'];
  const { status, output } = npm
    ? await run(process.execPath, [npm, ...args], { cwd: root })
    : await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { cwd: root });
  if (status !== 0)
    throw new StepError(
      `npm could not install the packages:\n${output.trim().split('\n').slice(0, 12).join('\n')}`,
    );
  writeFileSync(join(root, stampFile), wanted);
  return { said: 'installed from the lockfile' };
}

function mustBeWritable() {
  const folder = join(root, 'node_modules');
  try {
    accessSync(existsSync(folder) ? folder : root, constants.W_OK);
  } catch (error) {
    throw new StepError(
      `${root} cannot be written (${codeOf(error)}), and its packages are not installed yet. Copy the checkout to a folder of your own and start it there.`,
    );
  }
}
