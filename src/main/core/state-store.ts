import { createStore } from 'zustand/vanilla';
import { state as stateSchema, type State } from '../../shared/state.ts';

export interface StateStore {
  read(): State;
  /** Changes some of State and tells every subscriber; the revision is counted here and nowhere else. */
  change(part: Partial<Omit<State, 'revision'>>): void;
  subscribe(listener: (state: State) => void): () => void;
}

export function createStateStore(initial: Omit<State, 'revision'>): StateStore {
  const store = createStore<State>(() => ({ ...initial, revision: 0 }));
  return {
    read: store.getState,
    change(part) {
      store.setState((state) => ({ ...state, ...part, revision: state.revision + 1 }));
    },
    // Parsed on the way out, so that a field nobody described cannot leave.
    subscribe: (listener) => store.subscribe((state) => listener(stateSchema.parse(state))),
  };
}
