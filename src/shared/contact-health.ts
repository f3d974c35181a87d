import type { KeyRow } from './key.ts';
import type { RuleCard } from './service.ts';

/** Why nobody may hear of the end of a key from its service. */
export type ContactCare =
  /** It has fewer contacts than its service wants: one from before that rule. */
  | { kind: 'none' }
  /** Addresses of it that their owner says nobody reads any more. `isAll`: there is no other. */
  | { kind: 'gone'; contacts: string[]; isAll: boolean }
  /** Its one contact looks like that of a person, who may be away or leave. */
  | { kind: 'one-person'; contact: string };

/** What is to be done about the contacts of a living key; null where nothing is. */
export function contactCareOf(
  { contacts, standing, remoteId }: Pick<KeyRow, 'contacts' | 'standing' | 'remoteId'>,
  card: Pick<RuleCard, 'contacts'> | null,
  gone: ReadonlySet<string>,
): ContactCare | null {
  const isLive = standing === 'held' || standing === 'known-not-held';
  // Of a key that the service has not named nobody knows the contacts.
  if (!isLive || remoteId === null || !card?.contacts) return null;
  const all = contacts ?? [];
  if (all.length < card.contacts.fewest) return { kind: 'none' };
  const unread = all.filter((contact) => gone.has(contact.toLowerCase()));
  if (unread.length > 0) {
    return { kind: 'gone', contacts: unread, isAll: unread.length === all.length };
  }
  const [only] = all;
  return only !== undefined && all.length === 1 && !isShared(only)
    ? { kind: 'one-person', contact: only }
    : null;
}

const sets = new WeakMap<readonly string[], ReadonlySet<string>>();

/** Addresses are compared as the portal of Postman writes them. The same set for the same list. */
export function goneSet(goneContacts: readonly string[]): ReadonlySet<string> {
  const known = sets.get(goneContacts);
  if (known !== undefined) return known;
  const set = new Set(goneContacts.map((contact) => contact.toLowerCase()));
  sets.set(goneContacts, set);
  return set;
}

const sharedWords = new Set(
  (
    'admin admins alert alerts api apis contact dev devs devops enquiry enquiries feedback group ' +
    'help helpdesk hello infra info it keys list mail mailer mailbox noc notices notifications office ' +
    'ops operations platform security service servicedesk services shared sre staff support sys ' +
    'sysadmin system systems team tech unit web webmaster'
  ).split(' '),
);

/** By the words in its local part: `api-team@`, `ops2@`. A guess, since an address does not tell who reads it. */
export function isShared(contact: string): boolean {
  const [local = ''] = contact.toLowerCase().split('@');
  return local.split(/[^a-z]+/).some((word) => sharedWords.has(word));
}

/** The contacts after one has taken the place of another; null where that changes nothing. */
export function replacedContacts(
  contacts: readonly string[],
  { from, to }: { from: string | null; to: string | null },
): string[] | null {
  const gone = from?.toLowerCase() ?? null;
  if (gone !== null && !contacts.some((contact) => contact.toLowerCase() === gone)) return null;
  const next = contacts.flatMap((contact) => {
    if (contact.toLowerCase() !== gone) return [contact];
    return to === null ? [] : [to];
  });
  if (gone === null && to !== null) next.push(to);
  const seen = new Set<string>();
  const once = next.filter((contact) => {
    const isNew = !seen.has(contact.toLowerCase());
    seen.add(contact.toLowerCase());
    return isNew;
  });
  return once.join('\n') === contacts.join('\n') ? null : once;
}
