import { useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { Rotation } from '../../shared/rotation.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { showPlace } from '../place.ts';
import { askForSignIn } from '../sign-in/sign-in-wish.ts';
import { momentOf } from '../times.ts';
import { Button } from '../ui/button.tsx';
import { ByMyWord } from './by-my-word.tsx';
import { ChangeWishDialog } from './change-wish-dialog.tsx';
import { useDeciding } from './decide.ts';
import { NowCard } from './now-card.tsx';
import type { NowProps } from './rotation-now.tsx';
import { waysOutOf } from './rotation-steps.ts';
import styles from './now.module.css';
import { headlineOf } from './rotation-words.ts';

interface NowWaitingProps extends NowProps {
  wait: NonNullable<Rotation['wait']>;
}

/** The work of the step could not be done. Nothing was learnt by that, and nothing is lost. */
export function NowWaiting(props: NowWaitingProps) {
  const { state, rotation, account, card, wait, now, onGiveUp } = props;
  const [isChanging, setChanging] = useState(false);
  const deciding = useDeciding(rotation);
  const { because, retryAt } = wait;
  const { canGoBack, canStop, canAbandon } = waysOutOf(rotation);
  const isToSignIn = because.code === 'signed-out';
  const isLocked = because.code === 'keychain-locked';
  // What was wished for breaks a rule of the service's, so that it was not even sent.
  const isUnfit = because.code === 'call-refused' && rotation.step.at === 'preflight';
  const isMissing = because.code === 'keychain-missing';
  const tryAgain = (): void => void deciding.decide({ kind: 'try-again' });
  const unlock = (): void =>
    void deciding.run(async () => {
      // It goes on by itself once the keychain is open.
      const result = await call('unlockKeychain', {});
      return result.ok ? null : result.failure;
    });
  return (
    <NowCard
      headline={headlineOf(rotation)}
      tone={retryAt === null ? 'due' : 'calm'}
      deciding={deciding}
      actions={
        <>
          {isToSignIn && account && (
            <Button kind="primary" onPress={() => void askForSignIn(account.id, true)}>
              Sign in
            </Button>
          )}
          {isLocked && (
            <Button kind="primary" isBusy={deciding.isBusy} onPress={unlock}>
              Unlock keychain
            </Button>
          )}
          {isMissing && (
            <Button kind="primary" onPress={() => showPlace({ kind: 'keychain' })}>
              See Keychain
            </Button>
          )}
          {isUnfit && (
            <Button kind="primary" onPress={() => setChanging(true)}>
              Change the new key…
            </Button>
          )}
          {!isToSignIn && !isLocked && (
            <Button
              kind={retryAt === null && !isMissing && !isUnfit ? 'primary' : 'plain'}
              isBusy={deciding.isBusy}
              onPress={tryAgain}
            >
              {rotation.step.at === 'create-unknown' ? 'Look now' : 'Try now'}
            </Button>
          )}
          <ByMyWord rotation={rotation} deciding={deciding} />
          {canGoBack && (
            <Button
              isBusy={deciding.isBusy}
              onPress={() => void deciding.decide({ kind: 'go-back' })}
            >
              Go back to the old key
            </Button>
          )}
          {canStop && (
            <Button kind="quiet" onPress={() => onGiveUp('stop')}>
              End it…
            </Button>
          )}
          {canAbandon && !canStop && (
            <Button kind="quiet" onPress={() => onGiveUp('abandon')}>
              Abandon the new key…
            </Button>
          )}
        </>
      }
    >
      <p>{wordsOf(rotation, because)}</p>
      {retryAt !== null && (
        <p className={styles['quiet']}>It tries again by itself at {momentOf(retryAt, now)}.</p>
      )}
      {isChanging && account && card && (
        <ChangeWishDialog
          state={state}
          rotation={rotation}
          account={account}
          card={card}
          onClose={() => setChanging(false)}
        />
      )}
      {rotation.oldEndedAt === null && !isToSignIn && (
        <p className={styles['quiet']}>{oldWords(rotation)}</p>
      )}
    </NowCard>
  );
}

function wordsOf({ step, way }: Rotation, because: Failure): string {
  if (because.code === 'signed-out' && step.at === 'retiring') {
    return 'The session has ended, or there is none yet, so the service was not asked to end the old key. Sign in, and it is ended at once.';
  }
  if (because.code === 'signed-out') {
    return 'The session has ended, or there is none yet. Sign in, and it goes on by itself where it stands.';
  }
  if (because.code === 'keychain-locked' && step.at === 'create-unknown') {
    return 'Only an open keychain tells whether the new key is in it already. Unlock it, and it goes on by itself.';
  }
  if (because.code === 'keychain-locked') {
    return 'Your keychain is locked, so that a new key would have nowhere to go. Unlock it, and it goes on by itself.';
  }
  if (step.at === 'create-unknown' && because.code === 'outcome-unknown') {
    return 'The list shows no new key so far. A slow service may still be making it, so that it is looked at once more before anything is asked for again.';
  }
  // To ask for an end twice does no harm, and it is done by itself.
  if (step.at === 'abandoning' && because.code === 'outcome-unknown') {
    return 'The service gave no clear answer, so nobody knows yet whether it has deleted the new key.';
  }
  if (because.code === 'call-refused' && step.at === 'preflight') {
    return 'What the new key is to be does not fit the rules of its service: its label, its contacts or its life. Nothing was sent.';
  }
  if (because.code === 'bug' && way === 'api') {
    return 'Something unexpected went wrong. What was done until here is written down, and can be gone on with.';
  }
  return failureWords(because);
}

function oldWords({ step }: Rotation): string {
  if (step.at === 'retiring') return 'The old key may work on meanwhile.';
  return 'The old key works on meanwhile.';
}
