import {
  Archive,
  CircleCheck,
  CircleHelp,
  CircleSlash,
  Hourglass,
  Unlink,
  type LucideIcon,
} from 'lucide-react';
import { useState } from 'react';
import type { KeyRow, Standing } from '../../shared/key.ts';
import { dateOf, daysLeft, distanceOf } from '../times.ts';
import { Button } from '../ui/button.tsx';
import { standingWords } from './account-words.ts';
import styles from './key-table.module.css';

/** So many at a time: a list may have thousands, and the window must not freeze. */
const batch = 200;

export function KeyTable({ rows, now }: { rows: readonly KeyRow[]; now: Date }) {
  const [limit, setLimit] = useState(batch);
  const sorted = rows.toSorted(byUrgency);
  const hasContacts = rows.some(({ contacts }) => contacts !== null);
  return (
    <div className={styles['frame']}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">Label</th>
            <th scope="col">Last five</th>
            <th scope="col">Expires</th>
            {hasContacts && <th scope="col">Contacts</th>}
            <th scope="col">Standing</th>
          </tr>
        </thead>
        <tbody>
          {sorted.slice(0, limit).map((row) => (
            <Row key={row.id} row={row} now={now} hasContacts={hasContacts} />
          ))}
        </tbody>
      </table>
      {sorted.length > limit && (
        <div className={styles['more']}>
          <Button onPress={() => setLimit(limit + batch)}>
            Show more of {sorted.length.toLocaleString()}
          </Button>
        </div>
      )}
    </div>
  );
}

function Row({ row, now, hasContacts }: { row: KeyRow; now: Date; hasContacts: boolean }) {
  const Icon = shapes[row.standing];
  const isOver = row.standing !== 'held' && row.standing !== 'known-not-held';
  return (
    <tr className={isOver ? styles['over'] : undefined}>
      <td className={styles['label']}>
        <span className={styles['words']} title={row.label}>
          {row.label}
        </span>
        {row.hasTwin && (
          <small>Another key has this label: tell them apart by the last five.</small>
        )}
      </td>
      <td className={styles['last-five']}>•••••{row.lastFive}</td>
      <td className={styles['expires']}>
        <Expiry row={row} now={now} />
      </td>
      {hasContacts && (
        <td className={styles['contacts']} title={row.contacts?.join(', ')}>
          {contactsWords(row.contacts)}
        </td>
      )}
      <td>
        <span className={`${styles['standing']} ${styles[row.standing] ?? ''}`}>
          <Icon aria-hidden size={14} />
          {standingWords[row.standing]}
        </span>
      </td>
    </tr>
  );
}

function Expiry({ row: { expiresAt, standing }, now }: { row: KeyRow; now: Date }) {
  if (expiresAt === null) return <span className={styles['far']}>No expiry</span>;
  const isOver = standing === 'gone' || standing === 'expired' || standing === 'legacy';
  const days = daysLeft(expiresAt, now);
  const soon = days < 7 ? 'urgent' : 'due';
  const tone = isOver || days >= 28 ? 'far' : soon;
  return (
    <>
      {dateOf(expiresAt)}
      <small className={styles[tone]}>{distanceOf(expiresAt, now)}</small>
    </>
  );
}

const shapes: Record<Standing, LucideIcon> = {
  held: CircleCheck,
  'known-not-held': CircleHelp,
  gone: Unlink,
  expired: CircleSlash,
  legacy: Hourglass,
  retired: Archive,
};

const order: Record<Standing, number> = {
  held: 0,
  'known-not-held': 0,
  gone: 1,
  expired: 2,
  legacy: 3,
  retired: 4,
};

/** What ends first comes first; what is over comes last. */
function byUrgency(one: KeyRow, other: KeyRow): number {
  return order[one.standing] - order[other.standing] || endOf(one) - endOf(other);
}

function endOf({ expiresAt }: KeyRow): number {
  return expiresAt === null ? Number.MAX_SAFE_INTEGER : Date.parse(expiresAt);
}

function contactsWords(contacts: string[] | null): string {
  return contacts === null || contacts.length === 0 ? 'None' : String(contacts.length);
}
