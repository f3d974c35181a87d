import { useMemo } from 'react';
import type { State } from '../../shared/state.ts';
import { useRecentCopies } from '../use-key/recent-copies.ts';
import { commandsFor, commandsOf, itemsOf, type Item } from './palette-items.ts';
import { entryOf, firstKeys, rankKeys } from './rank-keys.ts';

/** What the palette offers for what was typed. */
export function useItems(state: State, query: string): Item[] {
  const { keys, accounts, services } = state;
  const recent = useRecentCopies();
  const entries = useMemo(() => {
    const names = new Map(
      accounts.map(({ id, name, serviceId, serviceName }) => [
        id,
        {
          account: name,
          service: services.find((card) => card.id === serviceId)?.name ?? serviceName,
        },
      ]),
    );
    return keys.map((row) => {
      const of = names.get(row.accountId);
      return entryOf(row, of?.account ?? '', of?.service ?? '');
    });
  }, [keys, accounts, services]);
  const found = useMemo(
    () => (query.trim() === '' ? firstKeys(entries, recent) : rankKeys(query, entries)),
    [query, entries, recent],
  );
  return useMemo(
    () => itemsOf(found, commandsFor(query, commandsOf(state))),
    [found, query, state],
  );
}
