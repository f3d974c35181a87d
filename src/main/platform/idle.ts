import { powerMonitor } from 'electron';
import type { Idle } from '../core/ports.ts';

/** Of the whole desktop, and not of our window alone. */
export const systemIdle: Idle = {
  seconds: () => powerMonitor.getSystemIdleTime(),
};
