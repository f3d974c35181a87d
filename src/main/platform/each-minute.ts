import { powerMonitor } from 'electron';

const minuteMs = 60_000;

/**
 * Now, once a minute and on waking up. One at a time: a slow one is not overtaken by the next, and what is
 * asked for meanwhile is done once after it.
 */
export function eachMinute(work: () => Promise<void>): void {
  let isRunning = false;
  let isWanted = false;
  const once = async (): Promise<void> => {
    isWanted = true;
    if (isRunning) return;
    isRunning = true;
    try {
      while (isWanted) {
        isWanted = false;
        await work();
      }
    } finally {
      isRunning = false;
    }
  };
  setInterval(() => void once(), minuteMs);
  powerMonitor.on('resume', () => void once());
  void once();
}
