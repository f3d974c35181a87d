import { useSyncExternalStore } from 'react';

const minuteMs = 60_000;
const listeners = new Set<() => void>();
let now = new Date();
let timer: ReturnType<typeof setTimeout> | null = null;

/** The time, told to the whole window at once and once a minute. */
export function useMinute(): Date {
  return useSyncExternalStore(subscribeToMinute, minuteNow);
}

export function minuteNow(): Date {
  return now;
}

export function subscribeToMinute(listener: () => void): () => void {
  if (listeners.size === 0) start();
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) stop();
  };
}

function start(): void {
  // After a sleep the minute that was waited for may be long past.
  document.addEventListener('visibilitychange', tell);
  window.addEventListener('focus', tell);
  wait();
}

function stop(): void {
  document.removeEventListener('visibilitychange', tell);
  window.removeEventListener('focus', tell);
  if (timer !== null) clearTimeout(timer);
}

function wait(): void {
  if (timer !== null) clearTimeout(timer);
  timer = setTimeout(tell, minuteMs - (Date.now() % minuteMs));
}

function tell(): void {
  now = new Date();
  for (const listener of listeners) listener();
  wait();
}
