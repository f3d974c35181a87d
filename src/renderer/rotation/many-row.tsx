import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { memo, type KeyboardEvent } from 'react';
import type { KeyId } from '../../shared/key.ts';
import { shownLabel } from '../../shared/shown-label.ts';
import { LastFive } from '../add-key/last-five.tsx';
import { labelRulesOf } from '../add-key/label.ts';
import { IconButton } from '../ui/icon-button.tsx';
import styles from './many-list.module.css';
import { complaintAbout, isByHand, type PlannedKey } from './many-plan.ts';

/** `from` is what keeps the focus while its row moves. */
export type RowAct =
  { kind: 'label'; label: string } | { kind: 'up' | 'down'; from: string } | { kind: 'remove' };

interface ManyRowProps {
  planned: PlannedKey;
  index: number;
  isFirst: boolean;
  isLast: boolean;
  isTried: boolean;
  onAct: (id: KeyId, act: RowAct) => void;
}

export const ManyRow = memo(function ManyRow(props: ManyRowProps) {
  const { planned, index, isFirst, isLast, isTried, onAct } = props;
  const { row, account, card, label, contacts } = planned;
  const { id } = row;
  const name = shownLabel(row.label);
  const complaint = complaintAbout(planned);
  const isWrong =
    complaint !== null && (isTried || label.trim().length > labelRulesOf(card).longest);
  const complaintId = `complaint-${id}`;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const isUp = event.key === 'ArrowUp';
    if (!event.altKey || (!isUp && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    const part = event.target instanceof HTMLElement ? event.target.dataset['part'] : undefined;
    onAct(id, { kind: isUp ? 'up' : 'down', from: part ?? 'label' });
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- What is in it can be pressed; the keys are for all of it.
    <li data-id={id} className={`${styles['columns']} ${styles['row']}`} onKeyDown={onKeyDown}>
      <span aria-hidden className={styles['number']}>
        {index + 1}
      </span>
      <div className={styles['old']}>
        <p>
          <span dir="auto" className={styles['name']} title={name}>
            {name}
          </span>
          <LastFive text={row.lastFive} />
        </p>
        <small>
          {account.name} · {account.serviceName}
          {isByHand(planned) && ' · by hand'}
        </small>
      </div>
      <div className={styles['new']}>
        <input
          data-part="label"
          aria-label={`Label of the new key for ${name}`}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? complaintId : undefined}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
          value={label}
          maxLength={labelRulesOf(card).longest + 500}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => onAct(id, { kind: 'label', label: target.value })}
        />
        {isWrong && (
          <p id={complaintId} className={styles['complaint']}>
            {complaint}
          </p>
        )}
      </div>
      <span className={styles['contacts']} title={contacts.join(', ')}>
        {contacts.length === 0 ? '–' : contacts.length}
      </span>
      <span className={styles['acts']}>
        <IconButton
          label={`Move ${name} up`}
          title="Up (Alt+↑)"
          data-part="up"
          aria-disabled={isFirst}
          onClick={() => onAct(id, { kind: 'up', from: 'up' })}
        >
          <ArrowUp aria-hidden size={15} />
        </IconButton>
        <IconButton
          label={`Move ${name} down`}
          title="Down (Alt+↓)"
          data-part="down"
          aria-disabled={isLast}
          onClick={() => onAct(id, { kind: 'down', from: 'down' })}
        >
          <ArrowDown aria-hidden size={15} />
        </IconButton>
        <IconButton
          label={`Leave ${name} out`}
          title="Leave out"
          data-part="remove"
          onClick={() => onAct(id, { kind: 'remove' })}
        >
          <X aria-hidden size={15} />
        </IconButton>
      </span>
    </li>
  );
});
