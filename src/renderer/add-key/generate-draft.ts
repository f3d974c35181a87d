import type { AccountId } from '../../shared/account.ts';
import type { Request } from '../../shared/contract.ts';
import type { KeyRow } from '../../shared/key.ts';
import type { RuleCard } from '../../shared/service.ts';
import { complaintAboutContacts } from './contacts.ts';
import { complaintAboutLabel, successorLabel } from './label.ts';

/** What the user has said of a key that is to be made. */
export interface GenerateDraft {
  label: string;
  contacts: readonly string[];
  /** One of the lives that the service offers. */
  expiration: string | null;
}

/** Empty, or after the key whose place the new one takes. */
export function firstDraft(
  replaced: { row: KeyRow; card: RuleCard } | null,
  email: string | null,
  taken: readonly string[],
  now: Date,
): GenerateDraft {
  const before = replaced?.row.contacts ?? [];
  return {
    label: replaced === null ? '' : successorLabel(replaced.row.label, replaced.card, taken, now),
    contacts: before.length > 0 || email === null ? before : [email],
    expiration: null,
  };
}

/** What is wrong with which field, in words. */
export function complaintsAboutKey(
  draft: GenerateDraft,
  card: RuleCard,
): { label: string | null; contacts: string | null; expiration: string | null } {
  return {
    label: complaintAboutLabel(draft.label, card),
    contacts: complaintAboutContacts(draft.contacts, card.contacts),
    expiration:
      card.validity.kind === 'options' && draft.expiration === null
        ? 'Choose how long the key is to live.'
        : null,
  };
}

export function requestFor(
  draft: GenerateDraft,
  card: RuleCard,
  accountId: AccountId,
): Request<'generateKey'> {
  return {
    accountId,
    label: draft.label.trim(),
    contacts: card.contacts === null ? [] : [...draft.contacts],
    expiration: card.validity.kind === 'options' ? draft.expiration : null,
  };
}
