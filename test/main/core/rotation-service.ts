import type { ApiConnector, RemoteKey } from '../../../src/main/core/connector.ts';
import { FailureError } from '../../../src/main/core/failure-error.ts';
import { Secret } from '../../../src/main/core/secret.ts';
import type { Clock } from '../../../src/main/core/ports.ts';
import type { Failure } from '../../../src/shared/failure.ts';
import { fakeConnector, type FakeConnector } from '../../fakes/connector.ts';

export const faults = [
  'unreachable',
  'answer-lost',
  'not-done-and-unclear',
  'done-later',
  'garbage',
  'session-ended',
  'quota-full',
  'forbidden',
  'rate-limited',
  'rejected',
  'slow',
  'refuses',
  'empty',
] as const;
export type Fault = (typeof faults)[number];
export const uses = ['list', 'create', 'revoke', 'probe'] as const;
type Use = (typeof uses)[number];

interface Living {
  key: RemoteKey & { expiresAt: string };
  secret: string;
}

/** A service that knows which keys live, and what was done to them by us: the judge of what we believe. */
export function createJudge(clock: Clock) {
  const keys = new Map<string, Living>();
  const later = new Map<string, string>();
  const next = new Map<Use, Fault>();
  const shownToWork = new Map<string, number>();
  const revoked: { id: string; at: number }[] = [];
  const listeners: ((what: 'create' | 'revoke', id: string) => void)[] = [];
  const fake = fakeConnector();
  let count = 0;

  function add(label: string, lifeDays = 180): Living {
    count += 1;
    const secret = `ops_v1_canaryQ7w3R9t2Y5u8I1o4P6a0S/dF+gHjKlZx${10_000 + count}`;
    const expiresAt = new Date(clock.now().getTime() + lifeDays * 86_400_000).toISOString();
    const facts = { createdAt: null, contacts: ['ops@agency.gov.sg'], lastUsedAt: null };
    const key = { id: String(count), label, lastFive: secret.slice(-5), expiresAt, ...facts };
    keys.set(key.id, { key, secret });
    return { key, secret };
  }

  /** What a use is answered when nothing goes wrong, and what comes of it when something does. */
  async function use<Value>(what: Use, work: () => Value): Promise<Value> {
    const fault = next.get(what) ?? null;
    next.delete(what);
    if (fault === 'slow') await new Promise<void>((resolve) => void clock.after(8000, resolve));
    const before = fault === null ? null : failureBefore(fault, what);
    if (before !== null) {
      if (fault === 'session-ended') fake.endSessions();
      throw new FailureError(before);
    }
    if (fault === 'done-later' && what !== 'list' && what !== 'probe') {
      const id = `${what} ${count} ${clock.now().getTime()}`;
      later.set(id, what);
      clock.after(9000, () => {
        later.delete(id);
        work();
      });
      throw new FailureError({ code: 'outcome-unknown', status: null });
    }
    const value = work();
    if (fault === 'answer-lost' || fault === 'done-later') {
      throw new FailureError(
        what === 'list' || what === 'probe'
          ? { code: 'unreachable', reason: 'timeout' }
          : { code: 'outcome-unknown', status: null },
      );
    }
    if (fault === 'garbage') {
      throw new FailureError({ code: 'unreadable-answer', reason: 'not-json', field: null });
    }
    return value;
  }

  function living(): RemoteKey[] {
    return [...keys.values()].toReversed().map(({ key }) => key);
  }

  function works(id: string | null): boolean {
    const key = id === null ? undefined : keys.get(id)?.key;
    return key !== undefined && Date.parse(key.expiresAt) > clock.now().getTime();
  }

  const connector: FakeConnector & ApiConnector = {
    ...fake,
    async list(place, session) {
      await fake.list(place, session);
      const isEmpty = next.get('list') === 'empty';
      const listed = await use('list', living);
      return isEmpty ? [] : listed;
    },
    async create(place, session, wish) {
      // Only to see that the session is good.
      await fake.list(place, session);
      for (const listener of listeners) listener('create', wish.label);
      return use('create', () => {
        const { key, secret } = add(wish.label);
        return { key, secret: new Secret(secret) };
      });
    },
    async revoke(place, session, id) {
      await fake.list(place, session);
      for (const listener of listeners) listener('revoke', id);
      return use('revoke', () => {
        revoked.push({ id, at: clock.now().getTime() });
        return keys.delete(id) ? 'revoked' : 'already-gone';
      });
    },
    async probe(_place, key) {
      const isRefusing = next.get('probe') === 'refuses';
      try {
        return await use('probe', () => {
          const found = [...keys.values()].find(({ secret }) => secret === key.reveal())?.key;
          if (isRefusing || !found || !works(found.id))
            return { outcome: 'refused', because: 'not-accepted' } as const;
          shownToWork.set(found.id, clock.now().getTime());
          return { outcome: 'works' } as const;
        });
      } catch (error) {
        if (!(error instanceof FailureError)) throw error;
        return { outcome: 'unknown', because: error.failure, retryAfterSeconds: 0 };
      }
    },
  };

  return {
    connector,
    add: (label: string, lifeDays?: number) => void add(label, lifeDays),
    works,
    /** By a colleague, in the service's own pages. */
    endElsewhere: (id: string) => void keys.delete(id),
    endSessions: () => fake.endSessions(),
    fail: (what: Use, fault: Fault) => void next.set(what, fault),
    calm: () => next.clear(),
    living,
    secretOf: (id: string) => keys.get(id)?.secret ?? null,
    shownToWork,
    revoked,
    hasPending: (what: Use) => [...later.values()].includes(what),
    /** Hears of each create (by label) and of each revoke (by id) as it is sent. */
    listen: (listener: (what: 'create' | 'revoke', id: string) => void) =>
      void listeners.push(listener),
  };
}

/** What was certainly not done; null for a fault that comes after it. */
function failureBefore(fault: Fault, what: Use): Failure | null {
  switch (fault) {
    case 'unreachable':
      return { code: 'unreachable', reason: 'refused' };
    case 'not-done-and-unclear':
      return what === 'list' || what === 'probe'
        ? { code: 'service-failed', status: 502, retryAfterSeconds: 0 }
        : { code: 'outcome-unknown', status: 502 };
    case 'session-ended':
      return what === 'probe' ? { code: 'forbidden' } : { code: 'signed-out' };
    case 'quota-full':
      return what === 'create' ? { code: 'quota-full' } : null;
    case 'rejected':
      return what === 'create'
        ? { code: 'rejected-by-service', field: 'label', message: 'Not this one.' }
        : null;
    case 'forbidden':
      return { code: 'forbidden' };
    case 'rate-limited':
      return { code: 'rate-limited', retryAfterSeconds: 0 };
    case 'answer-lost':
    case 'done-later':
    case 'garbage':
    case 'slow':
    case 'refuses':
    case 'empty':
      return null;
    default:
      return fault satisfies never;
  }
}
