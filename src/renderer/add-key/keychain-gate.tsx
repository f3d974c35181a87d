import { useState } from 'react';
import type { State } from '../../shared/state.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { absences } from '../keychain/keychain-words.tsx';
import { SlowKeychain } from '../keychain/slow-keychain.tsx';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import styles from './add-key.module.css';

/** Says beforehand that a key would have nowhere to go, and opens the keychain where that can be done. */
export function KeychainGate({ state }: { state: State }) {
  const { keychain } = state;
  const [complaint, setComplaint] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  if (keychain.status === 'missing') {
    return (
      <Alert>
        {absences[keychain.reason]} A key would have nowhere to go, so none is taken in. See
        Keychain for what to do.
      </Alert>
    );
  }
  if (keychain.status !== 'locked') return <SlowKeychain state={state} />;
  const unlock = async (): Promise<void> => {
    setBusy(true);
    setComplaint(null);
    const result = await call('unlockKeychain', {});
    setBusy(false);
    if (!result.ok) setComplaint(failureWords(result.failure));
  };
  return (
    <section className={styles['gate']} aria-label="Keychain">
      <p>Your keychain is locked, so a key would have nowhere to go. Unlock it first.</p>
      <Button isBusy={isBusy} onPress={() => void unlock()}>
        Unlock keychain
      </Button>
      <SlowKeychain state={state} />
      {complaint !== null && <Alert>{complaint}</Alert>}
    </section>
  );
}
