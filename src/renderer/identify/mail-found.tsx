import type { KeyRow } from '../../shared/key.ts';
import type { ReminderMail } from '../../shared/reminder-mail.ts';
import { shownLabel } from '../../shared/shown-label.ts';
import type { State } from '../../shared/state.ts';
import { KeyName } from '../key-name.tsx';
import { useNow } from '../now.ts';
import { openKey } from '../place.ts';
import { dateOf } from '../times.ts';
import { Button } from '../ui/button.tsx';
import { canBeReplaced } from '../use-key/key-actions.ts';
import { replacementOf } from '../use-key/replacement.ts';
import { dropWish, wishFor } from '../wish.ts';
import styles from './identify-dialog.module.css';
import { reminderWords } from './reminder-words.ts';

const mostShown = 5;

/** Which key a service's reminder speaks of, and whether there is anything to do. */
export function MailFound({ mail, state }: { mail: ReminderMail; state: State }) {
  const now = useNow(60_000);
  const rows = mail.keyIds.flatMap((id) => state.keys.find((row) => row.id === id) ?? []);
  if (rows.length === 0) {
    return (
      <p className={styles['none']}>
        <strong>The mail speaks of no key of yours.</strong> {saidWords(mail)} It may belong to an
        account that is not here, or was forgotten here.
      </p>
    );
  }
  return (
    <>
      <p className={styles['lead']}>
        {rows.length === 1 ? 'The mail speaks of this key.' : 'The likeliest comes first.'}
      </p>
      <ul className={styles['found']}>
        {rows.slice(0, mostShown).map((row) => (
          <Found key={row.id} row={row} state={state} now={now} />
        ))}
      </ul>
      {rows.length > mostShown && (
        <p className={styles['quiet']}>
          and {(rows.length - mostShown).toLocaleString()} more that it may mean
        </p>
      )}
    </>
  );
}

function Found({ row, state, now }: { row: KeyRow; state: State; now: Date }) {
  const account = state.accounts.find(({ id }) => id === row.accountId);
  const card = state.services.find(({ id }) => id === account?.serviceId) ?? null;
  const successor = state.keys.find(({ id }) => id === row.replacedBy) ?? null;
  const there = new Date(now.getTime() + (account?.clockSkewMs ?? 0));
  const { text, isToRotate } = reminderWords(row, successor, there);
  return (
    <li>
      <div>
        <KeyName of={row} />
        <p className={styles['quiet']}>
          {account === undefined ? '' : `${account.name} · ${account.serviceName}`}
        </p>
        <p>{text}</p>
      </div>
      <div className={styles['does']}>
        <Button
          onPress={() => {
            dropWish();
            openKey(row.id);
          }}
        >
          Show its details
        </Button>
        {isToRotate && canBeReplaced({ row, card }) && (
          <Button onPress={() => wishFor(replacementOf(row))}>Rotate…</Button>
        )}
      </div>
    </li>
  );
}

function saidWords({ label, lastFive, endsAt }: ReminderMail): string {
  const parts = [
    label === null ? null : `“${shownLabel(label)}”`,
    lastFive === null ? null : `•••••${lastFive}`,
    endsAt === null ? null : `which ends on ${dateOf(endsAt)}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? '' : `It names ${parts.join(', ')}.`;
}
