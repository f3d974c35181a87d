import { Choice } from '../ui/choice.tsx';
import { Field } from '../ui/field.tsx';
import styles from './describe-form.module.css';
import type { PartProps } from './describe-form.tsx';
import type { DescriptionDraft } from './description-draft.ts';
import { ReminderList } from './reminder-list.tsx';
import { SpanInput } from './span-input.tsx';

const lives: readonly { value: DescriptionDraft['validity']; label: string }[] = [
  { value: 'date', label: 'Until a date I enter' },
  { value: 'calendar-months', label: 'For months' },
  { value: 'days', label: 'For days' },
  { value: 'none', label: 'For ever' },
];

/** How long its keys live, and when to speak of it. */
export function LifePart({ draft, said, onChange }: PartProps) {
  const { validity } = draft;
  return (
    <section className={styles['part']}>
      <h3>How long they live</h3>
      <Choice
        legend="A new key is valid"
        options={lives}
        value={validity}
        onChange={(value) =>
          onChange({ validity: lives.find((life) => life.value === value)?.value ?? validity })
        }
      />
      {validity === 'calendar-months' && (
        <div className={styles['short']}>
          <Field
            label="How many calendar months"
            maxLength={5}
            value={draft.months}
            complaint={said('months')}
            onChange={(months) => onChange({ months })}
          />
        </div>
      )}
      {validity === 'days' && (
        <div className={styles['short']}>
          <Field
            label="How many days"
            maxLength={5}
            value={draft.days}
            complaint={said('days')}
            onChange={(days) => onChange({ days })}
          />
        </div>
      )}
      <SpanInput
        legend="Rotate every (optional)"
        hint="Where the service, or your agency, asks for it although keys live longer."
        value={draft.rotateEvery}
        complaint={said('rotateEvery')}
        onChange={(rotateEvery) => onChange({ rotateEvery })}
      />
      <ReminderList
        reminders={draft.reminders}
        said={said}
        onChange={(reminders) => onChange({ reminders })}
      />
    </section>
  );
}
