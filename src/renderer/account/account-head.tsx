import { useState } from 'react';
import type { AccountState } from '../../shared/account-state.ts';
import type { KeyRow } from '../../shared/key.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { askForSignIn } from '../sign-in/sign-in-wish.ts';
import { momentOf } from '../times.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { wishFor } from '../wish.ts';
import styles from './account-head.module.css';
import { AccountIcon } from './account-icon.tsx';
import { standingOf } from './account-words.ts';
import { RemoveDialog } from './remove-dialog.tsx';
import { RenameDialog } from './rename-dialog.tsx';

interface AccountHeadProps {
  account: AccountState;
  keys: readonly KeyRow[];
  now: Date;
}

/** Who and where, how it stands, and what can be done with the account itself. */
export function AccountHead({ account, keys, now }: AccountHeadProps) {
  const [open, setOpen] = useState<'rename' | 'remove' | null>(null);
  const [complaint, setComplaint] = useState<string | null>(null);
  const { signIn, unreachableSince, environmentName, email } = account;
  const signOut = async (): Promise<void> => {
    const result = await call('signOut', { accountId: account.id });
    setComplaint(result.ok ? null : failureWords(result.failure));
  };
  const facts = [account.serviceName, environmentName, email].filter((fact) => fact !== null);
  const canSignIn = signIn.status === 'signed-out' || signIn.status === 'code-sent';
  return (
    <header className={styles['head']}>
      <div className={styles['title']}>
        <h1>{account.name}</h1>
        <p className={styles['facts']}>{facts.join(' · ')}</p>
        {account.address !== null && <p className={styles['address']}>{account.address}</p>}
      </div>
      <div className={styles['actions']}>
        {signIn.status === 'signed-in' && (
          <Button kind="quiet" onPress={() => void signOut()}>
            Sign out
          </Button>
        )}
        <Button kind="quiet" onPress={() => setOpen('rename')}>
          Rename…
        </Button>
        {account.isSandbox ? (
          <Button kind="quiet" onPress={() => wishFor({ kind: 'leave-sandbox' })}>
            Leave the sandbox…
          </Button>
        ) : (
          <Button kind="quiet" onPress={() => setOpen('remove')}>
            Remove…
          </Button>
        )}
      </div>
      <div className={styles['standing']}>
        <AccountIcon account={account} />
        <p>
          {standingOf(account, now)}
          {unreachableSince !== null && (
            <strong className={styles['out']}>
              Unreachable since {momentOf(unreachableSince, now)}
            </strong>
          )}
        </p>
        {canSignIn && account.sync?.at !== null && (
          <Button kind="primary" onPress={() => void askForSignIn(account.id)}>
            Sign in
          </Button>
        )}
      </div>
      {complaint !== null && <Alert>{complaint}</Alert>}
      {open === 'rename' && <RenameDialog account={account} onClose={() => setOpen(null)} />}
      {open === 'remove' && (
        <RemoveDialog account={account} keys={keys} onClose={() => setOpen(null)} />
      )}
    </header>
  );
}
