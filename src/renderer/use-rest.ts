import { create } from 'zustand';
import type * as parts from './rest.ts';

type Rest = typeof parts;

const useLoaded = create<{ rest: Rest | null }>(() => ({ rest: null }));

/**
 * The parts that the window shows only when its user asks for them, null until they are there: they come
 * once the first list is painted, so that it need not wait for them.
 */
export function useRest(): Rest | null {
  return useLoaded(({ rest }) => rest);
}

export async function loadRest(): Promise<void> {
  useLoaded.setState({ rest: await import('./rest.ts') });
}
