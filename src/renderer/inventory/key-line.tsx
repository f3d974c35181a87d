import { memo } from 'react';
import type { Urgency } from '../../shared/urgency.ts';
import { shownLabel } from '../../shared/shown-label.ts';
import { dateOf } from '../times.ts';
import columns from './columns.module.css';
import type { Entry } from './entry.ts';
import styles from './key-line.module.css';
import { keyStateWords, type KeyState } from './key-state.ts';
import { LifeBar } from './life-bar.tsx';
import type { NoteTone } from './row-note.ts';
import { StateShape } from './state-shape.tsx';

export interface KeyLineProps {
  entry: Entry;
  /** Its place among all lines, from 0. */
  index: number;
  top: number;
  height: number;
  state: KeyState;
  /** Null for a key that is over. */
  urgency: Urgency | null;
  countdown: string;
  lifePercent: number | null;
  /** What is to be known of it besides; null for nothing. */
  note: string | null;
  noteTone: NoteTone;
  /** The one line that the Tab key comes to. */
  isActive: boolean;
  isPicked: boolean;
  isOpen: boolean;
}

/** Drawn again only when something that it shows has changed. What is done with it, the list hears. */
export const KeyLine = memo(function KeyLine({
  entry: { row, accountName, serviceName },
  index,
  top,
  height,
  state,
  urgency,
  countdown,
  lifePercent,
  note,
  noteTone,
  isActive,
  isPicked,
  isOpen,
}: KeyLineProps) {
  const isPressing = urgency === 'due' || urgency === 'urgent';
  const tone = isPressing ? urgency : 'far';
  const contactCount = row.contacts?.length ?? null;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isPicked}
      tabIndex={isActive ? 0 : -1}
      data-id={row.id}
      data-index={index}
      className={`${columns['columns']} ${styles['line']} ${urgency === null && state !== 'rotating' ? styles['over'] : ''} ${note === null ? '' : styles['noted']} ${isOpen ? styles['open'] : ''}`}
      style={{ height, transform: `translateY(${top}px)` }}
    >
      <div role="gridcell" className={styles['lead']}>
        <StateShape state={state} />
        <input
          type="checkbox"
          className={styles['check']}
          tabIndex={-1}
          aria-label={`Select ${shownLabel(row.label)}`}
          checked={isPicked}
          readOnly
        />
      </div>
      <div role="gridcell" className={styles['label']}>
        <span dir="auto" title={shownLabel(row.label)}>
          {shownLabel(row.label)}
        </span>
        {row.hasTwin && (
          <span
            className={styles['twin']}
            title="Another key has this label: tell them apart by the last five."
          >
            same label
          </span>
        )}
        {note !== null && <span className={styles['spoken']}>{note}</span>}
      </div>
      <div
        role="gridcell"
        className={`${columns['place']} ${styles['place']}`}
        title={`${accountName} · ${serviceName}`}
      >
        {accountName}
      </div>
      <div role="gridcell" className={`${columns['five']} ${styles['five']}`}>
        <span aria-hidden className={styles['dots']}>
          •••••
        </span>
        {row.lastFive}
      </div>
      <div
        role="gridcell"
        className={styles['countdown']}
        title={row.expiresAt === null ? undefined : dateOf(row.expiresAt)}
      >
        <span className={`${styles['words']} ${styles[tone] ?? ''}`}>
          {isPressing && state !== urgency && (
            <span className={styles['pressing']}>
              <StateShape state={urgency} size={12} />
            </span>
          )}
          {countdown}
        </span>
        {lifePercent !== null && urgency !== null && (
          <LifeBar percent={lifePercent} urgency={urgency} />
        )}
      </div>
      <div
        role="gridcell"
        className={`${columns['state']} ${styles['state']} ${styles[state] ?? ''}`}
        title={keyStateWords[state]}
      >
        {keyStateWords[state]}
      </div>
      <div
        role="gridcell"
        className={`${columns['contacts']} ${styles['contacts']}`}
        title={row.contacts?.join(', ')}
      >
        {contactCount ?? '–'}
      </div>
      {/* Under the label and as wide as there is room, which no cell is. */}
      {note !== null && (
        <div
          aria-hidden
          className={`${columns['note']} ${styles['note']} ${styles[noteTone] ?? ''}`}
          title={note}
        >
          {note}
        </div>
      )}
    </div>
  );
});

interface GroupLineProps {
  name: string;
  count: number;
  index: number;
  top: number;
  height: number;
}

export const GroupLine = memo(function GroupLine({
  name,
  count,
  index,
  top,
  height,
}: GroupLineProps) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={styles['group']}
      style={{ height, transform: `translateY(${top}px)` }}
    >
      <div role="rowheader">{name}</div>
      <div role="gridcell">{count.toLocaleString()}</div>
    </div>
  );
});
