import type { AccountId } from '../../shared/account.ts';
import type { SignInState, SignedOutReason } from '../../shared/account-state.ts';
import type { Failure } from '../../shared/failure.ts';
import type { SignInRules } from '../../shared/service.ts';
import type { AccountBook } from './account-book.ts';
import { isSmallSkew, timeThere } from './clock-skew.ts';
import type { ApiConnector, Place, Session } from './connector.ts';
import { FailureError } from './failure-error.ts';
import type { Clock, Keychain, Log } from './ports.ts';
import type { Reach } from './reach.ts';
import type { Sessions } from './sessions.ts';

export interface SignIn {
  requestCode(id: AccountId): Promise<void>;
  signIn(wish: { accountId: AccountId; code: string; isToBeKept: boolean }): Promise<void>;
  signOut(id: AccountId): Promise<void>;
  /** The same where nobody is there who could open a shut keychain: what is in it goes when it opens. */
  endByLock(id: AccountId): Promise<void>;
  /** Takes up kept sessions, if the keychain looks open: nobody is asked for a password by this. */
  restore(): Promise<void>;
  /** Notes the sessions whose time is over. */
  tick(): Promise<void>;
  /** Does something with the account's session; notes it when the service takes that no more. */
  withSession<Value>(
    id: AccountId,
    work: (connector: ApiConnector, place: Place, session: Session) => Promise<Value>,
  ): Promise<Value>;
}

type CodeSent = Extract<SignInState, { status: 'code-sent' }>;

interface World {
  book: AccountBook;
  reach: Reach;
  sessions: Sessions;
  keychain: Keychain;
  clock: Clock;
  log: Log;
}

