import { useState } from 'react';
import type { KeyRow } from '../../shared/key.ts';
import type { RuleCard } from '../../shared/service.ts';
import { Field } from '../ui/field.tsx';
import styles from './add-key.module.css';
import { complaintAboutLabel, labelRulesOf, successorLabels, twinsOf } from './label.ts';
import { LastFive } from './last-five.tsx';

interface LabelFieldProps {
  card: RuleCard;
  label: string;
  onChange: (label: string) => void;
  /** Those of the account. */
  rows: readonly KeyRow[];
  replaced: KeyRow | null;
  isTried: boolean;
  hasFocus?: boolean;
}

/** A label with the rules of its service, said while it is typed. */
export function LabelField(props: LabelFieldProps) {
  const { card, label, onChange, rows, replaced, isTried, hasFocus = true } = props;
  const [now] = useState(() => new Date());
  const rules = labelRulesOf(card);
  const twins = twinsOf(label, rows);
  const model = twins[0]?.label ?? replaced?.label ?? null;
  const taken = rows.map((row) => row.label);
  const suggested =
    model === null ? [] : successorLabels(model, taken, now).filter((one) => one !== label);
  const isWrong = isTried || label.trim().length > rules.longest;
  const permanent = rules.isPermanent ? ' This label is permanent: it can never be changed.' : '';
  return (
    <div className={styles['group']}>
      <Field
        label={card.label === null ? 'Name in Keyturn' : 'Label'}
        hasFocus={hasFocus}
        value={label}
        // Longer than the rule, so that what is too much is seen and not cut off.
        maxLength={rules.longest + 500}
        hint={`${label.trim().length} of ${rules.longest} characters.${permanent}`}
        complaint={isWrong ? complaintAboutLabel(label, card) : null}
        onChange={onChange}
      />
      <div aria-live="polite">
        {twins.length > 0 && (
          <p className={styles['due']}>
            {twins.length === 1 ? 'A live key has' : `${twins.length} live keys have`} this label
            already:{' '}
            {twins.slice(0, 3).map((twin, index) => (
              <span key={twin.id}>
                {index > 0 && ', '}
                <LastFive text={twin.lastFive} />
              </span>
            ))}
            {twins.length > 3 && ' and more'}. You may use it again; only the last five characters
            will then tell them apart.
          </p>
        )}
      </div>
      {suggested.length > 0 && (
        <p className={styles['offered']}>
          {suggested.map((one) => (
            <button key={one} type="button" onClick={() => onChange(one)}>
              Use “{one}”
            </button>
          ))}
        </p>
      )}
    </div>
  );
}
