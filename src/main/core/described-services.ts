import {
  cardOfDescription,
  describedIdStart,
  isDescribed,
} from '../../shared/described-service.ts';
import { ruleCard, type RuleCard, type ServiceId } from '../../shared/service.ts';
import type { ServiceDescription } from '../../shared/service-description.ts';
import type { AccountBook } from './account-book.ts';
import { FailureError } from './failure-error.ts';
import type { Random, Records } from './ports.ts';

/** The services that the user has described, beside those that Keyturn knows by itself. */
export interface DescribedServices {
  add(description: ServiceDescription): ServiceId;
  /** Accounts stay where they are, even if the address is another one now. */
  change(id: ServiceId, description: ServiceDescription): void;
  /** Refused while an account uses it: nobody would know any more what its keys are. */
  remove(id: ServiceId): void;
}

interface World {
  book: AccountBook;
  records: Records;
  random: Random;
}

export function createDescribedServices({ book, records, random }: World): DescribedServices {
  function keep(card: RuleCard): void {
    records.saveService(card);
    book.putCard(card);
  }

  /** Whatever the window asks for, what Keyturn knows by itself stays as it is. */
  function known(id: ServiceId): RuleCard {
    const card = book.cards().find((one) => one.id === id);
    if (!card || !isDescribed(card)) throw refused();
    return card;
  }

  return {
    add(description) {
      const id = `${describedIdStart}${random.id()}`;
      keep(ruleCard.parse(cardOfDescription(description, id)));
      return id;
    },
    change(id, description) {
      keep(ruleCard.parse(cardOfDescription(description, known(id).id)));
    },
    remove(id) {
      known(id);
      if (book.all().some(({ account }) => account.serviceId === id)) throw refused();
      records.removeService(id);
      book.dropCard(id);
    },
  };
}

/** The window offers none of this: it says beforehand what cannot be done. */
function refused(): FailureError {
  return new FailureError({ code: 'call-refused', reason: 'bad-request' });
}
