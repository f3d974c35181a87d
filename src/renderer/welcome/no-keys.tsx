import type { AccountState } from '../../shared/account-state.ts';
import type { State } from '../../shared/state.ts';
import { askForSignIn } from '../sign-in/sign-in-wish.ts';
import { Button } from '../ui/button.tsx';
import { isKeychainShut, KeychainHere } from './keychain-here.tsx';
import { WaysIn } from './ways-in.tsx';
import styles from './welcome.module.css';

/** In the place of the list, while there are accounts and no keys. */
export function NoKeys({ state }: { state: State }) {
  // What it will show is not known yet, and is there in a moment.
  if (state.accounts.some(isBeingRead)) {
    return (
      <div className={styles['page']}>
        <output className={styles['reading']}>Reading the list…</output>
      </div>
    );
  }
  const unread = state.accounts.find(
    ({ sync, signIn }) => sync?.at === null && signIn.status !== 'signed-in',
  );
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
      {isKeychainShut(state) && <KeychainHere state={state} />}
      <WaysIn />
    </div>
  );
}

/** For the first time, after a sign-in. */
function isBeingRead({ sync, signIn }: AccountState): boolean {
  return sync?.at === null && sync.failure === null && signIn.status === 'signed-in';
}
