import type { AccountState, SignedOutReason } from '../../shared/account-state.ts';
import type { KeyRow, Standing } from '../../shared/key.ts';
import { lengthOf, momentOf } from '../times.ts';

/** How an account stands, in the fewest words: for the sidebar. */
export function shortStandingOf({ signIn, unreachableSince }: AccountState): string {
  if (unreachableSince !== null) return 'Unreachable';
  switch (signIn.status) {
    case 'not-needed':
      return 'Guided';
    case 'signed-out':
      return 'Signed out';
    case 'code-sent':
      return 'Code sent';
    case 'signed-in':
      return 'Signed in';
    default:
      return signIn satisfies never;
  }
}

/** The same, with what it means. */
export function standingOf({ signIn }: AccountState, now: Date): string {
  switch (signIn.status) {
    case 'not-needed':
      return 'Keys of this service are made and ended in its own pages.';
    case 'signed-out':
      return signedOutWords[signIn.because];
    case 'code-sent':
      return 'A code was mailed. Enter it to sign in.';
    case 'signed-in': {
      const until =
        signIn.until === null ? 'Signed in' : `Signed in until ${momentOf(signIn.until, now)}`;
      return signIn.isKept
        ? `${until}, kept in your keychain`
        : `${until}, or until Keyturn is closed`;
    }
    default:
      return signIn satisfies never;
  }
}

const signedOutWords: Record<SignedOutReason, string> = {
  'not-yet': 'Not signed in yet. Sign in to see the keys of this account.',
  'by-user': 'Signed out. Sign in to bring the list up to date.',
  'by-lock': 'Signed out when Keyturn was locked. Sign in to bring the list up to date.',
  ended: 'Signed out: the session has ended. Sign in to bring the list up to date.',
  'app-closed': 'Signed out since Keyturn was closed. Sign in to bring the list up to date.',
  'keychain-shut':
    'Signed out while your keychain is not open. Unlock it to go on with the session in it, or sign in.',
};

/** That two clocks differ, and which of them counts. */
export function clockWords(clockSkewMs: number, isSandbox: boolean): string {
  const length = lengthOf(Math.abs(clockSkewMs));
  if (isSandbox) {
    const way = clockSkewMs > 0 ? 'ahead of' : 'behind';
    return `The clock of the sandbox is ${length} ${way} this computer’s. Expiry is reckoned with the sandbox’s time.`;
  }
  const way = clockSkewMs > 0 ? 'behind' : 'ahead of';
  return `The clock of this computer is ${length} ${way} the service’s. Expiry is reckoned with the service’s time.`;
}

export const standingWords: Record<Standing, string> = {
  held: 'Held here',
  'known-not-held': 'Not held here',
  gone: 'Gone at the service',
  expired: 'Expired',
  legacy: 'From before labels',
  retired: 'Retired',
};

const listedOrder: readonly Standing[] = ['held', 'known-not-held', 'expired', 'legacy'];

/** `12 keys at the service: 10 not held here, 1 expired, 1 from before labels. Gone there: 1`. */
export function summaryOf(keys: readonly Pick<KeyRow, 'standing'>[]): string {
  const countOf = (standing: Standing): number =>
    keys.filter((key) => key.standing === standing).length;
  const listed = listedOrder.reduce((sum, standing) => sum + countOf(standing), 0);
  const total = listed === 1 ? '1 key at the service' : `${listed || 'No'} keys at the service`;
  const parts = listedOrder
    .filter((standing) => countOf(standing) > 0)
    .map((standing) => `${countOf(standing)} ${standingWords[standing].toLowerCase()}`);
  const here = listed === 0 ? total : `${total}: ${parts.join(', ')}`;
  // What is retired has a shelf of its own, and nothing is to be done about it.
  const gone = countOf('gone');
  return gone === 0 ? here : `${here}. Gone there: ${gone}`;
}
