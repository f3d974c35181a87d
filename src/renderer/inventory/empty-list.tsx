import type { ReactNode } from 'react';
import type { AccountId } from '../../shared/account.ts';
import type { Shelf } from '../place.ts';
import { Button } from '../ui/button.tsx';
import { wishFor } from '../wish.ts';
import styles from './empty-list.module.css';
import { clearFilters, countFilters, type View } from './view.ts';

interface EmptyListProps {
  view: View;
  shelf: Shelf;
  accountId: AccountId | null;
  /** Whether there is any key in this place at all. */
  hasKeys: boolean;
}

/** Why there is nothing to see, and the one thing to do about it. */
export function EmptyList({ view, shelf, accountId, hasKeys }: EmptyListProps) {
  if (view.query.trim() !== '') {
    return (
      <Empty
        title={`No key matches “${view.query.trim()}”`}
        text="Labels, accounts, services, last fives, contacts, notes and tags were searched."
      >
        <Button onPress={clearFilters}>Clear search</Button>
      </Empty>
    );
  }
  if (countFilters(view) > 0) {
    return (
      <Empty title="No key fits these filters" text="Drop some of them to see more.">
        <Button onPress={clearFilters}>Clear filters</Button>
      </Empty>
    );
  }
  if (accountId === null) return shelf === 'all' ? null : <Empty {...shelfWords[shelf]} />;
  if (hasKeys) return null;
  return (
    <Empty
      title="No keys of this account yet"
      text="Make one in the pages of the service and paste it here, or bring one that you have."
    >
      <Button onPress={() => wishFor({ kind: 'add-key', accountId })}>Add the first key</Button>
    </Empty>
  );
}

const shelfWords: Record<Exclude<Shelf, 'all'>, { title: string; text: string }> = {
  due: {
    title: 'Nothing is due',
    text: 'Keys come here when the first reminder of their service is past.',
  },
  expired: { title: 'Nothing has expired', text: 'Keys come here when their end is past.' },
  'not-held': {
    title: 'Every listed key is held here',
    text: 'Keys come here that a service lists and whose secret is not in your keychain.',
  },
  retired: {
    title: 'Nothing is retired',
    text: 'Keys come here when they were ended at their service.',
  },
};

interface EmptyProps {
  title: string;
  text: string;
  children?: ReactNode;
}

function Empty({ title, text, children }: EmptyProps) {
  return (
    <section className={styles['empty']}>
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </section>
  );
}
