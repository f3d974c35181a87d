import type { RotationReason } from '../../shared/rotation.ts';
import type { KeyRow } from '../../shared/key.ts';
import type { RuleCard } from '../../shared/service.ts';

const dayMs = 24 * 60 * 60_000;

/** What will happen, in four short lines. */
export function planWords(
  reason: RotationReason,
  card: Pick<RuleCard, 'management'>,
  soak: { days: number; expiresAt: string | null; now: Date },
  isOldOver: boolean,
): string[] {
  const make =
    card.management.how === 'api'
      ? 'The service makes a new key. It goes into your keychain and is tried.'
      : 'You make a new key in the service’s pages and paste it once. It goes into your keychain and is tried.';
  const tools = 'You put the new key into your tools, from a list of places.';
  const retire =
    card.management.how === 'api'
      ? 'You confirm by its last five, and the old key is retired.'
      : 'You delete the old key in the service’s pages. Keyturn sees that it is refused.';
  if (isOldOver) {
    return [
      make,
      'It becomes the key to use, since the old one works no more.',
      tools,
      'Then it is done.',
    ];
  }
  if (reason !== 'planned') {
    return [
      card.management.how === 'api'
        ? 'The old key is retired at once.'
        : 'You delete the old key in the service’s pages, at once.',
      make,
      'It becomes the key to use.',
      tools,
    ];
  }
  return [make, tools, soakWords(soak), retire];
}

function soakWords({ days, expiresAt, now }: Parameters<typeof planWords>[2]): string {
  if (days === 0) {
    return 'Nothing is waited for. Until the old key is retired, you can go back to it.';
  }
  const length = soakEndOf(days, expiresAt, now).isCut
    ? 'until the old one ends'
    : `for ${days === 1 ? '1 day' : `${days} days`}`;
  return `Both keys work ${length}. You can go back to the old one.`;
}

/** Until when both would live if the tools had the new key now; never past the old key's end. */
export function soakEndOf(
  soakDays: number,
  expiresAt: string | null,
  now: Date,
): { until: string; isCut: boolean } {
  const until = new Date(now.getTime() + soakDays * dayMs).toISOString();
  const isCut = expiresAt !== null && Date.parse(expiresAt) < Date.parse(until);
  return { until: isCut && expiresAt !== null ? expiresAt : until, isCut };
}

/** Whether there is room for a second key beside the old one; null where no rule is known. */
export function roomOf(
  row: Pick<KeyRow, 'accountId'>,
  card: Pick<RuleCard, 'mostLiveKeys'>,
  keys: readonly KeyRow[],
): { most: number; living: number; isFull: boolean; per: string } | null {
  if (card.mostLiveKeys === null) return null;
  const { count: most, per } = card.mostLiveKeys;
  const living = keys.filter(
    ({ accountId, standing }) =>
      accountId === row.accountId && (standing === 'held' || standing === 'known-not-held'),
  ).length;
  return { most, living, isFull: living >= most, per };
}

/** It works no more already, so that nothing is left to be kept working. */
export function isOver({ standing }: Pick<KeyRow, 'standing'>): boolean {
  return standing === 'expired' || standing === 'gone';
}
