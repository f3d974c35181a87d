import { useSyncExternalStore } from 'react';

/** How many pixels one rem is, which grows with the text size that the user has chosen. */
export function useRootSize(): number {
  return useSyncExternalStore(subscribe, readRootSize);
}

function readRootSize(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}

function subscribe(listener: () => void): () => void {
  const probe = document.createElement('div');
  Object.assign(probe.style, { position: 'absolute', width: '1rem', visibility: 'hidden' });
  document.body.append(probe);
  const observer = new ResizeObserver(listener);
  observer.observe(probe);
  return () => {
    observer.disconnect();
    probe.remove();
  };
}
