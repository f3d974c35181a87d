import { createStore } from 'zustand/vanilla';
import type { KeyRow } from '../../shared/key.ts';
import { stateNews, type State, type StateNews } from '../../shared/state.ts';

type Part = Partial<Omit<State, 'revision'>>;

export interface StateStore {
  read(): State;
  /** Changes some of State and tells every subscriber; the revision is counted here and nowhere else. */
  change(part: Part): void;
  subscribe(listener: (news: StateNews) => void): () => void;
}

export function createStateStore(initial: Omit<State, 'revision'>): StateStore {
  const store = createStore<State>(() => ({ ...initial, revision: 0 }));
  const listeners = new Set<(news: StateNews) => void>();
  return {
    read: store.getState,
    change(part) {
      const before = store.getState();
      store.setState({ ...before, ...part, revision: before.revision + 1 });
      if (listeners.size === 0) return;
      const { keys, ...parts } = part;
      // Parsed on the way out, so that a field nobody described cannot leave.
      const news = stateNews.parse({
        revision: before.revision + 1,
        parts,
        keys: keys === undefined ? null : differenceOf(before.keys, keys),
      });
      for (const listener of listeners) listener(news);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** A row that did not change is the same object as before. */
function differenceOf(before: readonly KeyRow[], after: readonly KeyRow[]) {
  const known = new Set(before);
  const ids = new Set(after.map(({ id }) => id));
  return {
    changed: after.filter((row) => !known.has(row)),
    removed: before.flatMap(({ id }) => (ids.has(id) ? [] : [id])),
  };
}
