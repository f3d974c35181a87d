import type { KeyId } from '../../shared/key.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { say } from '../notice.ts';
import { dayWords } from './day-words.ts';
import type { DueKey } from './due.ts';
import { countOf, endingWords } from './due-words.ts';

const mostInOneCall = 20_000;

/** From now, to the hour: who says "a day" in the afternoon does not mean midnight. */
export function snoozeDays(keys: readonly DueKey[], days: number): Promise<void> {
  const until = new Date();
  until.setDate(until.getDate() + days);
  return snoozeKeys(keys, until);
}

export async function snoozeKeys(keys: readonly DueKey[], until: Date): Promise<void> {
  const ids = keys.slice(0, mostInOneCall).map(({ entry }) => entry.row.id);
  const isDone = await save(ids, until.toISOString());
  if (!isDone) return;
  const what = ids.length === 1 ? 'this key' : `these ${countOf(ids.length)}`;
  const now = new Date();
  const ending = endingWords(keys, now, until);
  const heard = `You will hear of ${what} again on ${dayWords(until, now)}.`;
  say(ending === null ? heard : `${heard} ${ending} The last reminder still comes.`, {
    tone: ending === null ? 'good' : 'trouble',
    action: { label: 'Undo', do: () => void hearAgain(ids) },
  });
}

export async function hearAgain(keyIds: readonly KeyId[]): Promise<void> {
  await save(keyIds, null);
}

async function save(keyIds: readonly KeyId[], until: string | null): Promise<boolean> {
  const result = await call('snoozeKeys', { keyIds: [...keyIds], until });
  if (!result.ok) say(failureWords(result.failure), { tone: 'trouble' });
  return result.ok;
}