export function createSignIn({ book, reach, sessions, keychain, clock, log }: World): SignIn {
  async function requestCode(id: AccountId): Promise<void> {
    const { email, rules, known } = facts(id);
    if (known.status === 'signed-in') throw notNow();
    const { resendAfterSeconds } = await heedWait(id, () =>
      reach(id, (connector, place) => connector.requestOtp(place, email)),
    );
    // Signed in with the code before, while this one was slow to come.
    if (book.has(id) && book.find(id).signIn.status === 'signed-in') return;
    const sentAt = clock.now();
    book.change(id, {
      signIn: {
        status: 'code-sent',
        sentAt: sentAt.toISOString(),
        mayResendAt: after(sentAt, resendAfterSeconds),
        expiresAt: after(sentAt, rules.otpLifeSeconds),
        triesLeft: rules.otpTries,
      },
    });
  }

  /** Told to wait, there is a code in the mail, whoever asked for it: it can be entered. */
  async function heedWait<Value>(id: AccountId, ask: () => Promise<Value>): Promise<Value> {
    try {
      return await ask();
    } catch (error) {
      if (isFailure(error, 'wait-before-retry') && book.has(id)) {
        const { signIn: known } = book.find(id);
        const told = codeOutAfter(id, error.failure.seconds);
        if (isCodeOut(known, clock.now())) tell(id, { ...known, mayResendAt: told.mayResendAt });
        else if (known.status !== 'signed-in') tell(id, told);
      }
      throw error;
    }
  }

  /** A code of which nothing is known but how long the service lets us wait for the next. */
  function codeOutAfter(id: AccountId, seconds: number): CodeSent {
    const { rules } = facts(id);
    const now = clock.now();
    const sentAt = new Date(now.getTime() - Math.max(0, rules.resendAfterSeconds - seconds) * 1000);
    return {
      status: 'code-sent',
      sentAt: sentAt.toISOString(),
      mayResendAt: after(now, seconds),
      expiresAt: after(sentAt, rules.otpLifeSeconds),
      triesLeft: null,
    };
  }

  async function signIn({ accountId, code, isToBeKept }: Parameters<SignIn['signIn']>[0]) {
    const { email, rules } = facts(accountId);
    const session = await spendTry(accountId, () =>
      reach(accountId, (connector, place) => connector.signIn(place, email, code)),
    );
    if (!isToBeKept) await sessions.forgetQuietly(accountId);
    // Removed while the service was asked: a session that nobody could end must not stay behind.
    if (!book.has(accountId)) return;
    // By the clock of the service, as it would have said itself.
    const { clockSkewMs } = book.find(accountId);
    const now = timeThere(clock.now(), clockSkewMs);
    // Where that may be wrong by days, no end is made up from it.
    const hours = isSmallSkew(clockSkewMs) ? rules.sessionHours : null;
    const until = session.expiresAt ?? (hours === null ? null : after(now, hours * 3600));
    const begun = { ...session, expiresAt: until };
    sessions.begin(accountId, begun);
    tell(accountId, { status: 'signed-in', until, isKept: false });
    // It may be over before the keychain has taken it.
    if (isToBeKept && (await sessions.keep(accountId)) && sessions.get(accountId) === begun) {
      tell(accountId, { status: 'signed-in', until, isKept: true });
    }
  }

  /** Counts a wrong code, as the service does. */
  async function spendTry(id: AccountId, ask: () => Promise<Session>): Promise<Session> {
    try {
      return await ask();
    } catch (error) {
      const isWrong = isFailure(error, 'sign-in-refused') && error.failure.reason === 'wrong-code';
      if (isWrong && book.has(id)) {
        const known = book.find(id).signIn;
        if (known.status === 'code-sent' && known.triesLeft !== null) {
          tell(id, { ...known, triesLeft: Math.max(0, known.triesLeft - 1) });
        }
      }
      throw error;
    }
  }

  async function signOut(id: AccountId): Promise<void> {
    const session = sessions.get(id);
    // First what may fail and would leave a session that comes back at the next start.
    await sessions.forget(id);
    if (book.find(id).signIn.status !== 'not-needed') signedOut(id, 'by-user');
    if (session) void endAtService(id, session);
  }

  async function endByLock(id: AccountId): Promise<void> {
    const session = sessions.get(id);
    if (book.find(id).signIn.status === 'signed-in') signedOut(id, 'by-lock');
    await sessions.forgetQuietly(id);
    if (session) void endAtService(id, session);
  }

  /** A courtesy, not waited for: here it is forgotten already, and there it ends by itself. */
  async function endAtService(id: AccountId, session: Session): Promise<void> {
    try {
      await reach(id, async (connector, place) => connector.signOut?.(place, session));
    } catch (error) {
      if (!(error instanceof FailureError)) log.bug(error);
    }
  }

  async function restore(): Promise<void> {
    const waiting = book
      .all()
      .filter(({ account, keepsSession }) => keepsSession && sessions.get(account.id) === null);
    if (waiting.length === 0 && !sessions.hasEnded()) return;
    if ((await keychain.look()).status !== 'open') return;
    try {
      await sessions.removeEnded();
      for (const { account } of waiting) await restoreOne(account.id);
    } catch (error) {
      // It looked open and was not. The next time that it is, this is tried again.
      if (!isFailure(error, 'keychain-locked') && !isFailure(error, 'keychain-missing'))
        throw error;
    }
  }

  async function restoreOne(id: AccountId): Promise<void> {
    const session = await sessions.restore(id);
    if (session === 'overtaken') return;
    if (session !== null) takeUp(id, session);
    else if (book.has(id) && book.find(id).signIn.status === 'signed-out') signedOut(id, 'ended');
  }

  function takeUp(id: AccountId, { expiresAt }: Session): void {
    if (!book.has(id)) return;
    const isInDoubt = expiresAt !== null && Date.parse(expiresAt) <= clock.now().getTime();
    // The code that was asked for meanwhile is worth more.
    if (isInDoubt && book.find(id).signIn.status === 'code-sent') return;
    const until = isInDoubt ? null : expiresAt;
    book.change(id, {
      signIn: { status: 'signed-in', until, isKept: true },
      isSyncWanted: isInDoubt,
    });
  }

  async function tick(): Promise<void> {
    for (const { account, signIn: known, clockSkewMs } of book.all()) {
      if (known.status !== 'signed-in' || known.until === null) continue;
      // One wrong date must end nothing: where the clocks differ much, the service's refusal does.
      if (!isSmallSkew(clockSkewMs)) continue;
      // The service said when, by its own clock.
      const now = timeThere(clock.now(), clockSkewMs);
      if (Date.parse(known.until) <= now.getTime()) await end(account.id);
    }
  }

  async function withSession<Value>(
    id: AccountId,
    work: (connector: ApiConnector, place: Place, session: Session) => Promise<Value>,
  ): Promise<Value> {
    book.find(id);
    const session = sessions.get(id);
    if (!session) throw new FailureError({ code: 'signed-out' });
    try {
      return await reach(id, (connector, place) => work(connector, place, session));
    } catch (error) {
      // Not if the user has signed in anew while the old session was being refused.
      if (isFailure(error, 'signed-out') && sessions.get(id) === session) await end(id);
      throw error;
    }
  }

  async function end(id: AccountId): Promise<void> {
    signedOut(id, 'ended');
    await sessions.forgetQuietly(id);
  }

  function signedOut(id: AccountId, because: SignedOutReason): void {
    tell(id, { status: 'signed-out', because });
  }

  function tell(id: AccountId, state: SignInState): void {
    book.change(id, { signIn: state });
  }

  function facts(id: AccountId): { email: string; rules: SignInRules; known: SignInState } {
    const { account, signIn: known } = book.find(id);
    const { signIn: rules } = book.cardOf(account);
    if (account.email === null || rules === null) throw notNow();
    return { email: account.email, rules, known };
  }

  return { requestCode, signIn, signOut, endByLock, restore, tick, withSession };
}

function isCodeOut(known: SignInState, now: Date): known is CodeSent {
  return known.status === 'code-sent' && Date.parse(known.expiresAt) > now.getTime();
}

function after(time: Date, seconds: number): string {
  return new Date(time.getTime() + seconds * 1000).toISOString();
}

function notNow(): FailureError {
  return new FailureError({ code: 'call-refused', reason: 'bad-request' });
}

function isFailure<Code extends Failure['code']>(
  error: unknown,
  code: Code,
): error is FailureError & { failure: Extract<Failure, { code: Code }> } {
  return error instanceof FailureError && error.failure.code === code;
}
