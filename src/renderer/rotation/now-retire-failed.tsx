import { failureWords } from '../failure-words.ts';
import { askForSignIn } from '../sign-in/sign-in-wish.ts';
import { momentOf } from '../times.ts';
import { Button } from '../ui/button.tsx';
import { useDeciding } from './decide.ts';
import { NowCard } from './now-card.tsx';
import type { NowProps } from './rotation-now.tsx';
import { waysOutOf } from './rotation-steps.ts';
import styles from './now.module.css';
import { headlineOf } from './rotation-words.ts';

/** The service was asked to end the old key and did not, or nobody knows. It is never left unsaid. */
export function NowRetireFailed({ rotation, account, now, onGiveUp }: NowProps) {
  const deciding = useDeciding(rotation);
  const { wait, successor } = rotation;
  const code = wait?.because.code;
  const { canGoBack, canAbandon, canStop } = waysOutOf(rotation);
  const isRefused = code === 'key-refused';
  const isUnproven = code === 'successor-unproven' || code === 'cannot-be-asked';
  const isToSignIn = code === 'signed-out';
  const again = isToSignIn ? (
    account && (
      <Button key="again" kind="primary" onPress={() => void askForSignIn(account.id, true)}>
        Sign in
      </Button>
    )
  ) : isUnproven ? (
    <Button
      key="again"
      kind="primary"
      isBusy={deciding.isBusy}
      onPress={() => void deciding.decide({ kind: 'vouch' }, { kind: 'try-again' })}
    >
      It works: retire the old key
    </Button>
  ) : (
    <Button
      key="again"
      kind={isRefused && canGoBack ? 'plain' : 'primary'}
      isBusy={deciding.isBusy}
      onPress={() => void deciding.decide({ kind: 'try-again' })}
    >
      {isRefused ? 'Check it again' : 'Try again'}
    </Button>
  );
  const back = canGoBack && (
    <Button
      key="back"
      kind={isRefused ? 'primary' : 'plain'}
      isBusy={deciding.isBusy}
      onPress={() => void deciding.decide({ kind: 'go-back' })}
    >
      Go back to the old key
    </Button>
  );
  return (
    <NowCard
      headline={headlineOf(rotation)}
      tone="urgent"
      deciding={deciding}
      actions={
        <>
          {isRefused ? [back, again] : [again, back]}
          {!isRefused && !isUnproven && (
            <Button
              kind="quiet"
              isBusy={deciding.isBusy}
              onPress={() => void deciding.decide({ kind: 'ended-by-hand', isVouched: false })}
            >
              I have deleted it there
            </Button>
          )}
          {canAbandon && (
            <Button kind="quiet" onPress={() => onGiveUp('abandon')}>
              Abandon the new key…
            </Button>
          )}
          {canStop && (
            <Button kind="quiet" onPress={() => onGiveUp('stop')}>
              End it…
            </Button>
          )}
        </>
      }
    >
      <p>
        {isRefused
          ? 'The service took the new key before and refuses it now, so the old one was not retired. Both are kept.'
          : isUnproven
            ? 'The new key has not been shown to work within the last hour, so the old one was not retired. Use it once, then say so.'
            : wait === null
              ? 'It is not known whether the service has ended it.'
              : wait.because.code === 'outcome-unknown'
                ? 'The service gave no clear answer, so nobody knows whether it has ended it.'
                : failureWords(wait.because)}
      </p>
      {wait?.retryAt && (
        <p className={styles['quiet']}>
          It tries again by itself at {momentOf(wait.retryAt, now)}. To ask for it twice does no
          harm.
        </p>
      )}
      {successor === null && (
        <p className={styles['quiet']}>
          The old key may still work, and whoever has it may still use it. No new key was made yet.
        </p>
      )}
    </NowCard>
  );
}
