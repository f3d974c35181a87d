import type { AccountState } from '../../shared/account-state.ts';
import type { KeyRow } from '../../shared/key.ts';
import type { State } from '../../shared/state.ts';
import { standingWords } from '../account/account-words.ts';
import { checkWords } from '../checks/check-words.ts';
import { openKey } from '../place.ts';
import { KeyName } from '../key-name.tsx';
import { useNow } from '../now.ts';
import { countdownWords } from '../../shared/countdown-words.ts';
import { dateOf, distanceOf } from '../times.ts';
import { Button } from '../ui/button.tsx';
import { dropWish } from '../wish.ts';
import styles from './identify-dialog.module.css';

/** More of one ending are not told apart by reading on. */
const mostShown = 5;

export function KeysFound({ rows, state }: { rows: readonly KeyRow[]; state: State }) {
  const now = useNow(60_000);
  return (
    <>
      <ul className={styles['found']}>
        {rows.slice(0, mostShown).map((row) => (
          <li key={row.id}>
            <div>
              <KeyName of={row} />
              <p className={styles['quiet']}>{whereOf(row, state)}</p>
              <p>{standsAs(row, state, now)}</p>
              <Successor row={row} state={state} />
            </div>
            <Button
              onPress={() => {
                dropWish();
                openKey(row.id);
              }}
            >
              Show its details
            </Button>
          </li>
        ))}
      </ul>
      {rows.length > mostShown && (
        <p className={styles['quiet']}>
          and {(rows.length - mostShown).toLocaleString()} more that end so
        </p>
      )}
    </>
  );
}

function Successor({ row, state }: { row: KeyRow; state: State }) {
  const successor = state.keys.find(({ id }) => id === row.replacedBy);
  if (successor === undefined) return null;
  return (
    <p>
      Its successor is <KeyName of={successor} />: use that one.
    </p>
  );
}

function whereOf(row: KeyRow, { accounts }: State): string {
  const account = accounts.find(({ id }) => id === row.accountId);
  return account === undefined ? '' : `${account.name} · ${account.serviceName}`;
}

/** `Held here. Expires in 5 months, on 12 May 2027.` */
function standsAs(row: KeyRow, { accounts, services }: State, now: Date): string {
  const { standing, expiresAt, check } = row;
  const account = accounts.find(({ id }) => id === row.accountId);
  const words = [`${standingWords[standing]}.`];
  if (standing === 'held' || standing === 'known-not-held') {
    words.push(
      expiresAt === null
        ? 'It has no expiry.'
        : `Expires ${countdownOf(expiresAt, account, now)}, on ${dateOf(expiresAt)}.`,
    );
  } else if (expiresAt !== null && standing === 'expired') {
    words.push(`It expired on ${dateOf(expiresAt)}.`);
  }
  if (check !== null) {
    const card = services.find(({ id }) => id === account?.serviceId) ?? null;
    const { short } = checkWords(check, card, { expiresAt, now });
    words.push(`Last check, ${distanceOf(check.at, now)}: ${short.toLowerCase()}.`);
  }
  return words.join(' ');
}

/** By the clock of its service, as in the list. */
function countdownOf(expiresAt: string, account: AccountState | undefined, now: Date): string {
  return countdownWords(expiresAt, new Date(now.getTime() + (account?.clockSkewMs ?? 0)));
}
