import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../use-key/copy-button.tsx';
import { useDeciding } from './decide.ts';
import { NowCard } from './now-card.tsx';
import { openPlacesOf, openPlacesWords } from './open-places.ts';
import { PlaceChecklist } from './place-checklist.tsx';
import type { NowProps } from './rotation-now.tsx';
import { waysOutOf } from './rotation-steps.ts';
import styles from './now.module.css';
import { headlineOf } from './rotation-words.ts';
import { SoakField } from './soak-field.tsx';

/** The new key is put where the old one is, one place after the other. */
export function NowDeploying({ state, rotation, card, now }: NowProps) {
  const deciding = useDeciding(rotation);
  const [days, setDays] = useState<number | null>(rotation.soakDays);
  const [isTried, setTried] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const row = state.keys.find(({ id }) => id === rotation.successor?.keyId);
  const open = openPlacesOf(rotation.successor, state);
  const isLast = rotation.oldEndedAt !== null;
  const { canGoBack } = waysOutOf(rotation);
  const done = (isWithOpenPlaces: boolean): void => {
    setTried(true);
    if (days === null) return;
    if (open.length > 0 && !isWithOpenPlaces) {
      setAsking(true);
      return;
    }
    void deciding.decide({ kind: 'in-tools', soakDays: isLast ? 0 : days, isWithOpenPlaces });
  };
  return (
    <NowCard
      headline={headlineOf(rotation)}
      deciding={deciding}
      actions={
        isAsking && open.length > 0 ? (
          <div className={styles['second']} role="alert">
            <p>
              <strong>{openPlacesWords(open.length)}</strong>{' '}
              {isLast
                ? 'What runs there does not work.'
                : 'What runs there stops when the old key is retired.'}
            </p>
            <Button isBusy={deciding.isBusy} onPress={() => done(true)}>
              Go on without {open.length === 1 ? 'it' : 'them'}
            </Button>
            <Button kind="quiet" hasFocus onPress={() => setAsking(false)}>
              Not yet
            </Button>
          </div>
        ) : (
          <>
            <Button kind="primary" isBusy={deciding.isBusy} onPress={() => done(false)}>
              All tools have it
            </Button>
            {canGoBack && (
              <Button
                isBusy={deciding.isBusy}
                onPress={() => void deciding.decide({ kind: 'go-back' })}
              >
                Go back to the old key
              </Button>
            )}
          </>
        )
      }
    >
      <p>
        {isLast
          ? 'The old key works no more. Copy the new one into each place that used it.'
          : 'It works, and is the one to use. The old key works on, so there is no hurry.'}
      </p>
      {row && row.places.length === 0 && (
        <div className={styles['softly']}>
          <CopyButton row={row} card={card} />
        </div>
      )}
      {row && <PlaceChecklist row={row} card={card} now={now} />}
      {!isLast && (
        <SoakField
          days={days}
          expiresAt={rotation.old.expiresAt}
          now={now}
          isTried={isTried}
          isNow
          onChange={setDays}
        />
      )}
    </NowCard>
  );
}
