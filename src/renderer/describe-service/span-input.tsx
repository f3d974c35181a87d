import { useId, type ReactNode } from 'react';
import type { SpanDraft } from './description-draft.ts';
import styles from './span-input.module.css';

interface SpanInputProps {
  legend: string;
  /** Said, but not shown: what stands around it shows it. */
  isLegendHidden?: boolean;
  hint?: string;
  value: SpanDraft;
  complaint: string | null;
  onChange: (value: SpanDraft) => void;
  /** What stands beside it. */
  children?: ReactNode;
}

const units: readonly SpanDraft['unit'][] = ['days', 'weeks', 'months'];

/** A length of time: how many of what. */
export function SpanInput(props: SpanInputProps) {
  const { legend, isLegendHidden = false, hint, value, complaint, onChange, children } = props;
  const id = useId();
  const said = complaint ?? hint;
  return (
    <fieldset className={styles['span']}>
      <legend className={isLegendHidden ? styles['hidden'] : undefined}>{legend}</legend>
      <div className={styles['inputs']}>
        <input
          aria-label={`${legend}: how many`}
          inputMode="numeric"
          maxLength={5}
          autoComplete="off"
          value={value.count}
          aria-invalid={complaint !== null}
          aria-describedby={said === undefined ? undefined : `${id}-said`}
          onChange={(event) => onChange({ ...value, count: event.target.value })}
        />
        <select
          aria-label={`${legend}: of what`}
          value={value.unit}
          onChange={(event) => {
            const unit = units.find((one) => one === event.target.value) ?? value.unit;
            onChange({ ...value, unit });
          }}
        >
          {units.map((unit) => (
            <option key={unit}>{unit}</option>
          ))}
        </select>
        {children}
      </div>
      {said !== undefined && (
        <p
          id={`${id}-said`}
          className={`${styles['said']} ${complaint === null ? '' : (styles['complaint'] ?? '')}`}
        >
          {said}
        </p>
      )}
    </fieldset>
  );
}
