import { useEffect, useRef, useState } from 'react';
import type { AccountId } from '../../shared/account.ts';
import type { AccountState } from '../../shared/account-state.ts';
import type { Failure } from '../../shared/failure.ts';
import type { KeyRow } from '../../shared/key.ts';
import { expiryOf } from '../../shared/expiry.ts';
import type { RuleCard, Validity } from '../../shared/service.ts';
import type { State } from '../../shared/state.ts';
import { validityWords } from '../add-account/rule-facts.tsx';
import { failureWords } from '../failure-words.ts';
import { dateOf } from '../times.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { ChipsField } from '../ui/chips-field.tsx';
import { DialogFoot } from '../ui/dialog.tsx';
import { dropWish } from '../wish.ts';
import { AccountField } from './account-field.tsx';
import styles from './add-key.module.css';
import { complaintAboutContact, splitContacts } from './contacts.ts';
import { complaintsAboutKey, type GenerateDraft } from './generate-draft.ts';
import { KeychainGate } from './keychain-gate.tsx';
import { LabelField } from './label-field.tsx';
import { LifeField } from './life-field.tsx';

interface GenerateFormProps {
  state: State;
  account: AccountState | null;
  card: RuleCard | null;
  /** Those of the account. */
  rows: readonly KeyRow[];
  replaced: KeyRow | null;
  draft: GenerateDraft;
  failure: Failure | null;
  onAccount: (id: AccountId) => void;
  onDraft: (draft: GenerateDraft) => void;
  onGenerate: () => void;
  onBack: () => void;
}

export function GenerateForm(props: GenerateFormProps) {
  const { state, account, card, rows, replaced, draft, failure, onDraft } = props;
  // Nobody is told of a mistake before they say that they are done.
  const [tries, setTries] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tries]);
  const complaints = card === null ? null : complaintsAboutKey(draft, card);
  const [isContactLeft, setContactLeft] = useState(false);
  const isReady =
    complaints !== null && !isContactLeft && Object.values(complaints).every((one) => one === null);
  const change = (part: Partial<GenerateDraft>): void => onDraft({ ...draft, ...part });
  const said = (field: 'contacts' | 'expiration'): string | null =>
    tries > 0 ? (complaints?.[field] ?? null) : null;
  return (
    <form
      ref={form}
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTries(tries + 1);
        if (isReady && state.keychain.status !== 'locked' && state.keychain.status !== 'missing') {
          props.onGenerate();
        }
      }}
    >
      {replaced === null && (
        <AccountField
          state={state}
          label="Account"
          isOffered={({ management }) => management.how === 'api'}
          accountId={account?.id ?? null}
          complaint={tries > 0 && account === null ? 'Say which account the key is for.' : null}
          onChange={props.onAccount}
        />
      )}
      {account !== null && card !== null && (
        <>
          <LabelField
            key={account.id}
            card={card}
            label={draft.label}
            onChange={(label) => change({ label })}
            rows={rows}
            replaced={replaced}
            isTried={tries > 0}
          />
          {card.contacts !== null && (
            <ChipsField
              label="Contacts"
              hint="The service mails them before the key ends."
              chips={draft.contacts}
              split={splitContacts}
              complaintAbout={complaintAboutContact}
              complaint={said('contacts')}
              offered={account.email === null ? [] : [account.email]}
              onChange={(contacts) => change({ contacts })}
              onLeftOver={setContactLeft}
            />
          )}
          {card.validity.kind === 'options' ? (
            <LifeField
              key={account.id}
              account={account}
              value={draft.expiration}
              complaint={said('expiration')}
              onChange={(expiration) => change({ expiration })}
            />
          ) : (
            <p className={styles['quiet']}>{lifeWords(card.validity)}</p>
          )}
          {account.signIn.status !== 'signed-in' && (
            <p className={styles['quiet']}>
              You are not signed in. You will be asked for a code first, and then it goes on.
            </p>
          )}
        </>
      )}
      <KeychainGate state={state} />
      {failure !== null && <Alert>{generateWords(failure)}</Alert>}
      <DialogFoot>
        {replaced === null ? (
          <Button onPress={props.onBack}>Other ways</Button>
        ) : (
          <Button onPress={dropWish}>Cancel</Button>
        )}
        <Button kind="primary" isSubmit>
          Generate key
        </Button>
      </DialogFoot>
    </form>
  );
}

/** `Valid for: 6 months, until 25 May 2027.` */
function lifeWords(validity: Validity): string {
  const until = expiryOf(validity, new Date().toISOString());
  return `Valid for: ${validityWords(validity)}${until === null ? '' : `, until ${dateOf(until)}`}.`;
}

/** Some mean more here than elsewhere. */
function generateWords(failure: Failure): string {
  if (failure.code === 'signed-out') {
    return 'Nothing was made, since you are not signed in. Generate again to get a new code.';
  }
  if (failure.code === 'keychain-locked') {
    return 'Your keychain is locked, so nothing was made. Unlock it, then generate again.';
  }
  const words = failureWords(failure);
  return failure.code === 'keychain-missing' ? `Nothing was made. ${words}` : words;
}
