import { useEffect, useId, useRef } from 'react';
import styles from './letting-go.module.css';

interface LastFiveFieldProps {
  /** Whose they are, where two keys are named. */
  whose?: 'its' | 'the old key’s';
  value: string;
  onChange: (value: string) => void;
  complaint: string | null;
  /** How often something else was typed. Each time, it is typed anew. */
  missCount: number;
  hasFocus?: boolean;
  /** Enter, which never does the dangerous thing itself. */
  onEnter: () => void;
}

/** Five characters, typed to show that this key is meant and no other. Case counts. */
export function LastFiveField(props: LastFiveFieldProps) {
  const { value, onChange, complaint, missCount, hasFocus = false, onEnter } = props;
  const { whose = 'its' } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (hasFocus) input.current?.focus();
  }, [hasFocus]);
  useEffect(() => {
    if (missCount > 0) input.current?.focus();
  }, [missCount]);
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>Type {whose} last five characters to go on</label>
      <input
        ref={input}
        id={id}
        className={styles['five']}
        value={value}
        maxLength={5}
        size={5}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-invalid={complaint !== null}
        aria-describedby={`${id}-said`}
        onChange={(event) => onChange(event.target.value)}
        onPaste={(event) => {
          // Somebody may paste the whole key; it must not come into the window.
          event.preventDefault();
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          // Else the button that now gets the focus would be pressed by the same key.
          event.preventDefault();
          onEnter();
        }}
      />
      <p id={`${id}-said`} className={complaint === null ? styles['quiet'] : styles['complaint']}>
        {complaint ?? 'They stand above, after the dots. Capital and small letters differ.'}
      </p>
    </div>
  );
}
