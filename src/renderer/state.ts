import { create } from 'zustand';
import type { State } from '../shared/state.ts';
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

/** Subscribes first and asks once, so that nothing is missed between the two. */
export async function mirrorState(): Promise<void> {
  window.bridge.onState(keepNewer);
  const result = await call('readState', {});
  if (result.ok) keepNewer(result.value);
}

function keepNewer(next: State): void {
  useMirror.setState(({ state }) =>
    state !== null && state.revision >= next.revision ? { state } : { state: next },
  );
}
