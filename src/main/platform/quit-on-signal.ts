import { app } from 'electron';

/**
 * Electron closes the windows on a signal and leaves the rest to whoever hears of the last one, where an
 * app that goes on in the background would not end.
 */
export function quitOnSignal(): void {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => app.quit());
  }
}
