import type { AccountState } from '../../shared/account-state.ts';
import { contactCareWords } from '../contacts/contact-care-words.ts';
import { shownLabel } from '../../shared/shown-label.ts';
import type { Entry } from '../inventory/entry.ts';
import { momentOf } from '../times.ts';
import { Button } from '../ui/button.tsx';
import { wishFor } from '../wish.ts';
import { canChangeContacts } from '../use-key/key-actions.ts';
import styles from './key-panel.module.css';

interface ServiceFactsProps {
  entry: Entry;
  account: AccountState;
  now: Date;
}

/** What the service says of the key. For one that it was never asked about, that is nothing. */
export function ServiceFacts({ entry, account, now }: ServiceFactsProps) {
  const { row, card } = entry;
  const canChange = canChangeContacts(entry);
  if (row.remoteId === null) {
    return (
      <section className={styles['section']}>
        <h3>What {account.serviceName} knows</h3>
        <p className={styles['quiet']}>
          {account.sync === null
            ? 'It cannot be asked: its keys are seen in its own pages.'
            : 'It has not named this key. Sync the account to look.'}
        </p>
      </section>
    );
  }
  return (
    <section className={styles['section']}>
      <h3>What {account.serviceName} knows</h3>
      <dl className={styles['facts']}>
        <dt>Label</dt>
        <dd dir="auto">
          {shownLabel(row.label)}
          {card?.label?.isPermanent === true && (
            <span className={styles['quiet']}> (permanent)</span>
          )}
        </dd>
        {row.createdAt !== null && (
          <>
            <dt>Issued</dt>
            <dd>{momentOf(row.createdAt, now)}</dd>
          </>
        )}
        <dt>Last used</dt>
        <dd className={row.lastUsedAt === null ? styles['quiet'] : undefined}>
          {row.lastUsedAt === null ? 'Not told' : momentOf(row.lastUsedAt, now)}
        </dd>
        {card?.contacts !== null && (
          <>
            <dt>Contacts</dt>
            <dd className={styles['contacts']}>
              {row.contacts?.map((contact) => (
                <span key={contact}>{contact}</span>
              ))}
              {(row.contacts?.length ?? 0) === 0 && (
                <span className={styles['quiet']}>None: the service tells the account.</span>
              )}
              {entry.contactCare !== null && (
                <span className={styles['care']}>{contactCareWords(entry.contactCare)}</span>
              )}
              {canChange && (
                <Button
                  kind="quiet"
                  onPress={() => wishFor({ kind: 'change-contacts', keyId: row.id })}
                >
                  Change…
                </Button>
              )}
            </dd>
          </>
        )}
        {account.sync !== null && account.sync.at !== null && (
          <>
            <dt>List read</dt>
            <dd className={styles['quiet']}>{momentOf(account.sync.at, now)}</dd>
          </>
        )}
      </dl>
    </section>
  );
}
