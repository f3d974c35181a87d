import { minuteMs } from './calendar.ts';
import { sendReminders } from './reminders.ts';
import { nowOf, type World } from './world.ts';

export type ClockMove =
  | { moveMs: number }
  | { now: string }
  | { reset: true }
  /** To a minute before the next key ends, so that one can be watched ending. */
  | { toNextExpiry: true };

const earliest = Date.UTC(2000, 0);
const latest = Date.UTC(2100, 0);

/** Moves the clock and lets happen what would have happened meanwhile; else says why it cannot. */
export function moveClock(world: World, move: ClockMove): string | null {
  const before = nowOf(world).getTime();
  const wanted = wantedTime(world, move, before);
  if (wanted === null) return 'No key ends after this.';
  if (wanted < earliest || wanted >= latest) return 'The clock goes from 2000 to 2099.';
  world.clockOffsetMs = 'reset' in move ? 0 : world.clockOffsetMs + wanted - before;
  if (wanted < before) {
    // An OTP from what is now the future would have to be waited out.
    world.postman.otps = [];
    world.dataGov.otps = [];
  }
  sendReminders(world, nowOf(world));
  return null;
}

function wantedTime(world: World, move: ClockMove, now: number): number | null {
  if ('moveMs' in move) return now + move.moveMs;
  if ('now' in move) return Date.parse(move.now);
  if ('reset' in move) return Date.now();
  const next = nextExpiryOf(world, new Date(now + minuteMs));
  return next === null ? null : Date.parse(next) - minuteMs;
}

/** When the first of the keys that still stand after `time` ends. */
export function nextExpiryOf({ postman, dataGov }: World, time: Date): string | null {
  const ends = [
    ...postman.keys.filter((key) => key.deletedAt === null).map((key) => key.validUntil),
    ...dataGov.keys.map((key) => key.expiresAt),
  ];
  return ends.filter((end) => new Date(end) > time).toSorted()[0] ?? null;
}
