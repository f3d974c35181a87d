import { endAll, isEnding } from './children.mjs';

/** Something that a person can put right: its message is printed alone, without a stack. */
export class StepError extends Error {}

const startedAt = Number(process.env.KEYTURN_STARTED_AT ?? Date.now());
process.env.KEYTURN_STARTED_AT = String(startedAt);

export function secondsSinceStart() {
  return seconds(Date.now() - startedAt);
}

/**
 * Does one step and prints one line about it: its name, what it says of itself, its time.
 * @template {{ said: string }} Outcome
 * @param {string} name
 * @param {() => Promise<Outcome> | Outcome} work
 * @returns {Promise<Outcome>}
 */
export async function step(name, work) {
  const from = Date.now();
  try {
    const outcome = await work();
    print('✓', name, outcome.said, from);
    return outcome;
  } catch (error) {
    if (isEnding()) throw error;
    print('✗', name, error instanceof StepError ? error.message : 'failed', from);
    throw error instanceof StepError ? new SaidError() : error;
  }
}

/** A failure whose line is already printed. */
class SaidError extends StepError {}

/**
 * Runs the steps of a task and ends with status 1 when one fails; nothing that was started stays.
 * @param {() => Promise<void>} steps
 */
export async function runSteps(steps) {
  try {
    await steps();
  } catch (error) {
    process.exitCode = 1;
    if (error instanceof SaidError || isEnding()) return;
    console.error(error instanceof StepError ? error.message : error);
  } finally {
    await endAll();
  }
}

/**
 * @param {string} mark
 * @param {string} name
 * @param {string} said
 * @param {number} from
 */
function print(mark, name, said, from) {
  console.log(`${mark} ${name.padEnd(9)} ${said} (${seconds(Date.now() - from)})`);
}

/** @param {number} ms */
function seconds(ms) {
  return `${(ms / 1000).toFixed(ms < 100 ? 2 : 1)} s`;
}
