import type { AccountId } from '../../shared/account.ts';
import type { Failure } from '../../shared/failure.ts';
import type { ProbeAnswer } from '../../shared/probe.ts';
import type { AccountBook } from './account-book.ts';
import type { ApiConnector, Connector, ConnectorOf, Place } from './connector.ts';
import { FailureError } from './failure-error.ts';
import type { Clock } from './ports.ts';
import type { AddressOf } from './sandbox-accounts.ts';
import type { Secret } from './secret.ts';

/** Does something at an account's service, and notes whether the service could be reached. */
export type Reach = <Value>(
  id: AccountId,
  work: (connector: ApiConnector, place: Place) => Promise<Value>,
) => Promise<Value>;

/** Asks an account's service, whoever manages its keys, whether it takes a key. What goes wrong is an answer. */
export type ProbeKey = (id: AccountId, key: Secret) => Promise<ProbeAnswer>;

interface World {
  book: AccountBook;
  connectorOf: ConnectorOf;
  addressOf: AddressOf;
  clock: Clock;
}

export function createReach(world: World): { reach: Reach; probeKey: ProbeKey } {
  const { book, connectorOf, addressOf, clock } = world;

  function connectorAt(id: AccountId): Connector {
    return connectorOf(book.cardOf(book.find(id).account));
  }

  async function placeOf(id: AccountId): Promise<Place> {
    const { account } = book.find(id);
    const address = await addressOf(account);
    return { address, card: book.cardOf(account), parameters: account.parameters };
  }

  function note(id: AccountId, failure: Failure | null): void {
    if (!book.has(id)) return;
    // Any other failure is an answer of some kind, but for these, of which nobody knows.
    if (failure?.code === 'outcome-unknown' || failure?.code === 'bug') return;
    const isOut = failure?.code === 'unreachable';
    const { unreachableSince } = book.find(id);
    const since = unreachableSince ?? clock.now().toISOString();
    book.change(id, { unreachableSince: isOut ? since : null });
  }

  return {
    async reach(id, work) {
      const connector = connectorAt(id);
      if (connector.how !== 'api') {
        throw new FailureError({ code: 'call-refused', reason: 'bad-request' });
      }
      try {
        const value = await work(connector, await placeOf(id));
        note(id, null);
        return value;
      } catch (error) {
        if (error instanceof FailureError) note(id, error.failure);
        throw error;
      }
    },
    async probeKey(id, key) {
      const { probe, use } = book.cardOf(book.find(id).account);
      // Known before its address is, which may be nowhere, or a sandbox that would be started for it.
      if (probe === null || use === null) {
        return { outcome: 'not-asked', because: { reason: 'no-probe' } };
      }
      const answer = await asAnswer(async () => connectorAt(id).probe(await placeOf(id), key));
      if (answer.outcome === 'unknown') note(id, answer.because);
      else if (answer.outcome !== 'not-asked') note(id, null);
      return answer;
    },
  };
}

/** Even what fails before the service is asked says nothing of the key, and is no more than that. */
async function asAnswer(ask: () => Promise<ProbeAnswer>): Promise<ProbeAnswer> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    return { outcome: 'unknown', because: error.failure, retryAfterSeconds: null };
  }
}
