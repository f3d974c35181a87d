import { LastFive } from '../add-key/last-five.tsx';
import { UnsavedActions } from '../add-key/unsaved-actions.tsx';
import { Button } from '../ui/button.tsx';
import { useDeciding } from './decide.ts';
import { NowCard } from './now-card.tsx';
import type { NowProps } from './rotation-now.tsx';
import styles from './now.module.css';
import { headlineOf } from './rotation-words.ts';

/** There is a key at the service that nobody has, nor ever will. */
export function NowUnreceived({ rotation, lastFive, onGiveUp }: NowProps & { lastFive: string }) {
  const deciding = useDeciding(rotation);
  return (
    <NowCard
      headline={headlineOf(rotation)}
      tone="due"
      deciding={deciding}
      actions={
        <>
          <Button
            kind="primary"
            isBusy={deciding.isBusy}
            onPress={() => void deciding.decide({ kind: 'create-again' })}
          >
            Delete it and create again
          </Button>
          <Button onPress={() => onGiveUp('stop')}>Leave it there and end…</Button>
        </>
      }
    >
      <p>
        <LastFive text={lastFive} /> is new in the list. The answer that held its secret was lost on
        the way, so that nobody can ever use it.
      </p>
      <p className={styles['quiet']}>
        {rotation.oldEndedAt === null
          ? 'The old key was not touched.'
          : 'The old key works no more, so a new one is needed.'}
      </p>
    </NowCard>
  );
}

/** The keychain does not take it: it is in memory, and everything that can be done with it is here. */
export function NowUnsaved({ state, rotation, onGiveUp }: NowProps) {
  const deciding = useDeciding(rotation);
  const unsaved = state.unsaved.find(({ keyId }) => keyId === rotation.newKeyId);
  if (unsaved) {
    return (
      <section className={styles['now']} data-tone="urgent" aria-label="What to do now">
        <UnsavedActions state={state} unsaved={unsaved} />
        <div>
          <Button kind="quiet" onPress={() => onGiveUp('create-again')}>
            Delete it and make another…
          </Button>
        </div>
      </section>
    );
  }
  return (
    <NowCard headline={headlineOf(rotation)} deciding={deciding}>
      <p>It is being looked for.</p>
    </NowCard>
  );
}
