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
  /** One of many rows, where there is no room for all the answers; `of` tells it from the others. */
  of?: string;
}

/** When a key ends that only the user can say it of. */
export function ExpiryField({ validity, choice, onChange, complaint, of }: ExpiryFieldProps) {
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
  const remark = remarkOnExpiry(choice, presets, now);
  const name = of === undefined ? 'Expires' : `Expiry of ${of}`;
  return (
    <div className={styles['group']}>
      {of === undefined ? (
        <Choice legend={name} options={options} value={value} onChange={choose} />
      ) : (
        <DropDown
          label={name}
          isLabelHidden
          groups={[{ label: null, options }]}
          value={value}
          onChange={choose}
        />
      )}
      {choice.kind === 'date' && (
        <DateField
          label={of === undefined ? 'Day of expiry' : `Day of expiry of ${of}`}
          isLabelHidden={of !== undefined}
          value={choice.date}
          complaint={complaint}
          onChange={(date) => onChange({ kind: 'date', date })}
        />
      )}
      {remark !== null && <p className={styles['quiet']}>{remark}</p>}
    </div>
  );
}
