import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { DateField } from '../ui/date-field.tsx';
import { Dialog, DialogFoot } from '../ui/dialog.tsx';
import styles from './plan-dialog.module.css';
import { dateAfter, dateOfMoment, startOfDate } from './day-words.ts';
import type { DueKey } from './due.ts';
import { countOf, endingWords } from './due-words.ts';

interface SnoozeDialogProps {
  keys: readonly DueKey[];
  now: Date;
  onClose: () => void;
  onSnooze: (until: Date) => void;
}

const usualDays = 14;

/** In two weeks, but on the day before the first of them ends, if there is one. */
function proposedDate(keys: readonly DueKey[], now: Date): string {
  const ends = keys
    .map(({ entry: { times, skewMs } }) => (times === null ? Infinity : times.endMs - skewMs))
    .filter((endMs) => endMs > now.getTime() && endMs < Infinity)
    .map((endMs) => dateAfter(dateOfMoment(new Date(endMs)), -1));
  const today = dateOfMoment(now);
  const [first = ''] = [dateAfter(today, usualDays), ...ends].toSorted();
  return first > today ? first : dateAfter(today, 1);
}

/** No prompt about some keys before a day that the user chooses. */
export function SnoozeDialog({ keys, now, onClose, onSnooze }: SnoozeDialogProps) {
  const count = keys.length;
  const today = dateOfMoment(now);
  const [date, setDate] = useState(() => proposedDate(keys, now));
  const [isTried, setTried] = useState(false);
  const complaint = date > today ? null : 'Choose a day after today.';
  const ending = complaint === null ? endingWords(keys, now, startOfDate(date)) : null;
  return (
    <Dialog title={`Snooze ${countOf(count)}`} onClose={onClose}>
      <form
        className={styles['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (complaint === null) onSnooze(startOfDate(date));
        }}
      >
        <DateField
          label={count === 1 ? 'Hear of it again on' : 'Hear of them again on'}
          value={date}
          complaint={isTried ? complaint : null}
          onChange={setDate}
        />
        <p className={styles['quiet']}>
          Until then you hear only the last reminder before {count === 1 ? 'its end' : 'each end'}.
          The service may go on to send its mails.
        </p>
        {ending !== null && <output>{ending}</output>}
        <DialogFoot>
          <Button onPress={onClose}>Cancel</Button>
          <Button kind="primary" isSubmit>
            Snooze
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
