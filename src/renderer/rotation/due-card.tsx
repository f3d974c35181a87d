import { CalendarClock, ChevronDown, RefreshCw } from 'lucide-react';
import { memo, useMemo, useState } from 'react';
import type { AccountId } from '../../shared/account.ts';
import type { Rotation } from '../../shared/rotation.ts';
import { shownLabel } from '../../shared/shown-label.ts';
import type { State } from '../../shared/state.ts';
import type { Entry } from '../inventory/entry.ts';
import { openRotation, showPlace } from '../place.ts';
import { Button } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import { wishFor } from '../wish.ts';
import styles from './due-card.module.css';
import { promptedIn, promptOf, type DueKey } from './due.ts';
import { dueNames, dueTitle } from './due-words.ts';
import { stepWords } from './rotation-words.ts';
import { snoozeDays, snoozeKeys } from './snooze.ts';
import { SnoozeDialog } from './snooze-dialog.tsx';

interface DueCardProps {
  state: Pick<State, 'accounts' | 'rotations'>;
  entries: readonly Entry[];
  /** Where only keys of this one are shown. */
  accountId: AccountId | null;
  /** A panel is open, which has the one button that shouts. */
  isBeside: boolean;
  now: Date;
  /** Other keys were selected, and what is done is done with them. */
  isQuiet: boolean;
}

/** The one thing that presses most, above the list. */
export const DueCard = memo(function DueCard(props: DueCardProps) {
  const { state, entries, accountId, isBeside, now, isQuiet } = props;
  const { accounts, rotations } = state;
  const prompt = useMemo(() => {
    const isMeant = promptedIn(accounts, accountId);
    return promptOf(
      entries.filter(({ row }) => isMeant(row.accountId)),
      rotations.filter((rotation) => isMeant(rotation.accountId)),
      now,
    );
  }, [entries, accounts, accountId, rotations, now]);
  switch (prompt?.kind) {
    case undefined:
      return null;
    case 'rotation':
      return <WaitingCard {...prompt} isBeside={isBeside} now={now} />;
    case 'keys':
      return <KeysCard {...prompt} isBeside={isBeside} now={now} isQuiet={isQuiet} />;
    default:
      return prompt satisfies never;
  }
});

interface KeysCardProps {
  keys: readonly DueKey[];
  waiting: number;
  isBeside: boolean;
  now: Date;
  isQuiet: boolean;
}

function KeysCard({ keys, waiting, isBeside, now, isQuiet }: KeysCardProps) {
  const [isChoosingDate, setChoosingDate] = useState(false);
  const keyIds = keys.map(({ entry }) => entry.row.id);
  const isUrgent = keys.some((key) => key.isUrgent);
  const names = dueNames(keys);
  return (
    <section
      className={`${styles['card']} ${isUrgent ? styles['urgent'] : styles['due']}`}
      aria-label="Keys to rotate"
    >
      <CalendarClock aria-hidden size={18} className={styles['icon']} />
      <div className={styles['words']}>
        <h2>{dueTitle(keys, now)}</h2>
        <p title={names}>
          <span dir="auto">{names}</span>
          {waiting > 0 && (
            <button
              type="button"
              className={styles['also']}
              onClick={() => showPlace({ kind: 'rotations' })}
            >
              {waiting === 1 ? '1 rotation waits for you' : `${waiting} rotations wait for you`}
            </button>
          )}
        </p>
      </div>
      {!isQuiet && (
        <div className={styles['acts']}>
          <Button
            kind={isBeside ? 'plain' : 'primary'}
            onPress={() => wishFor({ kind: 'rotate', keyIds, reason: 'planned' })}
          >
            Rotate…
          </Button>
          <Button onPress={() => wishFor({ kind: 'plan', keyIds })}>Plan…</Button>
          <Menu
            label="Snooze"
            align="end"
            trigger={
              <button type="button" className={styles['snooze']}>
                Snooze
                <ChevronDown aria-hidden size={14} />
              </button>
            }
            groups={[
              [
                { label: 'For a day', onChoose: () => void snoozeDays(keys, 1) },
                { label: 'For a week', onChoose: () => void snoozeDays(keys, 7) },
                { label: 'Until a date…', onChoose: () => setChoosingDate(true) },
              ],
            ]}
          />
        </div>
      )}
      {isChoosingDate && (
        <SnoozeDialog
          keys={keys}
          now={now}
          onClose={() => setChoosingDate(false)}
          onSnooze={(until) => {
            setChoosingDate(false);
            void snoozeKeys(keys, until);
          }}
        />
      )}
    </section>
  );
}

interface WaitingCardProps {
  rotation: Rotation;
  count: number;
  isBeside: boolean;
  now: Date;
}

function WaitingCard({ rotation, count, isBeside, now }: WaitingCardProps) {
  const words = stepWords(rotation, now);
  const others = count - 1;
  return (
    <section className={`${styles['card']} ${styles['turning']}`} aria-label="Rotation">
      <RefreshCw aria-hidden size={18} className={styles['icon']} />
      <div className={styles['words']}>
        <h2 dir="auto" title={`${shownLabel(rotation.old.label)}: ${words}`}>
          {shownLabel(rotation.old.label)}: {words.charAt(0).toLowerCase()}
          {words.slice(1)}
        </h2>
        <p>
          {others === 0
            ? 'This rotation waits for you.'
            : `This rotation waits for you, and so ${others === 1 ? 'does 1 other' : `do ${others} others`}.`}
        </p>
      </div>
      <div className={styles['acts']}>
        <Button kind={isBeside ? 'plain' : 'primary'} onPress={() => openRotation(rotation.id)}>
          Open
        </Button>
        {others > 0 && <Button onPress={() => showPlace({ kind: 'rotations' })}>Show all</Button>}
      </div>
    </section>
  );
}
