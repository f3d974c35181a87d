import type { AccountState } from '../../shared/account-state.ts';
import { addressOf } from '../../shared/address.ts';
import type { Request } from '../../shared/contract.ts';
import { hasNoPlace } from '../../shared/place.ts';
import type { RuleCard } from '../../shared/service.ts';

/** What the user has typed so far. */
export interface Draft {
  /** The id of an environment, or `ownAddress`. */
  place: string;
  address: string;
  email: string;
  parameters: Record<string, string>;
  name: string;
}

/** No id of an environment: those have no blank. */
export const ownAddress = 'own address';

export function wishOf(draft: Draft, card: RuleCard): Request<'addAccount'> {
  const isOwn = draft.place === ownAddress;
  const environment = card.environments.find(({ id }) => id === draft.place);
  const usual = [card.name, isOwn || card.environments.length < 2 ? null : environment?.name];
  return {
    serviceId: card.id,
    place: isOwn
      ? { address: hasNoPlace(card) ? null : draft.address }
      : { environmentId: draft.place },
    name: draft.name.trim() || usual.filter((word) => word !== null).join(' '),
    email: card.signIn === null ? null : emailOf(draft),
    parameters: Object.fromEntries(
      Object.entries(draft.parameters).filter(([, value]) => value.trim() !== ''),
    ),
  };
}

/** What is wrong with which field, in words; `same` is about the whole. */
export function complaintsAbout(
  draft: Draft,
  card: RuleCard,
  accounts: readonly AccountState[],
): Record<string, string> {
  const address = addressAt(draft, card);
  const complaints: Record<string, string> = {};
  const isNamed = hasNoPlace(card);
  if (isNamed && draft.name.trim() === '') {
    complaints['name'] = 'Say which service it is, and whose key.';
  }
  if (address === null && !isNamed) {
    complaints['address'] = draft.address.trim().startsWith('http://')
      ? 'http would send your session in the open, so it goes to this computer only. Use https.'
      : 'Write the whole address, such as https://api.example.gov.sg/v1, without ? and #.';
  }
  if (card.signIn !== null && !/^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(emailOf(draft))) {
    complaints['email'] = 'Write a whole e-mail address, such as name@agency.gov.sg.';
  }
  // Where there are parameters, State does not tell whether those are the same too.
  const isThere = accounts.some(
    (account) =>
      account.serviceId === card.id &&
      account.address === address &&
      (!isNamed || account.name === draft.name.trim()) &&
      (card.signIn === null ? card.parameters.length === 0 : account.email === emailOf(draft)),
  );
  if (isThere) {
    const place = isNamed ? 'another name' : 'another place';
    const other = card.signIn === null ? place : 'another e-mail or another place';
    complaints['same'] = `You have this account already. Choose ${other}.`;
  }
  return complaints;
}

function addressAt(draft: Draft, card: RuleCard): string | null {
  if (draft.place === ownAddress) return addressOf(draft.address);
  return card.environments.find(({ id }) => id === draft.place)?.address ?? null;
}

function emailOf({ email }: Draft): string {
  return email.trim().toLowerCase();
}
