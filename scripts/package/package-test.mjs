import { join } from 'node:path';
import { run as runProgram } from '../children.mjs';
import { root } from '../project.mjs';
import { StepError } from '../step.mjs';
import { makePackage } from './package.mjs';
import { debFile } from './release-facts.mjs';

/** Makes the package with the Electron that is here, and tries it as its users will have it. */
export async function run() {
  if (process.platform !== 'linux')
    throw new StepError('Packages are tried on Linux only, so far.');
  const facts = await makePackage(true);
  const env = {
    ...process.env,
    KEYTURN_DEB: debFile(facts),
    KEYTURN_VERSION: facts.version,
    KEYTURN_KIND: facts.kind,
  };
  const file = join(root, 'test/package/package-test.ts');
  const { status } = await runProgram(process.execPath, [file], { env, show: true });
  process.exitCode = status;
}
