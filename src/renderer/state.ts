import { create } from 'zustand';
import type { KeyRow } from '../shared/key.ts';
import type { State, StateNews } from '../shared/state.ts';
import { call } from './call.ts';

/** A mirror of main's State, null until the first one has come. Only this file writes to it. */
const useMirror = create<{ state: State | null }>(() => ({ state: null }));

export function useAppState(): State | null {
  return useMirror(({ state }) => state);
}

/** The same, outside of drawing. */
export function readMirror(): State | null {
  return useMirror.getState().state;
}

/** Hears the first State, as soon as there is one. */
export function onFirstState(listener: (state: State) => void): void {
  const known = readMirror();
  if (known !== null) return listener(known);
  const stop = useMirror.subscribe(({ state }) => {
    if (state === null) return;
    stop();
    listener(state);
  });
}

/** Subscribes first and asks once, so that nothing is missed between the two. */
export async function mirrorState(): Promise<void> {
  window.bridge.onState(hear);
  await readWhole();
}

/** While the whole is being read, news gather here: some of them may be newer than it. */
let waiting: StateNews[] | null = null;

async function readWhole(): Promise<void> {
  waiting ??= [];
  const result = await call('readState', {});
  const gathered = waiting;
  waiting = null;
  if (!result.ok) return;
  useMirror.setState({ state: result.value });
  for (const news of gathered) hear(news);
}

function hear(news: StateNews): void {
  if (waiting !== null) {
    waiting.push(news);
    return;
  }
  const state = readMirror();
  if (state === null || news.revision <= state.revision) return;
  if (news.revision === state.revision + 1) {
    const keys = news.keys === null ? state.keys : merged(state.keys, news.keys);
    const next = Object.assign({}, state, news.parts, { keys, revision: news.revision });
    useMirror.setState({ state: next });
  } else {
    // Something in between was missed.
    void readWhole();
  }
}

/** Rows that did not change stay the same objects, so that they are not drawn again. */
function merged(
  rows: readonly KeyRow[],
  { changed, removed }: NonNullable<StateNews['keys']>,
): KeyRow[] {
  const fresh = new Map(changed.map((row) => [row.id, row]));
  const gone = new Set(removed);
  const kept = rows
    .filter(({ id }) => !gone.has(id))
    .map((row) => {
      const newer = fresh.get(row.id);
      fresh.delete(row.id);
      return newer ?? row;
    });
  return [...kept, ...fresh.values()];
}
