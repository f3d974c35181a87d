import { useEffect, useEffectEvent, useState } from 'react';
import type { AccountId } from '../../shared/account.ts';
import type { Intake } from '../../shared/intake.ts';
import type { State } from '../../shared/state.ts';
import { failureWords } from '../failure-words.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { DialogFoot } from '../ui/dialog.tsx';
import { AccountField } from './account-field.tsx';
import { cardOf } from './candidate-draft.ts';
import { KeepForm } from './keep-form.tsx';
import { KeptKey } from './kept-key.tsx';
import { KeychainGate } from './keychain-gate.tsx';
import { MakeSteps } from './make-steps.tsx';
import { PasteTarget } from './paste-target.tsx';
import { useIntake } from './use-intake.ts';
import { useKeeping } from './use-keeping.ts';
import { Working } from './working.tsx';

interface GuidedKeyProps {
  state: State;
  accountId: AccountId | null;
  onBack: () => void;
  /** More than one was in the clipboard. */
  onMany: (intake: Intake) => void;
}

/** The user makes the key in the service's pages; one paste brings it here. */
export function GuidedKey({ state, accountId: given, onBack, onMany }: GuidedKeyProps) {
  const [accountId, setAccountId] = useState(given ?? onlyGuidedAccount(state));
  const found = useIntake();
  const { keeping, keep } = useKeeping(found);
  const account = state.accounts.find(({ id }) => id === accountId) ?? null;
  const card = account === null ? null : cardOf(account.id, state);
  const candidates = found.intake?.candidates ?? [];
  const [candidate, ...others] = candidates;
  const tellMany = useEffectEvent((intake: Intake) => {
    // They are somebody else's to forget from now on.
    found.settle();
    onMany(intake);
  });
  useEffect(() => {
    if (found.intake !== null && others.length > 0) tellMany(found.intake);
  }, [found.intake, others.length]);

  if (keeping.status === 'running') {
    return <Working title="Putting it into your keychain and reading it back" />;
  }
  const [keyId] = keeping.status === 'kept' ? keeping.keyIds : [];
  if (keeping.status === 'kept' && keyId !== undefined) {
    return <KeptKey state={state} keyId={keyId} isClipboardCleared={keeping.isClipboardCleared} />;
  }
  if (candidate && account !== null && card !== null && others.length === 0) {
    return (
      <KeepForm
        key={found.intake?.intakeId}
        state={state}
        account={account}
        card={card}
        candidate={candidate}
        failure={keeping.status === 'failed' ? keeping.failure : null}
        onKeep={(pick) => void keep([pick])}
        onBack={found.drop}
      />
    );
  }
  return (
    <>
      <AccountField
        state={state}
        label="Account"
        isOffered={({ management }) => management.how === 'guided'}
        accountId={accountId}
        onChange={setAccountId}
      />
      {account !== null && card !== null && (
        <>
          <MakeSteps card={card} />
          <PasteTarget label="Paste the key" isReading={found.isReading} onPaste={found.paste} />
        </>
      )}
      {found.failure !== null && <Alert>{failureWords(found.failure)}</Alert>}
      <KeychainGate state={state} />
      <DialogFoot>
        <Button onPress={onBack}>Other ways</Button>
      </DialogFoot>
    </>
  );
}

function onlyGuidedAccount({ accounts, services }: State): AccountId | null {
  const [only, ...others] = accounts.filter(({ serviceId }) =>
    services.some(({ id, management }) => id === serviceId && management.how === 'guided'),
  );
  return only && others.length === 0 ? only.id : null;
}
