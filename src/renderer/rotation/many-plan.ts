import type { AccountState } from '../../shared/account-state.ts';
import type { Request } from '../../shared/contract.ts';
import type { KeyId, KeyRow } from '../../shared/key.ts';
import type { RotationReason } from '../../shared/rotation.ts';
import type { RuleCard, ServiceId } from '../../shared/service.ts';
import type { State } from '../../shared/state.ts';
import { complaintAboutContacts } from '../add-key/contacts.ts';
import { complaintAboutLabel, successorLabel } from '../add-key/label.ts';
import { rotationsByKey } from './rotations-by-key.ts';

/** One key that is to be replaced, in its place among the others. */
export interface PlannedKey {
  row: KeyRow;
  account: AccountState;
  card: RuleCard;
  /** Of the new key. */
  label: string;
  contacts: readonly string[];
}

export type LeftOutBecause =
  'over' | 'legacy' | 'in-rotation' | 'replaced' | 'unnamed' | 'too-many';

export interface ManyPlan {
  keys: readonly PlannedKey[];
  leftOut: readonly { row: KeyRow; because: LeftOutBecause }[];
}

/** So many can be asked for in one Call. */
const most = 500;

/** What becomes of the keys that the user has named, in their order. */
export function manyPlanOf(
  keyIds: readonly KeyId[],
  state: Pick<State, 'keys' | 'accounts' | 'services' | 'rotations'>,
  now: Date,
): ManyPlan {
  const rows = new Map(state.keys.map((row) => [row.id, row]));
  const accounts = new Map(state.accounts.map((account) => [account.id, account]));
  const cards = new Map(state.services.map((card) => [card.id, card]));
  const parts = rotationsByKey(state.rotations);
  const taken = new Map<string, string[]>();
  for (const { accountId, label } of state.keys) {
    const labels = taken.get(accountId);
    if (labels) labels.push(label);
    else taken.set(accountId, [label]);
  }
  const keys: PlannedKey[] = [];
  const leftOut: { row: KeyRow; because: LeftOutBecause }[] = [];
  for (const keyId of new Set(keyIds)) {
    const row = rows.get(keyId);
    const account = row && accounts.get(row.accountId);
    const card = account && cards.get(account.serviceId);
    if (!row || !account || !card) continue;
    const because = parts.has(keyId) ? 'in-rotation' : whyNot(row, card);
    if (because !== null || keys.length >= most) {
      leftOut.push({ row, because: because ?? 'too-many' });
      continue;
    }
    const labels = taken.get(row.accountId) ?? [];
    const label = successorLabel(row.label, card, labels, now);
    labels.push(label);
    keys.push({ row, account, card, label, contacts: contactsOf(row, account, card) });
  }
  return { keys, leftOut };
}

function whyNot(row: KeyRow, card: RuleCard): LeftOutBecause | null {
  if (row.standing === 'retired') return 'over';
  if (row.standing === 'legacy') return 'legacy';
  if (row.replacedBy !== null) return 'replaced';
  return card.management.how === 'api' && row.remoteId === null ? 'unnamed' : null;
}

function contactsOf(row: KeyRow, { email }: AccountState, card: RuleCard): readonly string[] {
  if (card.contacts === null) return [];
  const before = row.contacts ?? [];
  return before.length > 0 || email === null ? before : [email];
}

/** What keeps this key from being replaced as it is planned; null if nothing does. */
export function complaintAbout({ label, contacts, card }: PlannedKey): string | null {
  const aboutContacts =
    card.management.how === 'api' ? complaintAboutContacts(contacts, card.contacts) : null;
  return complaintAboutLabel(label, card) ?? aboutContacts;
}

/** The services at which the user says how long the new keys are to live, each with an account to ask. */
export function choicesOf(
  keys: readonly PlannedKey[],
): { card: RuleCard; account: AccountState }[] {
  const found = new Map<ServiceId, { card: RuleCard; account: AccountState }>();
  for (const { card, account } of keys) {
    if (!takesLife(card)) continue;
    const known = found.get(card.id);
    // Only one that is signed in to can be asked.
    if (!known || (!isSignedIn(known.account) && isSignedIn(account))) {
      found.set(card.id, { card, account });
    }
  }
  return [...found.values()];
}

/** Those at which Keyturn makes keys and has no session, each once. */
export function signInsOf(keys: readonly PlannedKey[]): AccountState[] {
  const found = new Map<string, AccountState>();
  for (const { card, account } of keys) {
    const isNeeded = card.management.how === 'api' && card.signIn !== null;
    if (isNeeded && !isSignedIn(account)) found.set(account.id, account);
  }
  return [...found.values()];
}

export function isByHand({ card }: PlannedKey): boolean {
  return card.management.how === 'guided';
}

interface Terms {
  reason: RotationReason;
  soakDays: number;
  lives: ReadonlyMap<ServiceId, string>;
}

export function requestOf(
  keys: readonly PlannedKey[],
  { reason, soakDays, lives }: Terms,
): Request<'startRotations'> {
  return {
    wishes: keys.map(({ row, card, label, contacts }) => ({
      keyId: row.id,
      reason,
      wish: {
        label: label.trim(),
        contacts: [...contacts],
        expiration: takesLife(card) ? (lives.get(card.id) ?? null) : null,
      },
      soakDays,
      // Of many, their owner has ticked that they know: these are the keys that they were shown.
      lastFive: reason === 'planned' ? null : row.lastFive,
    })),
  };
}

function takesLife({ validity, management }: RuleCard): boolean {
  return validity.kind === 'options' && management.how === 'api';
}

function isSignedIn({ signIn }: AccountState): boolean {
  return signIn.status === 'signed-in';
}

/** The same keys with this one a place further up or down; as they were where there is none. */
export function moved<Item>(items: readonly Item[], from: number, to: number): readonly Item[] {
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length) return items;
  return items.toSpliced(from, 1).toSpliced(to, 0, item);
}
