import type { Urgency } from '../../shared/urgency.ts';
import type { Entry } from './entry.ts';
import styles from './life-bar.module.css';

interface LifeBarProps {
  /** How much of its life is over, in whole percent. */
  percent: number;
  urgency: Urgency | null;
}

/** The words beside it say the same. */
export function LifeBar({ percent, urgency }: LifeBarProps) {
  return (
    <div
      aria-hidden
      className={`${styles['bar']} ${urgency === null ? '' : (styles[urgency] ?? '')}`}
    >
      <div style={{ width: `${percent}%` }} />
    </div>
  );
}

/** Null where its beginning or its end is not known. */
export function lifePercentOf({ startMs, times, skewMs }: Entry, nowMs: number): number | null {
  if (startMs === null || times === null || times.endMs <= startMs) return null;
  const share = (nowMs + skewMs - startMs) / (times.endMs - startMs);
  return Math.round(Math.min(1, Math.max(0, share)) * 100);
}
