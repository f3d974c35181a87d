import type { AccountState } from '../../shared/account-state.ts';
import { countdownWords } from '../../shared/countdown-words.ts';
import type { Standing } from '../../shared/key.ts';
import { clockWords } from '../account/account-words.ts';
import type { Entry } from '../inventory/entry.ts';
import { liveUrgencyOf } from '../inventory/key-state.ts';
import { LifeBar, lifePercentOf } from '../inventory/life-bar.tsx';
import styles from './key-panel.module.css';
import { zonedTimesOf } from './zoned-times.ts';

interface KeyLifeProps {
  entry: Entry;
  account: Pick<AccountState, 'clockSkewMs' | 'isSandbox'>;
  now: Date;
}

/** How long it has, on the clock of whoever looks and on the service's. */
export function KeyLife({ entry, account, now }: KeyLifeProps) {
  const { row, skewMs } = entry;
  if (row.expiresAt === null) return null;
  const urgency = liveUrgencyOf(entry, now.getTime());
  const percent = lifePercentOf(entry, now.getTime());
  const words = countdownWords(row.expiresAt, new Date(now.getTime() + skewMs));
  return (
    <section className={styles['life']} aria-label="Expiry">
      <p className={`${styles['countdown']} ${styles[`${urgency}-words`] ?? ''}`}>
        {lifeWords(words, row.standing)}
      </p>
      {percent !== null && urgency !== null && <LifeBar percent={percent} urgency={urgency} />}
      <p className={styles['times']}>
        {zonedTimesOf(row.expiresAt).map(({ text, zone }) => (
          <span key={zone}>
            {text} <small>{zone}</small>
          </span>
        ))}
      </p>
      {account.clockSkewMs !== null && (
        <p className={styles['quiet']}>{clockWords(account.clockSkewMs, account.isSandbox)}</p>
      )}
    </section>
  );
}

/** What has been ended before its day does not expire any more. */
export function lifeWords(words: string, standing: Standing): string {
  if (words.startsWith('expired')) return `E${words.slice(1)}`;
  const isEnded = standing === 'retired' || standing === 'gone';
  return `${isEnded ? 'Would have expired' : 'Expires'} ${words}`;
}
