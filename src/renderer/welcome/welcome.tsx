import type { AccountId } from '../../shared/account.ts';
import type { State } from '../../shared/state.ts';
import { Alert } from '../ui/alert.tsx';
import { useSandbox } from '../use-sandbox.ts';
import { Beginnings } from './beginnings.tsx';
import { isKeychainShut, KeychainHere } from './keychain-here.tsx';
import { WaysIn } from './ways-in.tsx';
import styles from './welcome.module.css';

interface WelcomeProps {
  state: State;
  onAdd: () => void;
  onSandbox: (id: AccountId) => void;
}

/** In the place of the list, while there is no account. */
export function Welcome({ state, onAdd, onSandbox }: WelcomeProps) {
  const sandbox = useSandbox(onSandbox);
  const isShut = isKeychainShut(state);
  return (
    <div className={styles['page']}>
      <div>
        <h1>Keys that are turned in time</h1>
        <p className={styles['lead']}>
          Keyturn keeps your API keys, says which will end soon, and puts each into your tools by
          one press.
        </p>
        <Beginnings sandbox={sandbox} onAdd={onAdd} />
        {sandbox.complaint !== null && <Alert>{sandbox.complaint}</Alert>}
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
