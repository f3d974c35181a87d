import { memo } from 'react';
import type { Holiday } from '../../shared/holiday.ts';
import type { KeyId } from '../../shared/key.ts';
import { shownLabel } from '../../shared/shown-label.ts';
import { LastFive } from '../add-key/last-five.tsx';
import type { Entry } from '../inventory/entry.ts';
import { dayWords, weekdayWords } from './day-words.ts';
import styles from './plan-dialog.module.css';
import { complaintAboutDate, dayOffOf } from './plan-draft.ts';

interface PlanRowProps {
  entry: Entry;
  date: string;
  now: Date;
  holidays: readonly Holiday[];
  onChange: (id: KeyId, date: string) => void;
}

export const PlanRow = memo(function PlanRow({
  entry,
  date,
  now,
  holidays,
  onChange,
}: PlanRowProps) {
  const { row, accountName, serviceName } = entry;
  const name = shownLabel(row.label);
  const complaint = complaintAboutDate({ entry, date }, now);
  const dayOff = dayOffOf(date, holidays);
  const saidId = `said-${row.id}`;
  return (
    <li className={styles['row']}>
      <div className={styles['key']}>
        <p>
          <span dir="auto" className={styles['name']} title={name}>
            {name}
          </span>
          <LastFive text={row.lastFive} />
        </p>
        <small>
          {accountName} · {serviceName}
        </small>
      </div>
      <span className={styles['end']}>
        {row.expiresAt === null ? 'no end' : `ends ${dayWords(new Date(row.expiresAt), now)}`}
      </span>
      <span className={styles['weekday']}>{date === '' ? '' : weekdayWords(date)}</span>
      <input
        type="date"
        aria-label={`Rotate ${name} by`}
        aria-invalid={complaint !== null}
        aria-describedby={(complaint ?? dayOff) ? saidId : undefined}
        value={date}
        min="2000-01-01"
        max="2199-12-31"
        onChange={({ target }) => onChange(row.id, target.value)}
      />
      {(complaint ?? dayOff) !== null && (
        <p id={saidId} className={complaint === null ? styles['off'] : styles['complaint']}>
          {complaint ?? `This day is off: ${dayOff}.`}
        </p>
      )}
    </li>
  );
});
