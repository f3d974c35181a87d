import type { AccountState } from '../../shared/account-state.ts';
import type { KeyRow } from '../../shared/key.ts';
import type { SuccessorWish } from '../../shared/rotation.ts';
import type { RuleCard } from '../../shared/service.ts';
import { complaintAboutContact, splitContacts } from '../add-key/contacts.ts';
import { complaintsAboutKey, type GenerateDraft } from '../add-key/generate-draft.ts';
import { LabelField } from '../add-key/label-field.tsx';
import { LifeField } from '../add-key/life-field.tsx';
import { ChipsField } from '../ui/chips-field.tsx';

interface SuccessorFieldsProps {
  account: AccountState;
  card: RuleCard;
  /** Those of the account. */
  rows: readonly KeyRow[];
  old: KeyRow | null;
  draft: GenerateDraft;
  isTried: boolean;
  onDraft: (draft: GenerateDraft) => void;
  onLeftOver: (isLeft: boolean) => void;
  /** Whether the label takes the focus, and with it the sight of what stands above. */
  hasFocus?: boolean;
}

/** What the new key is to be: its label, who is told about it, and how long it lives. */
export function SuccessorFields(props: SuccessorFieldsProps) {
  const { account, card, rows, old, draft, isTried, onDraft } = props;
  const complaints = complaintsOf(draft, card);
  const isApi = card.management.how === 'api';
  return (
    <>
      <LabelField
        card={card}
        label={draft.label}
        rows={rows}
        replaced={old}
        isTried={isTried}
        hasFocus={props.hasFocus ?? true}
        onChange={(label) => onDraft({ ...draft, label })}
      />
      {isApi && card.contacts !== null && (
        <ChipsField
          label="Contacts"
          hint="Taken over from the old key. The service mails them before the new one ends."
          chips={draft.contacts}
          split={splitContacts}
          complaintAbout={complaintAboutContact}
          complaint={isTried ? complaints.contacts : null}
          offered={account.email === null ? [] : [account.email]}
          onChange={(contacts) => onDraft({ ...draft, contacts })}
          onLeftOver={props.onLeftOver}
        />
      )}
      {isApi && card.validity.kind === 'options' && (
        <LifeField
          account={account}
          value={draft.expiration}
          complaint={isTried ? complaints.expiration : null}
          onChange={(expiration) => onDraft({ ...draft, expiration })}
        />
      )}
    </>
  );
}

/** In the service's pages its user sees to contacts and life. */
function complaintsOf(draft: GenerateDraft, card: RuleCard) {
  const found = complaintsAboutKey(draft, card);
  return card.management.how === 'api' ? found : { ...found, contacts: null, expiration: null };
}

export function isRight(draft: GenerateDraft, card: RuleCard): boolean {
  return Object.values(complaintsOf(draft, card)).every((one) => one === null);
}

export function wishOf(draft: GenerateDraft, card: RuleCard): SuccessorWish {
  const isApi = card.management.how === 'api';
  return {
    label: draft.label.trim(),
    contacts: isApi && card.contacts !== null ? [...draft.contacts] : [],
    expiration: isApi && card.validity.kind === 'options' ? draft.expiration : null,
  };
}
