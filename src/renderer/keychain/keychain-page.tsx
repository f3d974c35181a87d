import { useId } from 'react';
import type { State } from '../../shared/state.ts';
import { KeychainCard } from './keychain-card.tsx';
import styles from './keychain-page.module.css';

/** Where keys are held, and whether that works here. */
export function KeychainPage({ state }: { state: State }) {
  const headingId = useId();
  return (
    <div className={styles['page']}>
      <div>
        <h1 id={headingId}>Where your keys are held</h1>
        <p className={styles['lead']}>
          Keyturn hands every key to your computer’s own keychain, and keeps none in a file of its
          own.
        </p>
      </div>
      <KeychainCard
        keychain={state.keychain}
        isChecking={state.checkingKeychain}
        isSlow={state.keychainIsSlow}
        platform={state.app.platform}
        labelledBy={headingId}
      />
    </div>
  );
}
