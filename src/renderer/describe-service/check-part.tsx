import { Check } from '../ui/check.tsx';
import { Field } from '../ui/field.tsx';
import styles from './describe-form.module.css';
import type { PartProps } from './describe-form.tsx';

/** A harmless question that tells whether a key works. */
export function CheckPart({ draft, said, onChange }: PartProps) {
  return (
    <section className={styles['part']}>
      <h3>Checking a key</h3>
      <Check
        label="There is a harmless page to ask with a key"
        hint="One that only reads. Keyturn asks it when you check a key, and drops what comes back."
        isChecked={draft.canCheck}
        onChange={(canCheck) => onChange({ canCheck })}
      />
      {draft.canCheck && (
        <>
          <Field
            label="Path"
            hint="Added to the base address, such as /v1/me. Never one that sends anything to anybody."
            maxLength={500}
            value={draft.path}
            complaint={said('path')}
            onChange={(path) => onChange({ path })}
          />
          <div className={styles['pair']}>
            <Field
              label="The key works when it answers"
              hint="2xx is any success"
              maxLength={60}
              value={draft.works}
              complaint={said('works')}
              onChange={(works) => onChange({ works })}
            />
            <Field
              label="It is refused when it answers"
              hint="403 often means the network, not the key"
              maxLength={60}
              value={draft.refused}
              complaint={said('refused')}
              onChange={(refused) => onChange({ refused })}
            />
          </div>
          <Check
            label="Only if it answers with JSON"
            hint="So that the sign-in page of a network is not taken for the service."
            isChecked={draft.isJson}
            onChange={(isJson) => onChange({ isJson })}
          />
          <p className={styles['quiet']}>Any other answer says nothing about the key.</p>
        </>
      )}
    </section>
  );
}
