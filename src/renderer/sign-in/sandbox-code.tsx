import { useEffect, useState } from 'react';
import type { AccountId } from '../../shared/account.ts';
import { call } from '../call.ts';
import { Button } from '../ui/button.tsx';
import styles from './sign-in-dialog.module.css';

interface SandboxCodeProps {
  accountId: AccountId;
  onTake: (code: string) => void;
}

/** What a real service mails to a real person, shown here so that nobody needs a mailbox to try it. */
export function SandboxCode({ accountId, onTake }: SandboxCodeProps) {
  const [code, setCode] = useState<string | null>(null);
  useEffect(() => {
    let isStillWanted = true;
    const read = async (): Promise<void> => {
      const result = await call('readSandboxCode', { accountId });
      if (isStillWanted && result.ok) setCode(result.value.code);
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
        The sandbox has mailed this code: <code>{code}</code>
      </span>
      <Button onPress={() => onTake(code)}>Use it</Button>
    </div>
  );
}
