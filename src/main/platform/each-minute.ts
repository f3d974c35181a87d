import { powerMonitor } from 'electron';
import { oneAtATime } from '../core/one-at-a-time.ts';

const minuteMs = 60_000;

/**
 * Now, once a minute and on waking up. A slow one is not overtaken by the next, and no waking up is lost
 * by it. It must not fail.
 */
export function eachMinute(work: () => Promise<void>): void {
  const once = oneAtATime(work);
  setInterval(() => void once(), minuteMs);
  powerMonitor.on('resume', () => void once());
  void once();
}
