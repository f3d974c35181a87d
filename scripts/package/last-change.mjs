import { run } from '../children.mjs';
import { root } from '../project.mjs';

/** When the sources were last changed, in seconds: by the word of the one who builds, or by their history. */
export async function lastChange() {
  const named = Number(process.env.SOURCE_DATE_EPOCH);
  if (Number.isSafeInteger(named) && named > 0) return named;
  const { status, output } = await run('git', ['log', '-1', '--format=%ct'], { cwd: root });
  return status === 0 ? Number(output) : Math.floor(Date.now() / 1000);
}
