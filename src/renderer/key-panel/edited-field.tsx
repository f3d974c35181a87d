import { useId, useState, type KeyboardEvent } from 'react';
import type { Request } from '../../shared/contract.ts';
import type { KeyId } from '../../shared/key.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { Alert } from '../ui/alert.tsx';
import styles from './edited-field.module.css';

interface EditedFieldProps {
  keyId: KeyId;
  label: string;
  kind: 'text' | 'lines' | 'date';
  value: string;
  hint?: string;
  /** What to tell main; null for a text that cannot be meant. */
  changeOf: (text: string) => Omit<Request<'editKey'>, 'keyId'> | null;
}

/** A field that is saved when it is left, or by Enter: with Ctrl where Enter is a new line. */
export function EditedField({ keyId, label, kind, value, hint, changeOf }: EditedFieldProps) {
  const id = useId();
  const [text, setText] = useState(value);
  const [complaint, setComplaint] = useState<string | null>(null);
  const isChanged = text !== value;
  const save = async (): Promise<void> => {
    if (!isChanged) return;
    const change = changeOf(text);
    if (change === null) {
      setText(value);
      return;
    }
    const result = await call('editKey', { keyId, ...change });
    setComplaint(result.ok ? null : failureWords(result.failure));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const isCommand = event.ctrlKey || event.metaKey;
    if (event.key === 'Enter' && (kind !== 'lines' || isCommand)) {
      event.preventDefault();
      void save();
    } else if (event.key === 'Escape' && isChanged) {
      event.preventDefault();
      setText(value);
    }
  };
  const shared = {
    id,
    value: text,
    onBlur: () => void save(),
    onKeyDown,
    'aria-describedby': hint === undefined && !isChanged ? undefined : `${id}-said`,
  };
  const how =
    kind === 'lines' ? 'Saved when you leave the field, or with Ctrl Enter.' : 'Saved with Enter.';
  const said = isChanged ? how : hint;
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      {kind === 'lines' ? (
        <textarea
          {...shared}
          rows={2}
          maxLength={2000}
          onChange={({ target }) => setText(target.value)}
        />
      ) : (
        <input
          {...shared}
          type={kind}
          maxLength={255}
          autoComplete="off"
          onChange={({ target }) => setText(target.value)}
        />
      )}
      {said !== undefined && (
        <p id={`${id}-said`} className={styles['said']}>
          {said}
        </p>
      )}
      {complaint !== null && <Alert>{complaint}</Alert>}
    </div>
  );
}
