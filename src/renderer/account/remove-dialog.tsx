import { useState } from 'react';
import type { AccountState } from '../../shared/account-state.ts';
import type { KeyRow } from '../../shared/key.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogFoot } from '../ui/dialog.tsx';
import styles from './remove-dialog.module.css';

interface RemoveDialogProps {
  account: AccountState;
  keys: readonly KeyRow[];
  onClose: () => void;
}

/** Says what is forgotten here and what stays there, before it happens. */
export function RemoveDialog({ account, keys, onClose }: RemoveDialogProps) {
  const [complaint, setComplaint] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const remove = async (): Promise<void> => {
    setBusy(true);
    const result = await call('removeAccount', {
      accountId: account.id,
      isForgettingKeys: false,
    });
    setBusy(false);
    if (result.ok) onClose();
    else setComplaint(failureWords(result.failure));
  };
  const live = keys.filter(({ standing }) => standing === 'held' || standing === 'known-not-held');
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
          {workOn(live.length)} The service goes on sending its reminders; Keyturn no longer
          watches.
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

function workOn(liveCount: number): string {
  if (liveCount === 0) return 'Whatever keys the account has.';
  if (liveCount === 1) return '1 live key, which goes on working until it ends or is retired.';
  return `${liveCount} live keys, which go on working until they end or are retired.`;
}
