import type { Account, AccountId } from '../../shared/account.ts';
import type { AccountBook } from './account-book.ts';
import type { ApiConnector, ConnectorOf, Place } from './connector.ts';
import { FailureError } from './failure-error.ts';
import type { Clock } from './ports.ts';

/** Does something at an account's service, and notes whether the service could be reached. */
export type Reach = <Value>(
  id: AccountId,
  work: (connector: ApiConnector, place: Place) => Promise<Value>,
) => Promise<Value>;

interface World {
  book: AccountBook;
  connectorOf: ConnectorOf;
  /** Where an account's service is at this moment: a sandbox moves with each start. */
  addressOf: (account: Account) => Promise<string>;
  clock: Clock;
}

export function createReach({ book, connectorOf, addressOf, clock }: World): Reach {
  return async function reach(id, work) {
    const { account } = book.find(id);
    const card = book.cardOf(account);
    const connector = connectorOf(card);
    if (connector.how !== 'api') {
      throw new FailureError({ code: 'call-refused', reason: 'bad-request' });
    }
    try {
      const address = await addressOf(account);
      const value = await work(connector, { address, card, parameters: account.parameters });
      book.change(id, { unreachableSince: null });
      return value;
    } catch (error) {
      if (error instanceof FailureError) note(id, error);
      throw error;
    }
  };

  function note(id: AccountId, { failure }: FailureError): void {
    if (!book.has(id)) return;
    const isOut = failure.code === 'unreachable';
    const { unreachableSince } = book.find(id);
    const since = unreachableSince ?? clock.now().toISOString();
    // Any other failure is an answer of some kind, but for these, of which nobody knows.
    if (failure.code === 'outcome-unknown' || failure.code === 'bug') return;
    book.change(id, { unreachableSince: isOut ? since : null });
  }
}
