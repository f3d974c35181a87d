import { useMemo, useState } from 'react';
import type { State } from '../../shared/state.ts';
import { useRecentCopies } from '../use-key/recent-copies.ts';
import { commandsFor, commandsOf, itemsOf, type Item } from './palette-items.ts';
import { createRanking, entryOf, firstKeys, ownerOf } from './rank-keys.ts';

/** What the palette offers for what was typed. */
export function useItems(state: State, query: string): Item[] {
  const { keys, accounts, services } = state;
  const recent = useRecentCopies();
  const entries = useMemo(() => {
    const owners = new Map(
      accounts.map(({ id, name, serviceId, serviceName }) => [
        id,
        ownerOf(name, services.find((card) => card.id === serviceId)?.name ?? serviceName),
      ]),
    );
    return keys.map((row) => entryOf(row, owners.get(row.accountId) ?? nobody));
  }, [keys, accounts, services]);
  const [rank] = useState(createRanking);
  const found = useMemo(
    () => (query.trim() === '' ? firstKeys(entries, recent) : rank(query, entries)),
    [rank, query, entries, recent],
  );
  return useMemo(
    () => itemsOf(found, commandsFor(query, commandsOf(state))),
    [found, query, state],
  );
}

const nobody = ownerOf('', '');
