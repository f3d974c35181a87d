import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import styles from './drop-down.module.css';

export interface DropDownGroup {
  /** Null for options that stand by themselves. */
  label: string | null;
  options: readonly { value: string; label: string }[];
}

interface DropDownProps {
  label: string;
  groups: readonly DropDownGroup[];
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  complaint?: string | null;
}

/**
 * One of many. The system's own list: it opens above a dialog, which no list of the page does, and it
 * is at home on each system, with its keys and its screen reader.
 */
export function DropDown(props: DropDownProps) {
  const { label, groups, value, onChange, hint, complaint = null } = props;
  const id = useId();
  const said = complaint ?? hint;
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <span className={styles['box']}>
        <select
          id={id}
          value={value}
          aria-invalid={complaint !== null}
          aria-describedby={said === undefined ? undefined : `${id}-said`}
          onChange={(event) => onChange(event.target.value)}
        >
          {groups.map((group) =>
            group.label === null ? (
              group.options.map((option) => <Option key={option.value} {...option} />)
            ) : (
              <optgroup key={group.label} label={group.label}>
                {group.options.map((option) => (
                  <Option key={option.value} {...option} />
                ))}
              </optgroup>
            ),
          )}
        </select>
        <ChevronDown aria-hidden size={14} />
      </span>
      {said !== undefined && (
        <p id={`${id}-said`} className={complaint === null ? styles['hint'] : styles['complaint']}>
          {said}
        </p>
      )}
    </div>
  );
}

function Option({ value, label }: { value: string; label: string }) {
  return <option value={value}>{label}</option>;
}
