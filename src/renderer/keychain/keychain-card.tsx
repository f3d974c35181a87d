import { CircleCheck, Hourglass, LockKeyhole, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { KeychainState } from '../../shared/keychain.ts';
import type { State } from '../../shared/state.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { Button } from '../ui/button.tsx';
import styles from './keychain-card.module.css';
import { slowWord, wordsOf } from './keychain-words.tsx';

interface KeychainCardProps {
  keychain: KeychainState;
  isChecking: boolean;
  isSlow: boolean;
  platform: State['app']['platform'];
  labelledBy: string;
}

/** How keys would be held on this computer, and what the user can do about it. */
export function KeychainCard({
  keychain,
  isChecking,
  isSlow,
  platform,
  labelledBy,
}: KeychainCardProps) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isUnlocking, setIsUnlocking] = useState(false);
  const [wasUnlocked, setWasUnlocked] = useState(false);

  async function check(): Promise<void> {
    setFailure(null);
    const result = await call('checkKeychain', {});
    if (!result.ok) setFailure(result.failure);
  }

  async function unlock(): Promise<void> {
    setFailure(null);
    setIsUnlocking(true);
    setWasUnlocked(false);
    const result = await call('unlockKeychain', {});
    setIsUnlocking(false);
    if (!result.ok) return setFailure(result.failure);
    // The button that was pressed is gone now; the focus should not be lost with it.
    setWasUnlocked(true);
  }

  if (keychain.status === 'unknown') {
    return (
      <section className={styles['card']} aria-labelledby={labelledBy} aria-busy>
        <p className={styles['waiting']}>Looking for the keychain…</p>
      </section>
    );
  }
  const { title, text, advice } = wordsOf(keychain, platform);
  const { icon: Icon, word, tone } = isSlow ? slowFace : faces[keychain.status];
  return (
    <section className={styles['card']} aria-labelledby={labelledBy}>
      <div className={styles['head']}>
        <h2>{title}</h2>
        <output className={`${styles['standing']} ${styles[tone]}`}>
          <Icon aria-hidden size={14} strokeWidth={2.25} />
          {word}
        </output>
      </div>
      <div className={styles['words']}>
        <p>{text}</p>
        {advice && <p>{advice}</p>}
        {isUnlocking && (
          <p className={styles['asking']}>Waiting for your answer to the password prompt…</p>
        )}
        {failure && (
          <p role="alert" className={styles['failure']}>
            {failureWords(failure)}
          </p>
        )}
      </div>
      <div className={styles['foot']}>
        {keychain.status === 'locked' && (
          <Button kind="primary" isBusy={isChecking} onPress={() => void unlock()}>
            Unlock…
          </Button>
        )}
        <Button hasFocus={wasUnlocked} isBusy={isChecking} onPress={() => void check()}>
          Check again
        </Button>
        <span className={styles['when']}>Checked at {timeOf(keychain.checkedAt)}</span>
      </div>
    </section>
  );
}

interface Face {
  icon: LucideIcon;
  word: string;
  tone: 'good' | 'due' | 'urgent';
}

const slowFace: Face = { icon: Hourglass, word: slowWord, tone: 'due' };

const faces: Record<Exclude<KeychainState['status'], 'unknown'>, Face> = {
  ok: { icon: CircleCheck, word: 'Ready', tone: 'good' },
  locked: { icon: LockKeyhole, word: 'Locked', tone: 'due' },
  missing: { icon: TriangleAlert, word: 'Missing', tone: 'urgent' },
};

const clockTime = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

function timeOf(isoTime: string): string {
  return clockTime.format(new Date(isoTime));
}
