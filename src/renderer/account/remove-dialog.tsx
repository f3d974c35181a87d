import { useState } from 'react';
import type { AccountState } from '../../shared/account-state.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogFoot } from '../ui/dialog.tsx';
import styles from './remove-dialog.module.css';

/** Says what is forgotten here and what stays there, before it happens. */
export function RemoveDialog({ account, onClose }: { account: AccountState; onClose: () => void }) {
  const [complaint, setComplaint] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const remove = async (): Promise<void> => {
    setBusy(true);
    const result = await call('removeAccount', { accountId: account.id });
    setBusy(false);
    if (result.ok) onClose();
    else setComplaint(failureWords(result.failure));
  };
  const count = account.keys.filter(({ standing }) => standing !== 'gone').length;
  const keys = count === 1 ? 'The 1 key' : `The ${count} keys`;
  return (
    <Dialog title={`Remove ${account.name}?`} onClose={onClose}>
      <dl className={styles['parts']}>
        <dt>Forgotten here</dt>
        <dd>
          The account {account.name}
          {account.email === null ? '' : ` (${account.email})`}, its session and its list of keys.
        </dd>
        <dt>Stays at {account.serviceName}</dt>
        <dd>
          {count === 0 ? 'All keys go' : `${keys} of this account ${count === 1 ? 'goes' : 'go'}`}{' '}
          on working there until {count === 1 ? 'it ends or is' : 'they end or are'} retired, and
          the service goes on sending its reminders. Keyturn no longer watches them.
        </dd>
      </dl>
      {complaint !== null && <Alert>{complaint}</Alert>}
      <DialogFoot>
        <Button hasFocus onPress={onClose}>
          Cancel
        </Button>
        <Button kind="danger" isBusy={isBusy} onPress={() => void remove()}>
          Remove account
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
