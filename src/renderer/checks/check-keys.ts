import type { KeyId, KeyRow } from '../../shared/key.ts';
import type { RuleCard } from '../../shared/service.ts';
import type { State } from '../../shared/state.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { say } from '../notice.ts';
import { wishFor } from '../wish.ts';

/** Asks the service about one key. What was learnt stands with the key. */
export async function checkKey(keyId: KeyId): Promise<boolean> {
  const result = await call('checkKey', { keyId });
  if (!result.ok) say(failureWords(result.failure), { tone: 'trouble' });
  return result.ok;
}

/** Asks about many; where a question costs something, that is said first. */
export function checkKeys(state: State, keyIds: readonly KeyId[]): void {
  const wanted = new Set(keyIds);
  const rows = state.keys.filter(({ id, isHeld }) => isHeld && wanted.has(id));
  if (rows.length === 0) say('None of these keys is held here, so there is nothing to check.');
  else if (costlyAmong(rows, state).length > 0) {
    wishFor({ kind: 'check-keys', keyIds: rows.map(({ id }) => id) });
  } else void startCheck(rows.map(({ id }) => id));
}

export function checkAllKeys(state: State): void {
  const live = state.keys.filter(({ isHeld, standing }) => isHeld && standing !== 'retired');
  checkKeys(
    state,
    live.map(({ id }) => id),
  );
}

export async function startCheck(keyIds: readonly KeyId[]): Promise<void> {
  const result = await call('checkKeys', { keyIds: [...keyIds] });
  if (!result.ok) say(failureWords(result.failure), { tone: 'trouble' });
}

/** The services at which each question counts against a limit of the user's, and how many are asked. */
export function costlyAmong(
  rows: readonly KeyRow[],
  { accounts, services }: Pick<State, 'accounts' | 'services'>,
): { card: RuleCard; count: number }[] {
  const serviceOf = new Map(accounts.map(({ id, serviceId }) => [id, serviceId]));
  return services
    .filter(({ probe }) => probe?.spendsQuota === true)
    .map((card) => ({
      card,
      count: rows.filter(({ accountId }) => serviceOf.get(accountId) === card.id).length,
    }))
    .filter(({ count }) => count > 0);
}
