import { useState } from 'react';
import type { AccountState } from '../../shared/account-state.ts';
import type { Failure } from '../../shared/failure.ts';
import type { KeyId } from '../../shared/key.ts';
import type { State } from '../../shared/state.ts';
import { shownLabel } from '../../shared/shown-label.ts';
import { failureWords } from '../failure-words.ts';
import { callSignedIn } from '../sign-in/call-signed-in.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { DialogFoot } from '../ui/dialog.tsx';
import { dropWish, wishFor } from '../wish.ts';
import styles from './add-key.module.css';
import { LastFive } from './last-five.tsx';
import { UnsavedActions } from './unsaved-actions.tsx';

interface GenerateTroubleProps {
  state: State;
  account: AccountState;
  failure: Failure;
  /** What was listed before the service was asked. */
  before: readonly KeyId[];
  label: string;
  onAgain: () => void;
}

/** What went wrong in a way that leaves something to be done first. */
export function GenerateTrouble(props: GenerateTroubleProps) {
  const { state, account, failure } = props;
  if (failure.code === 'outcome-unknown') return <Unknown {...props} />;
  if (failure.code === 'quota-full') return <Full {...props} />;
  const unsaved = state.unsaved.filter(({ accountId }) => accountId === account.id).at(-1);
  return unsaved ? <UnsavedActions state={state} unsaved={unsaved} /> : <Settled />;
}

/** What was in memory has found its place, or was given up. */
function Settled() {
  return (
    <>
      <p>This key is no longer waiting in memory.</p>
      <DialogFoot>
        <Button kind="primary" hasFocus onPress={dropWish}>
          Done
        </Button>
      </DialogFoot>
    </>
  );
}

/** Only the list can tell. A new row in it is a key whose secret nobody will ever have. */
function Unknown({ state, account, before, label, onAgain }: GenerateTroubleProps) {
  const [isRead, setRead] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const fresh = state.keys.filter(
    (row) => row.accountId === account.id && !row.isHeld && !before.includes(row.id),
  );
  const orphan = fresh.find((row) => row.label === label) ?? null;
  const read = async (): Promise<void> => {
    setBusy(true);
    const result = await callSignedIn(account.id, 'syncAccount', { accountId: account.id });
    setBusy(false);
    setFailure(result.ok ? null : result.failure);
    setRead(result.ok);
  };
  return (
    <>
      <Alert>
        The connection broke before the service answered, so nobody knows yet whether “
        {shownLabel(label)}” was made.
      </Alert>
      {!isRead && orphan === null && (
        <p>Read the list of the account before you try again, so that no key is made twice.</p>
      )}
      {orphan !== null && (
        <p>
          It was made: <LastFive text={orphan.lastFive} /> is new in the list. Its secret was in the
          answer that was lost, so nobody can ever use it. Retire it, then generate again.
        </p>
      )}
      {isRead && orphan === null && (
        <p>No new key of this label is in the list. It was not made, and you can try again.</p>
      )}
      {failure !== null && <Alert>{failureWords(failure)}</Alert>}
      <DialogFoot>
        <Button onPress={dropWish}>Close</Button>
        {orphan !== null && (
          <Button kind="danger" onPress={() => wishFor({ kind: 'retire', keyId: orphan.id })}>
            Retire it…
          </Button>
        )}
        {isRead || orphan !== null ? (
          <Button kind="primary" hasFocus onPress={onAgain}>
            Back to the form
          </Button>
        ) : (
          <Button kind="primary" hasFocus isBusy={isBusy} onPress={() => void read()}>
            Read the list
          </Button>
        )}
      </DialogFoot>
    </>
  );
}

/** There is no room before one goes; those that work no more go first. */
function Full({ state, account, onAgain }: GenerateTroubleProps) {
  const rows = state.keys.filter(
    (row) => row.accountId === account.id && row.remoteId !== null && row.standing !== 'retired',
  );
  const spent = rows.filter(({ standing }) => standing === 'expired' || standing === 'legacy');
  return (
    <>
      <Alert>“{account.name}” has as many keys as it may have, so none was made.</Alert>
      {spent.length > 0 ? (
        <>
          <p>These work no more. Retire one of them to make room:</p>
          <ul className={styles['rows']}>
            {spent.slice(0, 5).map((row) => (
              <li key={row.id}>
                <span>
                  {shownLabel(row.label)} <LastFive text={row.lastFive} />
                </span>
                <Button onPress={() => wishFor({ kind: 'retire', keyId: row.id })}>Retire…</Button>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>
          All of its keys still work. Retire one that nobody uses any more, then generate again.
        </p>
      )}
      <DialogFoot>
        <Button onPress={dropWish}>Close</Button>
        <Button kind="primary" hasFocus onPress={onAgain}>
          Back to the form
        </Button>
      </DialogFoot>
    </>
  );
}
