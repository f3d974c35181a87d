import type { AccountId } from '../../shared/account.ts';
import type { AccountState } from '../../shared/account-state.ts';
import { contactCareOf, goneSet, type ContactCare } from '../../shared/contact-health.ts';
import { subtractSpan } from '../../shared/expiry.ts';
import type { KeyRow, Standing } from '../../shared/key.ts';
import type { Rotation } from '../../shared/rotation.ts';
import type { RuleCard, Span } from '../../shared/service.ts';
import type { Settings } from '../../shared/settings.ts';
import { firstSettings } from '../../shared/first-settings.ts';
import { stagesOf } from '../../shared/stages.ts';
import { urgencyTimesOf, type UrgencyTimes } from '../../shared/urgency.ts';
import { rotationsByKey, type RotationOfKey } from '../rotation/rotations-by-key.ts';

/** A key with all that looking for it, ordering it and drawing it need, worked out once. */
export interface Entry {
  kind: 'key';
  row: KeyRow;
  accountName: string;
  serviceName: string;
  card: RuleCard | null;
  /** The open rotation that it is part of. */
  rotation: RotationOfKey | null;
  /** How far the service's clock is ahead of ours. */
  skewMs: number;
  /** When its owner is reminded, earliest first. */
  stages: readonly Span[];
  times: UrgencyTimes | null;
  /** When its life began, as far as is known; null if it is not. */
  startMs: number | null;
  contactCare: ContactCare | null;
  /** The addresses that nobody reads, of which that was reckoned. */
  gone: ReadonlySet<string>;
  /** What is searched, folded. */
  search: string;
  /** Compares as people count: `key-2` before `key-10`. */
  labelOrder: string;
  /** What ends first comes first; what is over comes last, the latest of it first. */
  endOrder: number;
}

/** What of the settings says something of a key. */
type SettingsOfKeys = Pick<Settings, 'goneContacts' | 'reminders'>;

/** A row that did not change is the same object, and so is its entry. */
const known = new WeakMap<KeyRow, Entry>();

export function entriesOf(
  keys: readonly KeyRow[],
  accounts: readonly AccountState[],
  services: readonly RuleCard[],
  rotations: readonly Rotation[],
  settings: SettingsOfKeys = firstSettings,
): Entry[] {
  const cards = new Map(services.map((card) => [card.id, card]));
  const owners = new Map<AccountId, { account: AccountState; card: RuleCard | null }>(
    accounts.map((account) => [
      account.id,
      { account, card: cards.get(account.serviceId) ?? null },
    ]),
  );
  const parts = rotationsByKey(rotations);
  return keys.flatMap((row) => {
    const owner = owners.get(row.accountId);
    return owner === undefined
      ? []
      : [entryOf(row, owner.account, owner.card, parts.get(row.id) ?? null, settings)];
  });
}

function entryOf(
  row: KeyRow,
  account: AccountState,
  card: RuleCard | null,
  rotation: RotationOfKey | null,
  { goneContacts, reminders }: SettingsOfKeys,
): Entry {
  const before = known.get(row);
  const gone = goneSet(goneContacts);
  const stages = stagesOf(row, card, reminders);
  const skewMs = account.clockSkewMs ?? 0;
  if (
    before !== undefined &&
    before.card === card &&
    before.accountName === account.name &&
    before.serviceName === account.serviceName &&
    before.skewMs === skewMs &&
    before.gone === gone &&
    before.stages === stages &&
    before.rotation?.rotation === rotation?.rotation
  ) {
    return before;
  }
  const start = row.createdAt ?? startByRulesOf(row.expiresAt, card) ?? row.addedAt;
  const times = urgencyTimesOf(row.expiresAt, stages);
  const entry: Entry = {
    kind: 'key',
    row,
    accountName: account.name,
    serviceName: account.serviceName,
    card,
    rotation,
    skewMs,
    stages,
    times,
    contactCare: contactCareOf(row, card, gone),
    gone,
    startMs: start === null ? null : Date.parse(start),
    search: fold(
      [
        row.label,
        row.lastFive,
        account.name,
        account.serviceName,
        ...(row.contacts ?? []),
        ...row.tags,
        row.note,
      ].join('\n'),
    ),
    labelOrder: fold(row.label).replaceAll(/\d+/g, (digits) => digits.padStart(9, '0')),
    endOrder: endOrderOf(row.standing, times?.endMs ?? farMs),
  };
  known.set(row, entry);
  return entry;
}

/** Later than any end, so that a place among the standings and an end fit into one number. */
const farMs = 1e14;

const standingOrder: Record<Standing, number> = {
  held: 0,
  'known-not-held': 0,
  gone: 1,
  expired: 2,
  legacy: 3,
  retired: 4,
};

function endOrderOf(standing: Standing, endMs: number): number {
  const place = standingOrder[standing];
  const end = Math.min(endMs, farMs);
  return place * 10 * farMs + (place === 0 ? end : -end);
}

/** Where a service does not say when it made a key, but each lives equally long. */
function startByRulesOf(expiresAt: string | null, card: RuleCard | null): string | null {
  if (expiresAt === null) return null;
  const validity = card?.validity;
  if (validity?.kind === 'calendar-months') {
    return subtractSpan(expiresAt, { count: validity.months, unit: 'months' });
  }
  return validity?.kind === 'days'
    ? subtractSpan(expiresAt, { count: validity.days, unit: 'days' })
    : null;
}

/** Without capitals and accents, so that who types `creme` finds `Crème`. */
export function fold(text: string): string {
  const plain = /^[\x20-\x7e\n]*$/.test(text)
    ? text
    : text.normalize('NFKD').replaceAll(/\p{M}+/gu, '');
  return plain.toLowerCase();
}
