import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { AccountState } from '../../shared/account-state.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { DialogFoot } from '../ui/dialog.tsx';
import styles from './sign-in-dialog.module.css';

interface AskForCodeProps {
  account: AccountState;
  who: string;
  /** The last code was not used in time. */
  isTooOld: boolean;
}

export function AskForCode({ account, who, isTooOld }: AskForCodeProps) {
  const [complaint, setComplaint] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const send = async (): Promise<void> => {
    setBusy(true);
    setComplaint(null);
    const result = await call('requestCode', { accountId: account.id });
    setBusy(false);
    if (!result.ok) setComplaint(failureWords(result.failure));
  };
  // Nobody waits for a mail that is made up: it is sent as soon as somebody stands here.
  const isSent = useRef(false);
  const sendItself = useEffectEvent(() => {
    if (!account.isSandbox || isSent.current) return;
    isSent.current = true;
    void send();
  });
  useEffect(() => sendItself(), []);
  return (
    <>
      {isTooOld && <p>The last code is too old by now. Let the service send a new one.</p>}
      <p>
        The service mails a one-time code to <strong>{account.email}</strong>.
      </p>
      <p className={styles['quiet']}>Who may sign in: {who}</p>
      {complaint !== null && <Alert>{complaint}</Alert>}
      <DialogFoot>
        <Button kind="primary" hasFocus isBusy={isBusy} onPress={() => void send()}>
          Send code
        </Button>
      </DialogFoot>
    </>
  );
}
