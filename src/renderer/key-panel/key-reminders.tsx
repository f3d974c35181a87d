import { spansWords } from '../../shared/span.ts';
import type { Entry } from '../inventory/entry.ts';
import { isReminded } from '../inventory/key-state.ts';
import { dayWords } from '../rotation/day-words.ts';
import { nextStageOf } from '../stages/stages-of-keys.ts';
import { Button } from '../ui/button.tsx';
import { wishFor } from '../wish.ts';
import styles from './key-reminders.module.css';

/** When its owner is reminded of its end, and whose word that is; nothing where nobody is. */
export function KeyReminders({ entry, now }: { entry: Entry; now: Date }) {
  const { row, stages, serviceName, skewMs } = entry;
  if (row.expiresAt === null || !isReminded(entry)) return null;
  const next = nextStageOf(row.expiresAt, stages, new Date(now.getTime() + skewMs));
  return (
    <section className={styles['reminders']} aria-label="Reminders">
      <h3>Reminders</h3>
      <Button kind="quiet" onPress={() => wishFor({ kind: 'stages', keyIds: [row.id] })}>
        Change…
      </Button>
      <p>{spansWords(stages)} before</p>
      <p className={styles['quiet']}>
        {row.stages === null ? `As all keys of ${serviceName}.` : 'For this key only.'}{' '}
        {next === null ? 'Next when it ends.' : `Next on ${dayWords(next, now)}.`}
      </p>
    </section>
  );
}
