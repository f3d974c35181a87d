import { useId } from 'react';
import { dateOf } from '../times.ts';
import styles from './soak-field.module.css';
import { soakEndOf } from './start-words.ts';

interface SoakFieldProps {
  /** Null for what is no number of days. */
  days: number | null;
  expiresAt: string | null;
  now: Date;
  isTried: boolean;
  /** Whether the tools have the new key now, so that the date holds. */
  isNow?: boolean;
  onChange: (days: number | null) => void;
}

/** How long both keys live, and the day that means. */
export function SoakField(props: SoakFieldProps) {
  const { days, expiresAt, now, isTried, isNow = false, onChange } = props;
  const id = useId();
  const isWrong = days === null && isTried;
  return (
    <div className={styles['field']}>
      <span className={styles['days']}>
        <label htmlFor={id}>Both keys work for</label>
        <input
          id={id}
          type="number"
          min={0}
          max={90}
          value={days ?? ''}
          aria-invalid={isWrong}
          aria-describedby={`${id}-said`}
          onChange={({ target }) => {
            const wanted = target.valueAsNumber;
            const isDays = Number.isInteger(wanted) && wanted >= 0 && wanted <= 90;
            onChange(isDays ? wanted : null);
          }}
        />
        {days === 1 ? 'day' : 'days'}
      </span>
      <p id={`${id}-said`} className={isWrong ? styles['complaint'] : styles['hint']}>
        {hintOf(days, expiresAt, now, isNow)}
      </p>
    </div>
  );
}

function hintOf(days: number | null, expiresAt: string | null, now: Date, isNow: boolean): string {
  if (days === null) return 'A number of days from 0 to 90.';
  if (days === 0)
    return 'You are asked to retire the old key as soon as your tools have the new one.';
  const { until, isCut } = soakEndOf(days, expiresAt, now);
  if (isCut) return `Until ${dateOf(until)} at most: the old key ends then.`;
  return isNow
    ? `Until ${dateOf(until)}. Then you retire the old one.`
    : `From when your tools have the new key: until ${dateOf(until)}, if that is today.`;
}
