import { useSyncExternalStore } from 'react';

/** How many pixels one rem is, which grows with the text size that the user has chosen. */
export function useRootSize(): number {
  return useSyncExternalStore(subscribe, readRootSize);
}

/** Read once and not at each drawing: whoever reads it has all styles reckoned that wait for that. */
let known: number | null = null;

function readRootSize(): number {
  known ??= Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return known;
}

function subscribe(listener: () => void): () => void {
  const probe = document.createElement('div');
  Object.assign(probe.style, { position: 'absolute', width: '1rem', visibility: 'hidden' });
  document.body.append(probe);
  const observer = new ResizeObserver(() => {
    known = null;
    listener();
  });
  observer.observe(probe);
  return () => {
    observer.disconnect();
    probe.remove();
    known = null;
  };
}
