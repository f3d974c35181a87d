import { powerMonitor } from 'electron';
import { hearScreen, type ScreenListener } from './bus-screen.ts';
import { systemClock } from './clock.ts';
import { systemSessionBus } from './session-bus.ts';

/** Hears of the screen being locked and unlocked. Electron knows of it on macOS and Windows alone. */
export function watchScreenLock(listener: ScreenListener): void {
  if (process.platform === 'linux') {
    hearScreen(systemSessionBus, systemClock, listener);
    return;
  }
  powerMonitor.on('lock-screen', () => listener.onLock());
  powerMonitor.on('unlock-screen', () => listener.onUnlock());
}
