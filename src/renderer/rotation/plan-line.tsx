import type { Entry } from '../inventory/entry.ts';
import { isLive } from '../inventory/key-state.ts';
import { Button } from '../ui/button.tsx';
import { wishFor } from '../wish.ts';
import { dateWords, dayWords } from './day-words.ts';
import styles from './plan-line.module.css';
import { hearAgain } from './snooze.ts';

/** What its owner means to do about a key, and when; nothing where nothing was said. */
export function PlanLine({ entry: { row, rotation }, now }: { entry: Entry; now: Date }) {
  const { id, rotateBy, snoozedUntil } = row;
  if (rotation !== null || row.replacedBy !== null || !isLive(row.standing)) return null;
  const isSnoozed = snoozedUntil !== null && Date.parse(snoozedUntil) > now.getTime();
  if (rotateBy === null && !isSnoozed) return null;
  return (
    <div className={styles['line']}>
      {rotateBy !== null && (
        <p>
          <span>Rotate by {dateWords(rotateBy, now)}</span>
          <Button kind="quiet" onPress={() => wishFor({ kind: 'plan', keyIds: [id] })}>
            Change day…
          </Button>
        </p>
      )}
      {isSnoozed && (
        <p>
          <span>Snoozed until {dayWords(new Date(snoozedUntil), now)}</span>
          <Button kind="quiet" onPress={() => void hearAgain([id])}>
            Hear of it again
          </Button>
        </p>
      )}
    </div>
  );
}
