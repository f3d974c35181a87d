import { useEffect, useEffectEvent, useState } from 'react';
import type { AccountId } from '../../shared/account.ts';
import { call } from '../call.ts';
import { Button } from '../ui/button.tsx';
import styles from './sign-in-dialog.module.css';

interface SandboxCodeProps {
  accountId: AccountId;
  /** What stands in the field. */
  entered: string;
  onTake: (code: string) => void;
}

/** What a real service mails to a real person is here filled in, so that nobody needs a mailbox to try it. */
export function SandboxCode({ accountId, entered, onTake }: SandboxCodeProps) {
  const [code, setCode] = useState<string | null>(null);
  const take = useEffectEvent((mailed: string) => {
    setCode(mailed);
    if (entered === '') onTake(mailed);
  });
  useEffect(() => {
    let isStillWanted = true;
    const read = async (): Promise<void> => {
      const result = await call('readSandboxCode', { accountId });
      if (isStillWanted && result.ok && result.value.code !== null) take(result.value.code);
    };
    void read();
    return () => {
      isStillWanted = false;
    };
  }, [accountId]);
  if (code === null) return null;
  return (
    <div className={styles['sandbox']}>
      <span>
        A real service mails you a code like this. The mailbox of the sandbox is made up, so it is
        filled in: <code>{code}</code>
      </span>
      {entered !== code && <Button onPress={() => onTake(code)}>Use it</Button>}
    </div>
  );
}
