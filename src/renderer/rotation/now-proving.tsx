import { failureWords } from '../failure-words.ts';
import { momentOf } from '../times.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../use-key/copy-button.tsx';
import { useDeciding } from './decide.ts';
import { NowCard } from './now-card.tsx';
import { NowWaiting } from './now-waiting.tsx';
import { NowWorking } from './now-working.tsx';
import type { NowProps } from './rotation-now.tsx';
import { ByMyWord } from './by-my-word.tsx';
import { waysOutOf } from './rotation-steps.ts';
import styles from './now.module.css';
import { headlineOf } from './rotation-words.ts';

/** Does the new key work? */
export function NowProving(props: NowProps) {
  const { step, wait } = props.rotation;
  if (step.at === 'verify-failed') return <Refused {...props} />;
  if (wait === null) return <NowWorking {...props} />;
  const { code } = wait.because;
  if (code === 'cannot-be-asked') return <OnlyTheUserKnows {...props} />;
  if (code === 'key-refused') return <NotYet {...props} />;
  if (code === 'item-missing' || code === 'item-changed' || code === 'key-not-held') {
    return <NotInKeychain {...props} words={failureWords(wait.because)} />;
  }
  return <NowWaiting {...props} wait={wait} />;
}

function GiveUps({ rotation, onGiveUp }: Pick<NowProps, 'rotation' | 'onGiveUp'>) {
  const { canAbandon, canCreateAgain } = waysOutOf(rotation);
  return (
    <>
      {canCreateAgain && (
        <Button onPress={() => onGiveUp('create-again')}>Replace it by another…</Button>
      )}
      {canAbandon && (
        <Button kind="quiet" onPress={() => onGiveUp('abandon')}>
          Abandon it…
        </Button>
      )}
    </>
  );
}

function Refused({ rotation, onGiveUp }: NowProps) {
  const deciding = useDeciding(rotation);
  return (
    <NowCard
      headline={headlineOf(rotation)}
      tone="urgent"
      deciding={deciding}
      actions={
        <>
          <Button
            kind="primary"
            isBusy={deciding.isBusy}
            onPress={() => void deciding.decide({ kind: 'try-again' })}
          >
            Check it again
          </Button>
          <ByMyWord rotation={rotation} deciding={deciding} />
          <GiveUps rotation={rotation} onGiveUp={onGiveUp} />
        </>
      }
    >
      <p>
        It was asked several times, some minutes apart.{' '}
        {rotation.oldEndedAt === null
          ? 'Both keys are kept, and the old one is the one to use.'
          : 'It is kept. The old key works no more, so another new one may be needed.'}
      </p>
    </NowCard>
  );
}

function NotYet({ rotation, now }: NowProps) {
  const deciding = useDeciding(rotation);
  const { step, wait } = rotation;
  const refusals = step.at === 'stored' ? step.refusals : 0;
  return (
    <NowCard
      headline={headlineOf(rotation)}
      deciding={deciding}
      actions={
        <>
          <Button
            isBusy={deciding.isBusy}
            onPress={() => void deciding.decide({ kind: 'try-again' })}
          >
            Ask now
          </Button>
          <ByMyWord rotation={rotation} deciding={deciding} />
        </>
      }
    >
      <p>
        A new key may need a moment until the service takes it. It has been asked{' '}
        {refusals === 1 ? 'once' : `${refusals} times`}.
      </p>
      {wait?.retryAt && (
        <p className={styles['quiet']}>It is asked again at {momentOf(wait.retryAt, now)}.</p>
      )}
    </NowCard>
  );
}

function OnlyTheUserKnows({ state, rotation, card, onGiveUp }: NowProps) {
  const deciding = useDeciding(rotation);
  const row = state.keys.find(({ id }) => id === rotation.successor?.keyId);
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
            onPress={() => void deciding.decide({ kind: 'vouch' })}
          >
            It works
          </Button>
          <GiveUps rotation={rotation} onGiveUp={onGiveUp} />
        </>
      }
    >
      <p>
        This service has no harmless question that would tell, so only you can say. Copy the new
        key, try it in one of your tools, and come back.
      </p>
      {row && (
        <div className={styles['softly']}>
          <CopyButton row={row} card={card} />
        </div>
      )}
    </NowCard>
  );
}

function NotInKeychain({ rotation, onGiveUp, words }: NowProps & { words: string }) {
  const deciding = useDeciding(rotation);
  return (
    <NowCard
      headline={headlineOf(rotation)}
      tone="urgent"
      deciding={deciding}
      actions={
        <>
          <Button
            kind="primary"
            isBusy={deciding.isBusy}
            onPress={() => void deciding.decide({ kind: 'try-again' })}
          >
            Try again
          </Button>
          <GiveUps rotation={rotation} onGiveUp={onGiveUp} />
        </>
      }
    >
      <p>{words}</p>
    </NowCard>
  );
}
