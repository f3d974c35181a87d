import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { AccountState } from '../../shared/account-state.ts';
import type { Failure } from '../../shared/failure.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { askForSignIn } from '../sign-in/sign-in-wish.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { DropDown } from '../ui/drop-down.tsx';
import styles from './add-key.module.css';

interface LifeFieldProps {
  account: AccountState;
  value: string | null;
  complaint: string | null;
  onChange: (id: string) => void;
}

type Offer =
  | { status: 'asking' }
  | { status: 'failed'; failure: Failure }
  | { status: 'here'; options: readonly { id: string; label: string }[] };

/** How long the key is to live, out of what the service offers. Only the service knows that. */
export function LifeField({ account, value, complaint, onChange }: LifeFieldProps) {
  const [offer, setOffer] = useState<Offer>({ status: 'asking' });
  const isSignedIn = account.signIn.status === 'signed-in';
  const accountId = account.id;
  const isThere = useRef(true);
  const ask = async (): Promise<void> => {
    const result = await call('listExpirations', { accountId });
    if (!isThere.current) return;
    setOffer(
      result.ok
        ? { status: 'here', options: result.value.options }
        : { status: 'failed', failure: result.failure },
    );
  };
  const askOnce = useEffectEvent(() => void ask());
  useEffect(() => {
    isThere.current = true;
    if (isSignedIn) askOnce();
    return () => {
      isThere.current = false;
    };
  }, [isSignedIn]);

  const again = (): void => {
    setOffer({ status: 'asking' });
    void ask();
  };

  if (!isSignedIn && offer.status !== 'here') {
    return (
      <div className={styles['gate']}>
        <p>Sign in to see how long a key of this service can live.</p>
        <Button onPress={() => void askForSignIn(accountId)}>Sign in</Button>
      </div>
    );
  }
  if (offer.status === 'asking') {
    return <output className={styles['quiet']}>Asking the service how long a key can live…</output>;
  }
  if (offer.status === 'failed') {
    return (
      <div className={styles['group']}>
        <Alert>How long a key can live could not be read. {failureWords(offer.failure)}</Alert>
        <div>
          <Button onPress={again}>Ask again</Button>
        </div>
      </div>
    );
  }
  const first = value === null ? [{ value: '', label: 'Choose how long' }] : [];
  return (
    <DropDown
      label="Valid for"
      groups={[
        {
          label: null,
          options: [...first, ...offer.options.map(({ id, label }) => ({ value: id, label }))],
        },
      ]}
      value={value ?? ''}
      complaint={complaint}
      onChange={onChange}
    />
  );
}
