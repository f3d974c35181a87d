import { useState } from 'react';
import type { AccountState } from '../../shared/account-state.ts';
import type { RuleCard } from '../../shared/service.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { DialogFoot } from '../ui/dialog.tsx';
import styles from './remove-service.module.css';

interface RemoveServiceProps {
  card: RuleCard;
  /** Those that use it: while there are any, it stays. */
  accounts: readonly AccountState[];
  onBack: () => void;
  onRemoved: () => void;
}

/** Says beforehand what keeps it, or what is lost. */
export function RemoveService({ card, accounts, onBack, onRemoved }: RemoveServiceProps) {
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const remove = async (): Promise<void> => {
    setBusy(true);
    const result = await call('removeService', { serviceId: card.id });
    setBusy(false);
    if (result.ok) onRemoved();
    else setFailure(failureWords(result.failure));
  };
  if (accounts.length > 0) {
    return (
      <div className={styles['remove']}>
        <p>
          {accounts.length === 1 ? 'An account uses' : `${accounts.length} accounts use`} it, and
          would no longer know what its keys are. Remove first:
        </p>
        <ul>
          {accounts.map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
        </ul>
        <DialogFoot>
          <Button hasFocus onPress={onBack}>
            Back
          </Button>
        </DialogFoot>
      </div>
    );
  }
  return (
    <div className={styles['remove']}>
      <p>
        What you wrote about it is forgotten here. No account uses it, and nothing changes at the
        service.
      </p>
      {failure !== null && <Alert>{failure}</Alert>}
      <DialogFoot>
        <Button hasFocus onPress={onBack}>
          Cancel
        </Button>
        <Button kind="danger" isBusy={isBusy} onPress={() => void remove()}>
          Remove service
        </Button>
      </DialogFoot>
    </div>
  );
}
