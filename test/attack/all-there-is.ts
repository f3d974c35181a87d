import type { Lane } from '../survival/lane.ts';
import { recordsIn } from './app-files.ts';

/** All that somebody who may do nothing must leave as it is, by name. */
export type AllThereIs = Record<string, string>;

export async function allThereIs(lane: Lane): Promise<AllThereIs> {
  const { revision: _revision, ...state } = await lane.state();
  const { app } = lane.driven();
  return {
    ...Object.fromEntries(
      Object.entries(state).map(([name, value]) => [`State's ${name}`, JSON.stringify(value)]),
    ),
    'the keychain': JSON.stringify(await lane.heldItems()),
    'the records': JSON.stringify(recordsIn(lane.home())),
    'the clipboard': await app.evaluate(async ({ clipboard }) => clipboard.readText()),
  };
}

/** What is another than it was, in words. */
export async function changesSince(
  lane: Lane,
  before: AllThereIs,
  but: readonly string[] = [],
): Promise<string[]> {
  const now = await allThereIs(lane);
  return Object.entries(now)
    .filter(([name, text]) => text !== before[name] && !but.includes(name))
    .map(([name, text]) => `changed: ${name}, ${differenceOf(before[name] ?? '', text)}`);
}

function differenceOf(before: string, after: string): string {
  let at = 0;
  while (at < before.length && before[at] === after[at]) at += 1;
  const from = Math.max(0, at - 60);
  return `…${before.slice(from, at + 80)}… became …${after.slice(from, at + 80)}…`;
}
