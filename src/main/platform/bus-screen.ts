import type { Clock } from '../core/ports.ts';
import type { SessionBus } from './session-bus.ts';

/** What the user's screen can do. Neither may throw. */
export interface ScreenListener {
  onLock: () => void;
  onUnlock: () => void;
}

/** Each desktop has one of its own, and some have two. */
const desktops = ['freedesktop', 'gnome', 'cinnamon', 'mate', 'xfce'];
const withinMs = 5000;
/** Where there is no bus, or it has ended. */
const retryAfterMs = 60_000;

/**
 * Hears of the lock of the screen over the session bus of a Linux desktop, for as long as we run. Whoever
 * pretends it makes us hide a key, lock the window or look at the clock, and end sessions where that was chosen:
 * a nuisance, and nothing is told or lost by it.
 */
export function hearScreen(
  bus: Pick<SessionBus, 'hear'>,
  clock: Pick<Clock, 'after'>,
  { onLock, onUnlock }: ScreenListener,
): void {
  for (const desktop of desktops) void hearOne(`org.${desktop}.ScreenSaver`);

  async function hearOne(name: string): Promise<void> {
    let isOver = false;
    // A bus that ends while we begin is told twice.
    const again = (): void => {
      if (!isOver) clock.after(retryAfterMs, () => void hearOne(name));
      isOver = true;
    };
    const listener = (body: readonly unknown[] | null): void => {
      if (body === null) again();
      else if (body[0] === true) onLock();
      else if (body[0] === false) onUnlock();
    };
    try {
      await bus.hear({ interface: name, member: 'ActiveChanged' }, listener, withinMs);
    } catch {
      again();
    }
  }
}
