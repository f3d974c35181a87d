import { Check } from '../ui/check.tsx';
import { Field } from '../ui/field.tsx';
import styles from './describe-form.module.css';
import type { PartProps } from './describe-form.tsx';
import { PatternHelp } from './pattern-help.tsx';

/** What its keys look like and how they are sent. */
export function KeysPart({ draft, said, onChange }: PartProps) {
  return (
    <section className={styles['part']}>
      <h3>Its keys</h3>
      <Field
        label="Form of a key (optional)"
        hint="Lets Keyturn see that a key was pasted whole. Describe its form; never write a key here."
        maxLength={200}
        value={draft.keyPattern}
        complaint={said('keyPattern')}
        onChange={(keyPattern) => onChange({ keyPattern })}
      />
      <PatternHelp />
      <div className={styles['pair']}>
        <Field
          label="Header (optional)"
          hint="Such as Authorization"
          maxLength={64}
          value={draft.header}
          complaint={said('header')}
          onChange={(header) => onChange({ header })}
        />
        <Field
          label="What stands in it"
          hint="{key} is where the key goes"
          maxLength={100}
          value={draft.template}
          complaint={said('template')}
          onChange={(template) => onChange({ template })}
        />
      </div>
      <div className={styles['short']}>
        <Field
          label="Most keys at once (optional)"
          maxLength={5}
          value={draft.mostLiveKeys}
          complaint={said('mostLiveKeys')}
          onChange={(mostLiveKeys) => onChange({ mostLiveKeys })}
        />
      </div>
      <Check
        label="A new key is shown once and never again"
        isChecked={draft.isShownOnce}
        onChange={(isShownOnce) => onChange({ isShownOnce })}
      />
    </section>
  );
}
