import { useEffect, useRef, useState } from 'react';
import type { AccountId } from '../../shared/account.ts';
import type { AccountState } from '../../shared/account-state.ts';
import type { RuleCard } from '../../shared/service.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { DialogFoot } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import styles from './account-form.module.css';
import { hasNoPlace } from '../../shared/place.ts';
import { complaintsAbout, ownAddress, wishOf, type Draft } from './draft.ts';
import { RuleFacts } from './rule-facts.tsx';

interface AccountFormProps {
  card: RuleCard;
  accounts: readonly AccountState[];
  onBack: () => void;
  onAdded: (id: AccountId) => void;
}

export function AccountForm({ card, accounts, onBack, onAdded }: AccountFormProps) {
  const [draft, setDraft] = useState<Draft>({
    place: card.environments[0]?.id ?? ownAddress,
    address: '',
    email: '',
    parameters: {},
    name: '',
  });
  // Nobody is told of a mistake before they say that they are done.
  const [tries, setTries] = useState(0);
  const isTried = tries > 0;
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tries]);
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const complaints = complaintsAbout(draft, card, accounts);
  const said = (field: string): string | null => (isTried ? (complaints[field] ?? null) : null);
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });

  const add = async (): Promise<void> => {
    setTries(tries + 1);
    setFailure(null);
    if (isBusy || Object.keys(complaints).length > 0) return;
    setBusy(true);
    const result = await call('addAccount', wishOf(draft, card));
    setBusy(false);
    if (result.ok) onAdded(result.value.accountId);
    else setFailure(failureWords(result.failure));
  };

  const environments = card.environments.map(({ id, name }) => ({ value: id, label: name }));
  const own = card.takesOwnAddress ? [{ value: ownAddress, label: 'Own address' }] : [];
  const places = [...environments, ...own];
  return (
    <form
      ref={form}
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <RuleFacts card={card} />
      {places.length > 1 && (
        <Choice
          legend="Where"
          options={places}
          value={draft.place}
          onChange={(place) => change({ place })}
        />
      )}
      {draft.place === ownAddress && card.takesOwnAddress && (
        <Field
          label="Address"
          type="url"
          maxLength={2000}
          hint="https, or http on this computer only"
          value={draft.address}
          complaint={said('address')}
          onChange={(address) => change({ address })}
        />
      )}
      {card.signIn !== null && (
        <Field
          label="Your e-mail address there"
          type="email"
          hasFocus
          autoComplete="email"
          value={draft.email}
          complaint={said('email')}
          onChange={(email) => change({ email })}
        />
      )}
      {card.parameters.map(({ name, label, hint }) => (
        <Field
          key={name}
          label={label}
          hint={hint}
          value={draft.parameters[name] ?? ''}
          onChange={(value) => change({ parameters: { ...draft.parameters, [name]: value } })}
        />
      ))}
      <Field
        label="Name in Keyturn"
        hint={
          hasNoPlace(card)
            ? 'Which service, and whose key. Only for you.'
            : `Only for you. Left empty, it is “${wishOf({ ...draft, name: '' }, card).name}”.`
        }
        maxLength={100}
        hasFocus={card.signIn === null && card.parameters.length === 0}
        value={draft.name}
        complaint={said('name')}
        onChange={(name) => change({ name })}
      />
      {said('same') !== null && <Alert>{said('same')}</Alert>}
      {failure !== null && <Alert>{failure}</Alert>}
      <DialogFoot>
        <Button onPress={onBack}>Back</Button>
        <Button kind="primary" isSubmit isBusy={isBusy}>
          Add account
        </Button>
      </DialogFoot>
    </form>
  );
}
