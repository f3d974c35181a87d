import { useEffect, useId, useRef } from 'react';
import styles from './field.module.css';

interface FieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  /** What is wrong with the value; null if nothing is, or nobody has asked yet. */
  complaint?: string | null;
  type?: 'text' | 'email' | 'url';
  /** For a code: large, and spaced so that it can be read letter by letter. */
  isCode?: boolean;
  hasFocus?: boolean;
  maxLength?: number;
  autoComplete?: string;
}

export function Field({
  label,
  value,
  onChange,
  hint,
  complaint = null,
  type = 'text',
  isCode = false,
  hasFocus = false,
  maxLength = 300,
  autoComplete = 'off',
}: FieldProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (hasFocus) input.current?.focus();
  }, [hasFocus]);
  const said = complaint ?? hint;
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <input
        ref={input}
        id={id}
        className={isCode ? `${styles['input']} ${styles['code']}` : styles['input']}
        type={type}
        value={value}
        maxLength={maxLength}
        autoComplete={autoComplete}
        spellCheck={false}
        aria-invalid={complaint !== null}
        aria-describedby={said === undefined ? undefined : `${id}-said`}
        onChange={(event) => onChange(event.target.value)}
      />
      {said !== undefined && (
        <p id={`${id}-said`} className={complaint === null ? styles['hint'] : styles['complaint']}>
          {said}
        </p>
      )}
    </div>
  );
}
