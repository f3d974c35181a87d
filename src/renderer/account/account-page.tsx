import { Clock } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AccountState } from '../../shared/account-state.ts';
import type { KeyRow } from '../../shared/key.ts';
import type { RuleCard } from '../../shared/service.ts';
import type { State } from '../../shared/state.ts';
import { failureWords } from '../failure-words.ts';
import type { Entry } from '../inventory/entry.ts';
import { InventoryPage } from '../inventory/inventory-page.tsx';
import { useMinute } from '../minute.ts';
import { callSignedIn } from '../sign-in/call-signed-in.ts';
import { askForSignIn } from '../sign-in/sign-in-wish.ts';
import { momentOf } from '../times.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import styles from './account-page.module.css';
import { AccountHead } from './account-head.tsx';
import { clockWords, summaryOf } from './account-words.ts';
import { GuidedSteps } from './guided-steps.tsx';

interface AccountPageProps {
  state: State;
  account: AccountState;
  card: RuleCard;
  keys: readonly KeyRow[];
  entries: readonly Entry[];
  notices: ReactNode;
}

/** One account: who it is, how it stands, and its keys as in every other list of them. */
export function AccountPage({ state, account, card, keys, entries, notices }: AccountPageProps) {
  const now = useMinute();
  const { sync, clockSkewMs } = account;
  return (
    <InventoryPage
      state={state}
      entries={entries}
      shelf="all"
      account={account}
      notices={notices}
      head={
        <>
          <AccountHead account={account} keys={keys} now={now} />
          {clockSkewMs !== null && (
            <p className={styles['skew']}>
              <Clock aria-hidden size={16} />
              {clockWords(clockSkewMs, account.isSandbox)}
            </p>
          )}
          {sync === null && <GuidedSteps card={card} isFolded={keys.length > 0} />}
          {sync !== null && <SyncLine account={account} keys={keys} now={now} />}
        </>
      }
      instead={keys.length === 0 && account.sync !== null && <WhyEmpty account={account} />}
    />
  );
}

/** Why an account shows no key, where its service has a list of them. */
function WhyEmpty({ account: { id, email, sync, signIn } }: { account: AccountState }) {
  if (sync === null) return null;
  if (sync.at !== null) {
    return <p className={styles['none']}>This account has no keys at the service.</p>;
  }
  if (signIn.status === 'signed-in') {
    const words = sync.isRunning
      ? 'They come in a moment.'
      : 'It is not known yet what keys it has.';
    return <p className={styles['none']}>{words}</p>;
  }
  return (
    <section className={styles['first']}>
      <h2>See what is there</h2>
      <p>
        Sign in with a code that the service mails to {email}. Keyturn then lists the keys of this
        account and says which will end soon. It changes nothing.
      </p>
      <div>
        <Button kind="primary" onPress={() => void askForSignIn(id)}>
          Sign in
        </Button>
      </div>
    </section>
  );
}

interface SyncLineProps {
  account: AccountState;
  keys: readonly KeyRow[];
  now: Date;
}

/** What the last look at the service brought, and when. */
function SyncLine({ account, keys, now }: SyncLineProps) {
  const { sync, id, signIn } = account;
  if (sync === null || (sync.at === null && signIn.status !== 'signed-in')) return null;
  const unread = sync.isRunning ? 'Reading the list…' : 'The list has not been read yet';
  // State tells what came of it.
  const start = (): void => void callSignedIn(id, 'syncAccount', { accountId: id });
  return (
    <>
      {sync.failure !== null && !sync.isRunning && <Alert>{failureWords(sync.failure)}</Alert>}
      <div className={styles['sync']}>
        <h2>{sync.at === null ? unread : summaryOf(keys)}</h2>
        {sync.at !== null && (
          <span className={styles['when']}>
            {sync.isRunning ? 'Reading the list…' : `Read ${momentOf(sync.at, now)}`}
          </span>
        )}
        <Button isBusy={sync.isRunning} onPress={start}>
          Sync now
        </Button>
      </div>
    </>
  );
}
