import { useId, useState } from 'react';
import type { Settings } from '../../shared/settings.ts';
import styles from './settings-page.module.css';

const fewest = 5;
const most = 300;

interface ClipboardSecondsProps {
  seconds: number;
  onChoose: (part: Partial<Settings>) => void;
}

/** How long a copied key stays. Kept when the field is left or Enter is pressed, if it is a number we take. */
export function ClipboardSeconds({ seconds, onChoose }: ClipboardSecondsProps) {
  const [typed, setTyped] = useState(String(seconds));
  const id = useId();
  const wanted = secondsOf(typed);
  const keep = (): void => {
    if (wanted !== null && wanted !== seconds) onChoose({ clipboardSeconds: wanted });
  };
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>Clear a copied key after</label>
      <span className={styles['number']}>
        <input
          id={id}
          inputMode="numeric"
          size={4}
          maxLength={3}
          autoComplete="off"
          value={typed}
          aria-invalid={wanted === null}
          aria-describedby={`${id}-said`}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={keep}
          onKeyDown={(event) => {
            if (event.key === 'Enter') keep();
          }}
        />{' '}
        seconds
      </span>
      <p id={`${id}-said`} className={wanted === null ? styles['complaint'] : styles['quiet']}>
        {wanted === null
          ? `Give a whole number from ${fewest} to ${most}. Until then it is ${seconds}.`
          : `From ${fewest} to ${most}. It is also cleared when you lock the screen or quit.`}
      </p>
    </div>
  );
}

/** Null for what is not taken. */
export function secondsOf(typed: string): number | null {
  if (!/^\s*\d{1,3}\s*$/.test(typed)) return null;
  const seconds = Number(typed);
  return seconds >= fewest && seconds <= most ? seconds : null;
}
