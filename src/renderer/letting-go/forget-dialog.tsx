import { useState } from 'react';
import type { KeyRow } from '../../shared/key.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { KeyName, keyNameOf } from '../key-name.tsx';
import { say } from '../notice.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogFoot } from '../ui/dialog.tsx';
import { dropWish } from '../wish.ts';
import styles from './letting-go.module.css';
import { takeBack } from './take-back.ts';

/** More names would only push the buttons away. */
const mostNames = 6;

/** Deletes our copies. The service is not told, and the keys work on there. */
export function ForgetDialog({ rows: wanted }: { rows: readonly KeyRow[] }) {
  // The rows leave State while the dialog still says what it does.
  const [rows] = useState(() => wanted.filter(({ isKept }) => isKept));
  const [complaint, setComplaint] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const forget = async (): Promise<void> => {
    setBusy(true);
    setComplaint(null);
    const result = await call('forgetKeys', { keyIds: rows.map(({ id }) => id) });
    setBusy(false);
    if (!result.ok) {
      setComplaint(failureWords(result.failure));
      return;
    }
    dropWish();
    const forgotten = rows.map(({ id, label, lastFive }) => ({ keyId: id, label, lastFive }));
    say(forgottenWords(rows), {
      action: { label: 'Undo', do: () => void takeBack(forgotten) },
    });
  };
  if (rows.length === 0) return <NothingToForget count={wanted.length} />;
  const live = rows.filter(({ standing }) => standing === 'held' || standing === 'known-not-held');
  return (
    <Dialog
      title={rows.length === 1 ? 'Forget this key here?' : `Forget ${rows.length} keys here?`}
      onClose={dropWish}
    >
      <Names rows={rows} />
      <p>{stayWords(rows.length, live.length)}</p>
      <p className={styles['quiet']}>
        {rows.length === 1
          ? 'Its copy in your keychain is deleted, with its note and history. You can take it back'
          : 'Their copies in your keychain are deleted, with their notes and histories. You can take them back'}{' '}
        until Keyturn is closed.
      </p>
      {complaint !== null && <Alert>{complaint}</Alert>}
      <DialogFoot>
        <Button hasFocus onPress={dropWish}>
          Cancel
        </Button>
        <Button kind="danger" isBusy={isBusy} onPress={() => void forget()}>
          Forget here
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

function NothingToForget({ count }: { count: number }) {
  return (
    <Dialog title="Nothing to forget" onClose={dropWish}>
      <p>
        {count === 1 ? 'This key is' : 'These keys are'} only known from the service’s list: nothing
        is kept here. To end {count === 1 ? 'it' : 'them'} there, retire{' '}
        {count === 1 ? 'it' : 'each'}.
      </p>
      <DialogFoot>
        <Button kind="primary" hasFocus onPress={dropWish}>
          Close
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

function Names({ rows }: { rows: readonly KeyRow[] }) {
  const rest = rows.length - mostNames;
  return (
    <ul className={styles['names']}>
      {rows.slice(0, rest === 1 ? mostNames + 1 : mostNames).map((row) => (
        <li key={row.id}>
          <KeyName of={row} />
        </li>
      ))}
      {rest > 1 && <li className={styles['quiet']}>and {rest.toLocaleString()} more</li>}
    </ul>
  );
}

function stayWords(count: number, liveCount: number): string {
  if (count === 1) {
    return liveCount === 1
      ? 'The service keeps it: it goes on working there.'
      : 'Nothing is changed at the service.';
  }
  if (liveCount === 0) return 'Nothing is changed at their services.';
  return liveCount === count
    ? 'Their services keep them: they go on working there.'
    : `Their services keep them: ${liveCount.toLocaleString()} of them go on working there.`;
}

function forgottenWords(rows: readonly KeyRow[]): string {
  const [first] = rows;
  return rows.length === 1 && first !== undefined
    ? `${keyNameOf(first)} is forgotten here`
    : `${rows.length.toLocaleString()} keys are forgotten here`;
}
