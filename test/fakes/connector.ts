import type { ApiConnector, Place, RemoteKey, Session } from '../../src/main/core/connector.ts';
import { FailureError } from '../../src/main/core/failure-error.ts';
import { Secret } from '../../src/main/core/secret.ts';
import type { Failure } from '../../src/shared/failure.ts';

export interface FakeConnector extends ApiConnector {
  /** What each use of it was, in order, and where. */
  uses: string[];
  keys: RemoteKey[];
  /** Of the keys that were created, by id. */
  secrets: Map<string, string>;
  /** The next create is done, and its answer does not arrive. */
  loseAnswer(): void;
  /** The next use fails so, or the next that begins with this word. */
  failNext(failure: Failure, what?: string): void;
  /** The service forgets all sessions. */
  endSessions(): void;
  /** The session that the next sign-in gives has this end. */
  sessionEndsAt: string | null;
  /** Until the returned function is called, every use waits. */
  hold(): () => void;
}

export const rightCode = 'CANARY';

/** A service in memory whose code is always the same. */
export function fakeConnector(): FakeConnector {
  const uses: string[] = [];
  let next: { failure: Failure; what: string } | null = null;
  let alive: Secret[] = [];
  let count = 0;
  let made = 0;
  let willLoseAnswer = false;
  const secrets = new Map<string, string>();
  let gate: Promise<void> = Promise.resolve();

  async function use(what: string, { address }: Place, session?: Session): Promise<void> {
    uses.push(`${what} ${address}`);
    await gate;
    if (next !== null && what.startsWith(next.what)) {
      const { failure } = next;
      next = null;
      throw new FailureError(failure);
    }
    if (session && !alive.some((secret) => secret.equals(session.secret))) {
      throw new FailureError({ code: 'signed-out' });
    }
  }

  const fake: FakeConnector = {
    how: 'api',
    uses,
    keys: [],
    secrets,
    loseAnswer() {
      willLoseAnswer = true;
    },
    sessionEndsAt: null,
    failNext(failure, what = '') {
      next = { failure, what };
    },
    endSessions() {
      alive = [];
    },
    hold() {
      let open = (): void => undefined;
      gate = new Promise((resolve) => {
        open = resolve;
      });
      return () => open();
    },
    async probe(_place, key) {
      const id = [...secrets].find(([, secret]) => secret === key.reveal())?.[0];
      const isEnded = id !== undefined && fake.keys.every((known) => known.id !== id);
      return isEnded ? { outcome: 'refused', because: 'not-accepted' } : { outcome: 'works' };
    },
    async requestOtp(place, email) {
      await use(`code for ${email}`, place);
      return { resendAfterSeconds: 30 };
    },
    async signIn(place, email, otp) {
      await use(`sign-in of ${email}`, place);
      if (otp !== rightCode) {
        throw new FailureError({ code: 'sign-in-refused', reason: 'wrong-code' });
      }
      count += 1;
      const secret = new Secret(`canary-session-${count}`);
      alive.push(secret);
      return { secret, expiresAt: fake.sessionEndsAt };
    },
    async signOut(place, session) {
      await use('sign-out', place, session);
      alive = alive.filter((secret) => !secret.equals(session.secret));
    },
    async list(place, session) {
      await use('list', place, session);
      return fake.keys;
    },
    async create(place, session, wish) {
      await use(`create ${wish.label}`, place, session);
      made += 1;
      const id = String(made);
      const secret = `ops_v1_canaryQ7w3R9t2Y5u8I1o4P6a0S/dF+gHjKlZx${10000 + made}`;
      secrets.set(id, secret);
      const key = {
        id,
        label: wish.label,
        lastFive: secret.slice(-5),
        createdAt: null,
        expiresAt: '2027-05-21T02:46:00.000Z',
        contacts: wish.contacts,
        lastUsedAt: null,
      };
      fake.keys = [key, ...fake.keys];
      if (willLoseAnswer) {
        willLoseAnswer = false;
        throw new FailureError({ code: 'outcome-unknown', status: null });
      }
      return { key, secret: new Secret(secret) };
    },
    async changeContacts(place, session, id, contacts) {
      await use(`contacts of ${id}`, place, session);
      const known = fake.keys.find((key) => key.id === id);
      if (!known) throw new FailureError({ code: 'not-found' });
      const changed = { ...known, contacts };
      fake.keys = fake.keys.map((key) => (key.id === id ? changed : key));
      return changed;
    },
    async revoke(place, session, id) {
      await use(`revoke ${id}`, place, session);
      const isThere = fake.keys.some((key) => key.id === id);
      fake.keys = fake.keys.filter((key) => key.id !== id);
      return isThere ? 'revoked' : 'already-gone';
    },
    expirations: null,
  };
  return fake;
}
