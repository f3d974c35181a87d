import { useId } from 'react';
import type { State } from '../../shared/state.ts';
import { KeychainCard } from '../keychain/keychain-card.tsx';
import { askForSignIn } from '../sign-in/sign-in-wish.ts';
import { Button } from '../ui/button.tsx';
import { WaysIn } from './ways-in.tsx';
import styles from './welcome.module.css';

/** In the place of the list, while there are accounts and no keys. */
export function NoKeys({ state }: { state: State }) {
  const headingId = useId();
  const unread = state.accounts.find(
    ({ sync, signIn }) => sync?.at === null && signIn.status !== 'signed-in',
  );
  const { status } = state.keychain;
  return (
    <div className={styles['page']}>
      <div>
        <h1>No keys yet</h1>
        <p className={styles['lead']}>
          {unread
            ? `Sign in to “${unread.name}” and the keys that it has already are listed here. Or bring in the first one yourself.`
            : 'Your accounts have no keys so far. Here is how the first one comes in.'}
        </p>
        {unread && (
          <div className={styles['actions']}>
            <Button kind="primary" onPress={() => void askForSignIn(unread.id)}>
              Sign in
            </Button>
          </div>
        )}
      </div>
      <WaysIn />
      {(status === 'locked' || status === 'missing') && (
        <div className={styles['keychain']}>
          <h2 id={headingId}>Where your keys will be held</h2>
          <KeychainCard
            keychain={state.keychain}
            isChecking={state.checkingKeychain}
            platform={state.app.platform}
            labelledBy={headingId}
          />
        </div>
      )}
    </div>
  );
}
