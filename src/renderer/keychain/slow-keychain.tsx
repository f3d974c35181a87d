import { Hourglass } from 'lucide-react';
import type { State } from '../../shared/state.ts';
import styles from './slow-keychain.module.css';

/** Says that an answer is waited for, so that nobody takes a slow keychain for a broken Keyturn. */
export function SlowKeychain({ state: { keychainIsSlow } }: { state: State }) {
  if (!keychainIsSlow) return null;
  return (
    <output className={styles['notice']}>
      <Hourglass aria-hidden size={18} />
      <span>
        <strong>Your keychain is slow to answer.</strong> Keyturn waits for it, up to two minutes,
        and nothing is lost. See whether a password prompt is open behind this window.
      </span>
    </output>
  );
}
