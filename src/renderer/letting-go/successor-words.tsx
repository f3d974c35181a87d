import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { KeyRow } from '../../shared/key.ts';
import { KeyName } from '../key-name.tsx';
import { useNow } from '../now.ts';
import { distanceOf } from '../times.ts';
import styles from './letting-go.module.css';

interface SuccessorWordsProps {
  row: KeyRow;
  successor: KeyRow | null;
}

/** Whether a key that works stands ready in the place of one that is to be retired. */
export function SuccessorWords({ row, successor }: SuccessorWordsProps) {
  const now = useNow(60_000);
  if (row.standing !== 'held' && row.standing !== 'known-not-held') return null;
  if (successor !== null && successor.check?.answer.outcome === 'works') {
    return (
      <p className={styles['good']}>
        <CircleCheck aria-hidden size={16} />
        <span>
          <KeyName of={successor} /> takes its place. It worked when it was checked{' '}
          {distanceOf(successor.check.at, now)}.
        </span>
      </p>
    );
  }
  return (
    <p className={styles['warning']}>
      <TriangleAlert aria-hidden size={16} />
      <span>
        {successor === null ? (
          <>
            <strong>No key takes its place yet.</strong> Make a new one, put it where this one is
            used, and retire this one then.
          </>
        ) : (
          <>
            <strong>
              <KeyName of={successor} /> is to take its place, but was not seen to work.
            </strong>{' '}
            Check it first.
          </>
        )}
      </span>
    </p>
  );
}
