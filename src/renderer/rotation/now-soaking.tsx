import { useState } from 'react';
import { countdownWords } from '../../shared/countdown-words.ts';
import { shownLabel } from '../../shared/shown-label.ts';
import { dateOf, momentOf } from '../times.ts';
import { Button } from '../ui/button.tsx';
import { DateField } from '../ui/date-field.tsx';
import { useDeciding } from './decide.ts';
import { NowCard } from './now-card.tsx';
import { openPlacesOf, openPlacesWords } from './open-places.ts';
import { PlaceChecklist } from './place-checklist.tsx';
import type { NowProps } from './rotation-now.tsx';
import dialogs from './dialogs.module.css';
import styles from './now.module.css';
import { headlineOf, isSoaked } from './rotation-words.ts';

/** Both work. It is the time to see that nothing still uses the old one. */
export function NowSoaking(props: NowProps & { until: string }) {
  const { state, rotation, account, card, now, until, onRetire } = props;
  const deciding = useDeciding(rotation);
  const [isMoving, setMoving] = useState(false);
  const isOver = isSoaked(rotation, now);
  const row = state.keys.find(({ id }) => id === rotation.successor?.keyId);
  const open = openPlacesOf(rotation.successor, state);
  // Nothing uses a key of the sandbox, so that there is nothing to wait for.
  const isMadeUp = account?.isSandbox === true && open.length === 0;
  const goBack = (): void => void deciding.decide({ kind: 'go-back' });
  return (
    <NowCard
      headline={headlineOf(rotation, now)}
      tone={isOver ? 'due' : 'calm'}
      deciding={deciding}
      actions={
        <>
          {isOver ? (
            <Button kind="primary" onPress={onRetire}>
              Retire the old key…
            </Button>
          ) : (
            <Button kind={isMadeUp ? 'primary' : 'plain'} onPress={onRetire}>
              Retire it now…
            </Button>
          )}
          {!isMoving && <Button onPress={() => setMoving(true)}>Move the date…</Button>}
          <Button kind="quiet" isBusy={deciding.isBusy} onPress={goBack}>
            Go back to the old key
          </Button>
        </>
      }
    >
      {isOver ? (
        <p>
          Both keys have worked beside each other since the tools got the new one. If nothing uses
          the old one any more, retire it.
        </p>
      ) : (
        <p>
          {open.length > 0 ? 'Both keys work until' : 'There is nothing to do before'}{' '}
          <strong>{dateOf(until)}</strong> ({countdownWords(until, now)}). Then you are asked to
          retire the old key; it never goes by itself
          {rotation.old.expiresAt !== null && rotation.old.expiresAt === until
            ? ', but it ends then.'
            : '.'}
        </p>
      )}
      {isMadeUp && !isOver && (
        <p>Nothing uses a made-up key, so here you need not wait: retire the old one now.</p>
      )}
      {open.length > 0 && row && (
        <>
          <p className={styles['open']}>{openPlacesWords(open.length)}</p>
          <PlaceChecklist row={row} card={card} now={now} />
        </>
      )}
      {isMoving && (
        <MoveDate
          until={until}
          expiresAt={rotation.old.expiresAt}
          isBusy={deciding.isBusy}
          onMove={async (next) => {
            if ((await deciding.decide({ kind: 'move-soak', until: next })) === null) {
              setMoving(false);
            }
          }}
          onCancel={() => setMoving(false)}
        />
      )}
    </NowCard>
  );
}

interface MoveDateProps {
  until: string;
  expiresAt: string | null;
  isBusy: boolean;
  onMove: (until: string) => Promise<void>;
  onCancel: () => void;
}

function MoveDate({ until, expiresAt, isBusy, onMove, onCancel }: MoveDateProps) {
  const [day, setDay] = useState(() => dayOf(until));
  const [isTried, setTried] = useState(false);
  const wanted = day === '' ? null : new Date(`${day}T09:00:00`).toISOString();
  const complaint = complaintAbout(wanted, expiresAt);
  return (
    <form
      className={dialogs['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (wanted !== null && complaint === null) void onMove(wanted);
      }}
    >
      <DateField
        label="Retire the old key on"
        value={day}
        complaint={isTried ? complaint : null}
        onChange={setDay}
      />
      <div className={styles['actions']}>
        <Button isSubmit isBusy={isBusy}>
          Move it
        </Button>
        <Button kind="quiet" onPress={onCancel}>
          Leave it
        </Button>
      </div>
    </form>
  );
}

function complaintAbout(wanted: string | null, expiresAt: string | null): string | null {
  if (wanted === null) return 'Choose a day.';
  if (expiresAt === null || Date.parse(wanted) <= Date.parse(expiresAt)) return null;
  return `The old key ends on ${dateOf(expiresAt)}: choose a day before that.`;
}

function dayOf(at: string): string {
  const moment = new Date(at);
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** The new key waits, held and unused. */
export function NowGoneBack({ rotation, now, onGiveUp }: NowProps) {
  const deciding = useDeciding(rotation);
  const since = rotation.timeline.findLast(({ note }) => note === 'gone-back')?.at;
  return (
    <NowCard
      headline={headlineOf(rotation)}
      deciding={deciding}
      actions={
        <>
          <Button
            kind="primary"
            isBusy={deciding.isBusy}
            onPress={() => void deciding.decide({ kind: 'take-up-again' })}
          >
            Take the new key up again
          </Button>
          <Button onPress={() => onGiveUp('abandon')}>Abandon the new key…</Button>
          <Button kind="quiet" onPress={() => onGiveUp('stop')}>
            Leave both and end…
          </Button>
        </>
      }
    >
      <p>
        “{shownLabel(rotation.old.label)}” •••••{rotation.old.lastFive} is the one to copy and to
        use
        {since === undefined ? '' : ` since ${momentOf(since, now)}`}. The new key is still held
        here and works on, so there are two live keys. Put the old one back wherever the new one is.
      </p>
    </NowCard>
  );
}
