import { useState } from 'react';
import type { AccountState, SignInState } from '../../shared/account-state.ts';
import type { KeychainState } from '../../shared/keychain.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { momentOf, secondsUntil } from '../times.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { DialogFoot } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { SandboxCode } from './sandbox-code.tsx';
import styles from './sign-in-dialog.module.css';

interface EnterCodeProps {
  account: AccountState;
  sent: Extract<SignInState, { status: 'code-sent' }>;
  codeLength: number;
  keychain: KeychainState;
  now: Date;
  onSignedIn: () => void;
}

export function EnterCode(props: EnterCodeProps) {
  const { account, sent, codeLength, keychain, now, onSignedIn } = props;
  const [code, setCode] = useState('');
  const [isToBeKept, setToBeKept] = useState(false);
  const [complaint, setComplaint] = useState<string | null>(null);
  const [isWrongCode, setWrongCode] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const accountId = account.id;
  const hasNoTries = sent.triesLeft === 0;
  const tries = triesWords(sent.triesLeft);
  const canKeep = keychain.status === 'ok';

  const signIn = async (): Promise<void> => {
    if (isBusy || hasNoTries) return;
    if (code.length < codeLength) {
      return setComplaint(`The code has ${codeLength} letters and digits. Copy all of it.`);
    }
    setBusy(true);
    setComplaint(null);
    setWrongCode(false);
    const result = await call('signIn', { accountId, code, isToBeKept: isToBeKept && canKeep });
    setBusy(false);
    if (result.ok) return onSignedIn();
    setComplaint(failureWords(result.failure));
    const isWrong =
      result.failure.code === 'sign-in-refused' && result.failure.reason === 'wrong-code';
    setWrongCode(isWrong);
    // What was wrong is not sent again by mistake; what only did not arrive is.
    if (isWrong) setCode('');
  };
  const resend = async (): Promise<void> => {
    setComplaint(null);
    setWrongCode(false);
    setCode('');
    const result = await call('requestCode', { accountId });
    if (!result.ok) setComplaint(failureWords(result.failure));
  };

  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void signIn();
      }}
    >
      {!account.isSandbox && (
        <p>
          A code is on its way to <strong>{account.email}</strong>. It is good until{' '}
          {momentOf(sent.expiresAt, now)}.
        </p>
      )}
      {account.isSandbox && (
        <SandboxCode
          key={`mailed ${sent.sentAt}`}
          accountId={accountId}
          entered={code}
          onTake={(taken) => setCode(taken)}
        />
      )}
      <Field
        key={sent.sentAt}
        label="One-time code"
        isCode
        hasFocus
        value={code}
        // Longer than the code, so that one pasted with blanks around it comes in whole.
        maxLength={40}
        autoComplete="one-time-code"
        onChange={(value) =>
          setCode(value.replaceAll(/\s/g, '').toUpperCase().slice(0, codeLength))
        }
        {...(tries === null ? {} : { hint: tries })}
      />
      <label className={styles['keep']}>
        <input
          type="checkbox"
          checked={isToBeKept && canKeep}
          disabled={!canKeep}
          onChange={(event) => setToBeKept(event.target.checked)}
        />
        <span>
          Keep me signed in
          <small>
            {canKeep
              ? 'The session rests in your keychain until the service ends it.'
              : 'Your keychain is not open, so the session ends when Keyturn is closed.'}
          </small>
        </span>
      </label>
      {hasNoTries && <Alert>No tries are left with this code. Send a new one.</Alert>}
      {complaint !== null && !(hasNoTries && isWrongCode) && <Alert>{complaint}</Alert>}
      <DialogFoot>
        <Resend sent={sent} now={now} onPress={() => void resend()} />
        <Button kind="primary" isSubmit isBusy={isBusy || hasNoTries}>
          Sign in
        </Button>
      </DialogFoot>
    </form>
  );
}

function Resend({
  sent,
  now,
  onPress,
}: Pick<EnterCodeProps, 'sent' | 'now'> & { onPress: () => void }) {
  // What was drawn last may be older than the mail itself.
  const whole = secondsUntil(sent.mayResendAt, new Date(sent.sentAt));
  const seconds = Math.min(whole, secondsUntil(sent.mayResendAt, now));
  if (seconds > 0) return <span className={styles['wait']}>New code in {seconds} s</span>;
  return (
    <Button kind="quiet" onPress={onPress}>
      Send a new code
    </Button>
  );
}

/** Only when it begins to matter. */
function triesWords(triesLeft: number | null): string | null {
  if (triesLeft === null || triesLeft === 0 || triesLeft > 3) return null;
  return triesLeft === 1 ? '1 try left with this code.' : `${triesLeft} tries left with this code.`;
}
