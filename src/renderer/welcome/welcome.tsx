import { useState } from 'react';
import type { AccountId } from '../../shared/account.ts';
import type { State } from '../../shared/state.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { isKeychainShut, KeychainHere } from './keychain-here.tsx';
import { WaysIn } from './ways-in.tsx';
import styles from './welcome.module.css';

interface WelcomeProps {
  state: State;
  onAdd: () => void;
  onAdded: (id: AccountId) => void;
}

/** In the place of the list, while there is no account. */
export function Welcome({ state, onAdd, onAdded }: WelcomeProps) {
  const [complaint, setComplaint] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const isShut = isKeychainShut(state);
  const trySandbox = async (): Promise<void> => {
    setBusy(true);
    setComplaint(null);
    const result = await call('startSandbox', {});
    setBusy(false);
    if (result.ok) onAdded(result.value.accountId);
    // What is said of that stands above, with what can be done.
    else if (result.failure.code !== 'sandbox-unreadable') {
      setComplaint(failureWords(result.failure));
    }
  };
  return (
    <div className={styles['page']}>
      <div>
        <h1>Keys that are turned in time</h1>
        <p className={styles['lead']}>
          Keyturn keeps your API keys, says which will end soon, and puts each into your tools by
          one press. Begin with an account, or look around with made-up services that run only on
          this computer.
        </p>
        <div className={styles['actions']}>
          <Button kind="primary" onPress={onAdd}>
            Add account
          </Button>
          <Button isBusy={isBusy} onPress={() => void trySandbox()}>
            Try it in the sandbox
          </Button>
        </div>
        {complaint !== null && <Alert>{complaint}</Alert>}
      </div>
      {isShut && <KeychainHere key="keychain" state={state} />}
      <section className={styles['ways']}>
        <h2>Three ways in for a key</h2>
        <WaysIn />
        <p className={styles['promise']}>
          A key rests in this computer’s own keychain, never in a file of ours, and Keyturn talks to
          the services that you switch on and to nobody else. Drop a .env file anywhere on this
          window to see what is in it.
        </p>
      </section>
      {!isShut && <KeychainHere key="keychain" state={state} />}
    </div>
  );
}
