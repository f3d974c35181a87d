import type { KeyRow } from '../../shared/key.ts';
import type { State } from '../../shared/state.ts';
import type { Entry } from '../inventory/entry.ts';
import { KeyName } from '../key-name.tsx';
import { openKey } from '../place.ts';
import { momentOf } from '../times.ts';
import { Button } from '../ui/button.tsx';
import { EditedField } from './edited-field.tsx';
import styles from './key-panel.module.css';
import { TagsField } from './tags-field.tsx';

interface OwnFactsProps {
  entry: Entry;
  state: State;
  now: Date;
}

/** What we know and the service does not. */
export function OwnFacts({ entry: { row, card }, state, now }: OwnFactsProps) {
  if (!row.isKept) {
    return (
      <section className={styles['section']}>
        <h3>What is kept here</h3>
        <p className={styles['quiet']}>
          Nothing. Once its secret is here, it can have a note, tags and a history.
        </p>
      </section>
    );
  }
  const successor =
    row.replacedBy === null ? undefined : state.keys.find(({ id }) => id === row.replacedBy);
  // What its service tells counts for more; where it tells nothing, the user does.
  const isOurs = row.remoteId === null;
  return (
    <section className={styles['section']}>
      <h3>What is kept here</h3>
      <dl className={styles['facts']}>
        <dt>Secret</dt>
        <dd>{secretWords(row)}</dd>
        {/* One that was only listed is kept since its end. */}
        {row.addedAt !== null && row.addedAt !== row.retiredAt && (
          <>
            <dt>Came in</dt>
            <dd>{momentOf(row.addedAt, now)}</dd>
          </>
        )}
        {row.retiredAt !== null && (
          <>
            <dt>Retired</dt>
            <dd>{momentOf(row.retiredAt, now)}</dd>
          </>
        )}
        {successor && (
          <>
            <dt>Replaced by</dt>
            <dd>
              <Button kind="quiet" onPress={() => openKey(successor.id)}>
                <KeyName of={successor} />
              </Button>
            </dd>
          </>
        )}
      </dl>
      {isOurs && (
        <EditedField
          key={`label ${row.label}`}
          keyId={row.id}
          label="Label"
          kind="text"
          value={row.label}
          changeOf={(text) => (text.trim() === '' ? null : { label: text.trim() })}
        />
      )}
      {isOurs && card?.validity.kind !== 'none' && (
        <EditedField
          key={`end ${row.expiresAt}`}
          keyId={row.id}
          label="Ends on"
          kind="date"
          value={dayOf(row.expiresAt)}
          changeOf={(day) => ({ expiresAt: endOfDay(day) })}
        />
      )}
      <EditedField
        key={`note ${row.note}`}
        keyId={row.id}
        label="Note"
        kind="lines"
        value={row.note}
        changeOf={(note) => ({ note })}
      />
      <TagsField row={row} />
    </section>
  );
}

function secretWords({ isHeld, trouble }: KeyRow): string {
  if (!isHeld) return 'Not here';
  switch (trouble) {
    case null:
      return 'In your keychain';
    case 'item-missing':
      return 'Missing in your keychain';
    case 'item-changed':
      return 'Changed in your keychain';
    default:
      return trouble satisfies never;
  }
}

function dayOf(at: string | null): string {
  if (at === null) return '';
  const moment = new Date(at);
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** A date without a time lasts until its day is over, where the user is. */
function endOfDay(day: string): string | null {
  return day === '' ? null : new Date(`${day}T23:59:59`).toISOString();
}
