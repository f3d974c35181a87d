import { useState } from 'react';
import type { Validity } from '../../shared/service.ts';
import { dateOf } from '../times.ts';
import { Choice } from '../ui/choice.tsx';
import { DateField } from '../ui/date-field.tsx';
import { DropDown } from '../ui/drop-down.tsx';
import styles from './add-key.module.css';
import { expiryPresetsOf, remarkOnExpiry, type ExpiryChoice } from './expiry-choice.ts';

interface ExpiryFieldProps {
  validity: Validity;
  choice: ExpiryChoice;
  onChange: (choice: ExpiryChoice) => void;
  complaint: string | null;
  /** In a row, where there is no room for all the answers. */
  isOneOfMany?: boolean;
}

/** When a key ends that only the user can say it of. */
export function ExpiryField(props: ExpiryFieldProps) {
  const { validity, choice, onChange, complaint, isOneOfMany = false } = props;
  const [now] = useState(() => new Date());
  const presets = expiryPresetsOf(validity, now);
  const options = [
    ...presets.map(({ id, label, expiresAt }) => ({
      value: `in ${id}`,
      label: `In ${label}, ${dateOf(expiresAt)}`,
    })),
    { value: 'date', label: presets.length === 0 ? 'On a day' : 'Another day' },
    { value: 'none', label: 'No expiry' },
  ];
  const value = choice.kind === 'preset' ? `in ${choice.id}` : choice.kind;
  const choose = (chosen: string): void => {
    const preset = presets.find(({ id }) => `in ${id}` === chosen);
    if (preset) onChange({ kind: 'preset', id: preset.id });
    else onChange(chosen === 'none' ? { kind: 'none' } : { kind: 'date', date: '' });
  };
  const isPlain = isOneOfMany && choice.kind === 'none';
  const remark = isPlain ? null : remarkOnExpiry(choice, presets, now);
  return (
    <div className={styles['group']}>
      {isOneOfMany ? (
        <DropDown
          label="Expires"
          groups={[{ label: null, options }]}
          value={value}
          onChange={choose}
        />
      ) : (
        <Choice legend="Expires" options={options} value={value} onChange={choose} />
      )}
      {choice.kind === 'date' && (
        <DateField
          label="Day of expiry"
          value={choice.date}
          complaint={complaint}
          onChange={(date) => onChange({ kind: 'date', date })}
        />
      )}
      {remark !== null && <p className={styles['quiet']}>{remark}</p>}
    </div>
  );
}
