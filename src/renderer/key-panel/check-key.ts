import type { KeyRow } from '../../shared/key.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { say } from '../notice.ts';

/** What was learnt is told by State, and seen at the key. */
export async function checkKey({ id }: KeyRow): Promise<void> {
  const result = await call('checkKey', { keyId: id });
  if (!result.ok) say(failureWords(result.failure), { tone: 'trouble' });
}
