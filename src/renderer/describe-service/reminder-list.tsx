import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { spansWords } from '../../shared/span.ts';
import { mostStages, usualStages } from '../../shared/stages.ts';
import { Button } from '../ui/button.tsx';
import type { SpanDraft } from './description-draft.ts';
import styles from './reminder-list.module.css';
import { SpanInput } from './span-input.tsx';

interface ReminderListProps {
  reminders: readonly SpanDraft[];
  said: (field: string) => string | null;
  onChange: (reminders: readonly SpanDraft[]) => void;
}

/** When Keyturn speaks of a key that is to be rotated. Their order does not matter here. */
export function ReminderList({ reminders, said, onChange }: ReminderListProps) {
  const list = useRef<HTMLFieldSetElement>(null);
  // What had the focus is gone after a removal, and what should have it is not there before an adding:
  // so it is looked for once all is drawn.
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    list.current?.querySelector<HTMLElement>(wanted.current)?.focus();
    wanted.current = null;
  });

  const add = (): void => {
    wanted.current = 'li:last-child input';
    onChange([...reminders, { count: '', unit: 'days' }]);
  };
  const remove = (place: number): void => {
    const next = Math.min(place, reminders.length - 2);
    wanted.current = next < 0 ? ':scope > div button' : `li:nth-child(${next + 1}) button`;
    onChange(reminders.filter((_one, index) => index !== place));
  };
  return (
    <fieldset ref={list} className={styles['list']}>
      <legend>Remind me beforehand</legend>
      {reminders.length === 0 && (
        <p className={styles['none']}>As usual: {spansWords(usualStages)} before</p>
      )}
      <ul>
        {reminders.map((reminder, place) => (
          // oxlint-disable-next-line react/no-array-index-key -- Two may be alike while they are typed.
          <li key={place}>
            <SpanInput
              legend={`Reminder ${place + 1}`}
              isLegendHidden
              value={reminder}
              complaint={said(`reminder ${place}`)}
              onChange={(value) =>
                onChange(reminders.map((one, index) => (index === place ? value : one)))
              }
            >
              <button
                type="button"
                className={styles['remove']}
                aria-label={`Remove reminder ${place + 1}`}
                onClick={() => remove(place)}
              >
                <X aria-hidden size={16} />
              </button>
            </SpanInput>
          </li>
        ))}
      </ul>
      {reminders.length < mostStages && (
        <div className={styles['add']}>
          <Button onPress={add}>Add a reminder</Button>
        </div>
      )}
    </fieldset>
  );
}
