import { useId } from 'react';
import styles from './field.module.css';

interface DateFieldProps {
  label: string;
  /** `2027-05-12`, or empty. */
  value: string;
  onChange: (value: string) => void;
  complaint?: string | null;
}

/** A day, in the way of writing of the system. */
export function DateField(props: DateFieldProps) {
  const { label, value, onChange, complaint = null } = props;
  const id = useId();
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="date"
        className={styles['input']}
        value={value}
        min="2000-01-01"
        max="2199-12-31"
        aria-invalid={complaint !== null}
        aria-describedby={complaint === null ? undefined : `${id}-said`}
        onChange={(event) => onChange(event.target.value)}
      />
      {complaint !== null && (
        <p id={`${id}-said`} className={styles['complaint']}>
          {complaint}
        </p>
      )}
    </div>
  );
}
