import { useEffect, useRef, useState } from 'react';
import type { AccountState } from '../../shared/account-state.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Candidate, Pick } from '../../shared/intake.ts';
import type { RuleCard } from '../../shared/service.ts';
import type { State } from '../../shared/state.ts';
import { shownLabel } from '../../shared/shown-label.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { DialogFoot } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { dropWish } from '../wish.ts';
import styles from './add-key.module.css';
import {
  complaintsAboutCandidate,
  draftOf,
  pickOf,
  placedAt,
  remarksOn,
  type CandidateDraft,
} from './candidate-draft.ts';
import { ExpiryField } from './expiry-field.tsx';
import { FoundKey } from './found-key.tsx';
import { KeychainGate } from './keychain-gate.tsx';
import { labelRulesOf } from './label.ts';
import { keepingWords } from './use-keeping.ts';

interface KeepFormProps {
  state: State;
  account: AccountState;
  card: RuleCard;
  candidate: Candidate;
  /** What it is to be called, where that is known before. */
  firstLabel?: string;
  failure: Failure | null;
  onKeep: (pick: Pick) => void;
  onBack: () => void;
}

/** The name and the end of one key that was pasted. */
export function KeepForm(props: KeepFormProps) {
  const { state, account, card, candidate, firstLabel = '', failure, onKeep, onBack } = props;
  const [now] = useState(() => new Date());
  const [draft, setDraft] = useState<CandidateDraft>(() => ({
    ...draftOf(candidate, state, now),
    ...(candidate.name === null || firstLabel !== '' ? { label: firstLabel } : {}),
    ...placedAt(account.id, candidate, state, now),
    isPicked: true,
  }));
  const [tries, setTries] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tries]);
  const complaints = complaintsAboutCandidate(draft, state);
  const listed = state.keys.find(({ id }) => id === draft.listedAs);
  const remarks = remarksOn(candidate, account, card, state);
  if (candidate.heldAs !== null) {
    return (
      <>
        <FoundKey state={state} candidate={candidate} remarks={[]} />
        <DialogFoot>
          <Button onPress={onBack}>Paste another</Button>
          <Button kind="primary" hasFocus onPress={dropWish}>
            Done
          </Button>
        </DialogFoot>
      </>
    );
  }
  return (
    <form
      ref={form}
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTries(tries + 1);
        const pick = pickOf(draft, state, now);
        if (pick !== null) onKeep(pick);
      }}
    >
      <FoundKey state={state} candidate={candidate} remarks={remarks} />
      {listed === undefined ? (
        <>
          <Field
            label={card.label === null ? 'Name in Keyturn' : 'Label'}
            hint={
              card.label === null
                ? 'Only for you: keys of this service have no name there.'
                : 'As it is called at the service.'
            }
            hasFocus
            value={draft.label}
            maxLength={labelRulesOf(card).longest}
            complaint={tries > 0 ? complaints.label : null}
            onChange={(label) => setDraft({ ...draft, label })}
          />
          <ExpiryField
            validity={card.validity}
            choice={draft.expiry}
            complaint={tries > 0 ? complaints.expiry : null}
            onChange={(expiry) => setDraft({ ...draft, expiry })}
          />
        </>
      ) : (
        <p>
          This is “{shownLabel(listed.label)}”, which the service lists and which is not held here
          yet.
        </p>
      )}
      <KeychainGate state={state} />
      {failure !== null && <Alert>{keepingWords(failure)}</Alert>}
      <DialogFoot>
        <Button onPress={onBack}>Paste another</Button>
        <Button kind="primary" isSubmit hasFocus={listed !== undefined}>
          Keep key
        </Button>
      </DialogFoot>
    </form>
  );
}
