import type { AccountState } from '../../shared/account-state.ts';
import type { KeyRow } from '../../shared/key.ts';
import type { RuleCard } from '../../shared/service.ts';
import { KeyName } from '../key-name.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { dropWish } from '../wish.ts';
import styles from './letting-go.module.css';
import { RetireByHand } from './retire-by-hand.tsx';
import { RetireByService } from './retire-by-service.tsx';
import { SuccessorWords } from './successor-words.tsx';

interface RetireDialogProps {
  row: KeyRow;
  account: AccountState;
  card: RuleCard;
  successor: KeyRow | null;
}

/** Ends a key at its service, for ever: by the service itself, or by its owner in the service's pages. */
export function RetireDialog({ row, account, card, successor }: RetireDialogProps) {
  // What its service does not list cannot be ended over its interface.
  const isByHand = card.management.how === 'guided' || row.remoteId === null;
  return (
    <Dialog title="Retire this key?" onClose={dropWish}>
      <p>
        <KeyName of={row} />
        <br />
        <span className={styles['quiet']}>
          {card.name} · {account.name}
        </span>
      </p>
      <p>{whatStops(row)}</p>
      <SuccessorWords row={row} successor={successor} />
      {isByHand ? (
        <RetireByHand row={row} card={card} />
      ) : (
        <RetireByService row={row} accountId={account.id} />
      )}
    </Dialog>
  );
}

/** What stops, and from when. */
function whatStops({ standing }: Pick<KeyRow, 'standing'>): string {
  if (standing === 'expired' || standing === 'legacy' || standing === 'gone') {
    return 'It works no more already, so nothing stops. It only leaves the list.';
  }
  return 'From the moment it is retired, the service refuses it: whatever still uses it stops working. That cannot be undone.';
}
