import { powerMonitor } from 'electron';

const minuteMs = 60_000;

/** Now, once a minute and on waking up. One at a time: a slow one is not overtaken by the next. */
export function eachMinute(work: () => Promise<void>): void {
  let isRunning = false;
  const once = async (): Promise<void> => {
    if (isRunning) return;
    isRunning = true;
    await work().finally(() => {
      isRunning = false;
    });
  };
  setInterval(() => void once(), minuteMs);
  powerMonitor.on('resume', () => void once());
  void once();
}
