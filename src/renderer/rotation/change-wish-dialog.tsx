import { useState } from 'react';
import type { AccountState } from '../../shared/account-state.ts';
import type { Rotation } from '../../shared/rotation.ts';
import type { RuleCard } from '../../shared/service.ts';
import type { State } from '../../shared/state.ts';
import type { GenerateDraft } from '../add-key/generate-draft.ts';
import { failureWords } from '../failure-words.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogFoot } from '../ui/dialog.tsx';
import { useDeciding } from './decide.ts';
import styles from './dialogs.module.css';
import { isRight, SuccessorFields, wishOf } from './successor-fields.tsx';

interface ChangeWishDialogProps {
  state: State;
  rotation: Rotation;
  account: AccountState;
  card: RuleCard;
  onClose: () => void;
}

/** What the new key is to be, said once more. */
export function ChangeWishDialog(props: ChangeWishDialogProps) {
  const { state, rotation, account, card, onClose } = props;
  const deciding = useDeciding(rotation);
  const [draft, setDraft] = useState<GenerateDraft>(() => ({
    ...rotation.wish,
    // It may be the life that was found fault with, and what is offered may have changed.
    expiration: null,
  }));
  const [isTried, setTried] = useState(false);
  const [isLeft, setLeft] = useState(false);
  const rows = state.keys.filter(({ accountId }) => accountId === account.id);
  const go = async (): Promise<void> => {
    setTried(true);
    if (!isRight(draft, card) || isLeft) return;
    const wish = wishOf(draft, card);
    if ((await deciding.decide({ kind: 'change-wish', wish })) === null) onClose();
  };
  return (
    <Dialog title="The new key" onClose={onClose}>
      <form
        className={styles['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        <SuccessorFields
          account={account}
          card={card}
          rows={rows}
          old={rows.find(({ id }) => id === rotation.old.keyId) ?? null}
          draft={draft}
          isTried={isTried}
          onDraft={setDraft}
          onLeftOver={setLeft}
        />
        {deciding.failure !== null && <Alert>{failureWords(deciding.failure)}</Alert>}
        <DialogFoot>
          <Button onPress={onClose}>Cancel</Button>
          <Button kind="primary" isSubmit isBusy={deciding.isBusy}>
            Go on with this
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
