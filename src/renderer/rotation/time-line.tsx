import type { AccountState } from '../../shared/account-state.ts';
import type { Rotation } from '../../shared/rotation.ts';
import { copyText } from '../copy-text.ts';
import { dateOf, momentOf } from '../times.ts';
import { Button } from '../ui/button.tsx';
import { entryWords, reportOf } from './report.ts';
import folded from './folded.module.css';
import styles from './time-line.module.css';

interface TimeLineProps {
  rotation: Rotation;
  account: AccountState | undefined;
  now: Date;
}

/** All that has happened, oldest first: a leak has to be reported with its times. */
export function TimeLine({ rotation, account, now }: TimeLineProps) {
  const isLeak = rotation.reason === 'leaked';
  return (
    <details className={folded['folded']} open={isLeak && rotation.closedAt !== null}>
      <summary>Time line</summary>
      <ol className={styles['line']}>
        {rotation.timeline.map((entry, index) => (
          <li key={`${entry.at} ${entry.note} ${String(index)}`}>
            <span>{entryWords(entry, dateOf)}</span>
            <time dateTime={entry.at}>{momentOf(entry.at, now)}</time>
          </li>
        ))}
      </ol>
      <div>
        <Button onPress={() => copyReport(rotation, account)}>Copy report</Button>
      </div>
    </details>
  );
}

export function copyReport(rotation: Rotation, account: AccountState | undefined): void {
  copyText(
    reportOf(rotation, account),
    'The report is in the clipboard: labels, last fives and times, no key.',
  );
}
