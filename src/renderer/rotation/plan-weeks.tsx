import { countOf } from './due-words.ts';
import { dateWords, startOfDate } from './day-words.ts';
import styles from './plan-dialog.module.css';
import type { Week } from './plan-draft.ts';

const monthName = new Intl.DateTimeFormat(undefined, { month: 'short' });

/** How the days spread: a column for each week, named where a month begins. Nothing where all are in one. */
export function PlanWeeks({ weeks, now }: { weeks: readonly Week[]; now: Date }) {
  const most = Math.max(1, ...weeks.map(({ count }) => count));
  const total = weeks.reduce((sum, { count }) => sum + count, 0);
  const busy = weeks.filter(({ count }) => count > 0).length;
  if (busy < 2) return null;
  const words = `${countOf(total)} over ${busy} weeks, at most ${most} in one`;
  return (
    <figure className={styles['weeks']}>
      <div
        aria-hidden
        className={styles['columns']}
        style={{ gridTemplateColumns: `repeat(${Math.max(12, weeks.length)}, minmax(2px, 1fr))` }}
      >
        {weeks.map(({ from, count }) => (
          <div
            key={from}
            className={styles['week']}
            title={`Week of ${dateWords(from, now)}: ${countOf(count)}`}
          >
            <span
              className={styles['column']}
              style={{ height: count === 0 ? 0 : `${Math.max(12, (count / most) * 100)}%` }}
            />
            <small>{beginsMonth(from) ? monthName.format(startOfDate(from)) : ''}</small>
          </div>
        ))}
      </div>
      <figcaption>{words}</figcaption>
    </figure>
  );
}

function beginsMonth(monday: string): boolean {
  return startOfDate(monday).getDate() <= 7;
}
