import type { Account } from '../../shared/account.ts';
import type { Clue, KeyRow } from '../../shared/key.ts';
import { fitsKeyPattern } from '../../shared/key-pattern.ts';
import type { ProbeAnswer } from '../../shared/probe.ts';
import type { RuleCard } from '../../shared/service.ts';
import type { Secret } from './secret.ts';

interface Case {
  answer: ProbeAnswer;
  row: KeyRow;
  secret: Secret;
  account: Account;
  card: RuleCard;
  now: Date;
}

/** What may be why a key was not taken. Of one that works nothing is to be explained. */
export function cluesOf({ answer, row, secret, account, card, now }: Case): Clue[] {
  if (answer.outcome === 'works') return [];
  const value = secret.reveal();
  const isExpired = row.expiresAt !== null && Date.parse(row.expiresAt) <= now.getTime();
  const found: Record<Clue, boolean> = {
    expired: isExpired || row.standing === 'expired' || row.standing === 'legacy',
    gone: row.standing === 'gone',
    'other-form': card.keyPattern !== null && !fitsKeyPattern(card.keyPattern, value),
    'plus-lost': isPlusLost(value, card.keyPattern),
    'other-environment': isOfOtherEnvironment(value, account, card),
  };
  const order: Clue[] = ['expired', 'gone', 'plus-lost', 'other-form', 'other-environment'];
  return order.filter((clue) => found[clue]);
}

/** A `+` becomes a space where a key went through a URL. */
function isPlusLost(value: string, pattern: string | null): boolean {
  if (!/\S \S/.test(value)) return false;
  return pattern === null || fitsKeyPattern(pattern, value.replaceAll(' ', '+'));
}

/** What keys begin with at environments of these names. */
const marks: Record<string, readonly string[]> = {
  test: ['test', 'sandbox'],
  staging: ['staging'],
  live: ['production', 'live'],
  prod: ['production', 'live'],
};

/** Only if its service has the environment that the key speaks of, and it is another one than the account's. */
function isOfOtherEnvironment(value: string, account: Account, card: RuleCard): boolean {
  const [, mark = ''] = /^(?:key_|api_)?(test|staging|live|prod)_/.exec(value) ?? [];
  const names = marks[mark] ?? [];
  const meant = card.environments.filter(({ id, name }) =>
    names.some((one) => one === id || one === name.toLowerCase()),
  );
  const isKnown = card.environments.some(({ id }) => id === account.environmentId);
  return isKnown && meant.length > 0 && meant.every(({ id }) => id !== account.environmentId);
}
