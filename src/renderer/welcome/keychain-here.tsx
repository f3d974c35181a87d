import { useId } from 'react';
import type { State } from '../../shared/state.ts';
import { KeychainCard } from '../keychain/keychain-card.tsx';
import styles from './welcome.module.css';

/** No key can come in before that is put right, so it is said above the ways in. */
export function isKeychainShut({ keychain }: State): boolean {
  return keychain.status === 'locked' || keychain.status === 'missing';
}

export function KeychainHere({ state }: { state: State }) {
  const headingId = useId();
  return (
    <div className={styles['keychain']}>
      <h2 id={headingId}>Where your keys will be held</h2>
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
