import { useState } from 'react';
import type { AccountId } from '../../shared/account.ts';
import type { RuleCard } from '../../shared/service.ts';
import type { State } from '../../shared/state.ts';
import { Dialog } from '../ui/dialog.tsx';
import { AccountForm } from './account-form.tsx';
import { ChooseService } from './choose-service.tsx';

interface AddAccountDialogProps {
  state: State;
  onClose: () => void;
  onAdded: (id: AccountId) => void;
}

/** First the service, then what is to be known of the account. */
export function AddAccountDialog({ state, onClose, onAdded }: AddAccountDialogProps) {
  const [card, setCard] = useState<RuleCard | null>(null);
  return (
    <Dialog title={card === null ? 'Add account' : `Add ${card.name} account`} onClose={onClose}>
      {card === null ? (
        <ChooseService services={state.services} onChoose={setCard} />
      ) : (
        <AccountForm
          card={card}
          accounts={state.accounts}
          onBack={() => setCard(null)}
          onAdded={onAdded}
        />
      )}
    </Dialog>
  );
}
