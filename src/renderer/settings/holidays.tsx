import { X } from 'lucide-react';
import { useState } from 'react';
import type { Holiday } from '../../shared/holiday.ts';
import { bundledHolidays, isAsBundled } from '../../shared/holidays.ts';
import type { Settings } from '../../shared/settings.ts';
import { useNow } from '../now.ts';
import { Button } from '../ui/button.tsx';
import { DateField } from '../ui/date-field.tsx';
import { Field } from '../ui/field.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import {
  comingOf,
  complaintAboutHoliday,
  dayOf,
  withHoliday,
  withoutHoliday,
  wordsOfDay,
  type HolidayComplaint,
} from './holiday-list.ts';
import styles from './holidays.module.css';

interface HolidaysProps {
  days: readonly Holiday[];
  onChoose: (part: Partial<Settings>) => void;
}

const none: Holiday = { date: '', name: '' };

/** Days for which no rotation is planned. Those that are over are kept, and not shown. */
export function Holidays({ days, onChoose }: HolidaysProps) {
  const today = dayOf(useNow(60_000));
  const coming = comingOf(days, today);
  return (
    <>
      <p className={styles['quiet']}>
        A plan leaves out these days and all weekends. The list that comes with Keyturn has the
        public holidays of Singapore.
      </p>
      {coming.length === 0 ? (
        <p className={styles['quiet']}>No holidays lie ahead: only weekends are left out.</p>
      ) : (
        <ul className={styles['days']} aria-label="Holidays ahead">
          {coming.map(({ date, name }) => (
            <li key={date}>
              <span className={styles['date']}>{wordsOfDay(date)}</span>
              <span className={styles['name']}>{name}</span>
              <IconButton
                label={`Remove ${name}, ${wordsOfDay(date)}`}
                onClick={() => onChoose({ holidays: withoutHoliday(days, date) })}
              >
                <X size={16} aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <NewHoliday days={days} today={today} onChoose={onChoose} />
      {!isAsBundled(days) && (
        <Button onPress={() => onChoose({ holidays: [...bundledHolidays] })}>
          Back to the list that comes with Keyturn
        </Button>
      )}
    </>
  );
}

function NewHoliday({ days, today, onChoose }: HolidaysProps & { today: string }) {
  const [draft, setDraft] = useState(none);
  const [complaint, setComplaint] = useState<HolidayComplaint | null>(null);
  const edit = (part: Partial<Holiday>): void => {
    setDraft({ ...draft, ...part });
    setComplaint(null);
  };
  const add = (): void => {
    const found = complaintAboutHoliday(draft, days, today);
    setComplaint(found);
    if (found !== null) return;
    onChoose({ holidays: withHoliday(days, draft) });
    setDraft(none);
  };
  return (
    <form
      className={styles['new']}
      noValidate
      aria-label="Add a holiday"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <DateField
        label="Day"
        value={draft.date}
        complaint={complaint?.date ?? null}
        onChange={(date) => edit({ date })}
      />
      <Field
        label="Holiday"
        value={draft.name}
        maxLength={60}
        complaint={complaint?.name ?? null}
        onChange={(name) => edit({ name })}
      />
      <div className={styles['add']}>
        <Button isSubmit>Add</Button>
      </div>
    </form>
  );
}
