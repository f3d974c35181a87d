import { useEffect, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { State, UnsavedKey } from '../../shared/state.ts';
import { shownLabel } from '../../shared/shown-label.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { say } from '../notice.ts';
import { callSignedIn } from '../sign-in/call-signed-in.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogFoot } from '../ui/dialog.tsx';
import { useOnEnd } from '../use-on-end.ts';
import { LastFive } from './last-five.tsx';
import styles from './unsaved-notice.module.css';

interface UnsavedActionsProps {
  state: State;
  unsaved: UnsavedKey;
}

/** What became of a key that the keychain did not take, and all that can be done about it. */
export function UnsavedActions({ state, unsaved }: UnsavedActionsProps) {
  const { keyId, accountId, label, lastFive, because } = unsaved;
  // What is part of a rotation is given up there.
  const rotation = state.rotations.find(
    ({ newKeyId, closedAt }) => newKeyId === keyId && closedAt === null,
  );
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [open, setOpen] = useState<'discard' | { secret: string } | null>(null);

  // Main hides it too, such as when the screen is locked.
  const isRevealed = state.revealed?.keyId === keyId;
  useOnEnd(isRevealed, () => setOpen(null));

  const run = async (work: () => Promise<Failure | null>): Promise<void> => {
    setBusy(true);
    setFailure(null);
    const found = await work();
    setBusy(false);
    setFailure(found);
  };
  const save = async (): Promise<Failure | null> => {
    const result = await call('saveUnsaved', { keyId });
    if (result.ok) say(`“${shownLabel(label)}” is in your keychain.`, { tone: 'good' });
    return result.ok ? null : result.failure;
  };
  const unlock = async (): Promise<Failure | null> => {
    const result = await call('unlockKeychain', {});
    return result.ok ? save() : result.failure;
  };
  const reveal = async (): Promise<Failure | null> => {
    const result = await call('revealUnsaved', { keyId });
    if (!result.ok) return result.failure;
    setOpen({ secret: result.value.secret });
    return null;
  };
  const discard = async (): Promise<Failure | null> => {
    setOpen(null);
    const result = rotation
      ? await callSignedIn(accountId, 'decideRotation', {
          rotationId: rotation.id,
          // Where the old key had to go first, there has to be another new one.
          decision: { kind: rotation.oldEndedAt === null ? 'abandon' : 'create-again' },
        })
      : await callSignedIn(accountId, 'discardUnsaved', { keyId });
    if (result.ok) say(`“${shownLabel(label)}” was retired at the service.`);
    return result.ok ? null : result.failure;
  };
  const isLocked = state.keychain.status === 'locked';
  return (
    <div className={styles['unsaved']}>
      <div role="alert">
        <h2>
          “{shownLabel(label)}” <LastFive text={lastFive} /> was made, and your keychain did not
          take it
        </h2>
        <p>
          {failureWords(because)} <strong>It is in memory only. Do not quit.</strong>
        </p>
      </div>
      {failure !== null && <Alert>{failureWords(failure)}</Alert>}
      <div className={styles['buttons']}>
        {isLocked ? (
          <Button kind="primary" isBusy={isBusy} onPress={() => void run(unlock)}>
            Unlock keychain
          </Button>
        ) : (
          <Button kind="primary" isBusy={isBusy} onPress={() => void run(save)}>
            Try again
          </Button>
        )}
        <Button isBusy={isBusy} onPress={() => void run(reveal)}>
          Show once
        </Button>
        <Button kind="danger" isBusy={isBusy} onPress={() => setOpen('discard')}>
          Give up and retire it…
        </Button>
      </div>
      {open === 'discard' && (
        <Dialog title="Retire this key?" onClose={() => setOpen(null)}>
          <p>
            “{shownLabel(label)}” <LastFive text={lastFive} /> is ended at the service and forgotten
            here. Nobody can use it then; if you have put it anywhere already, it stops working
            there.
          </p>
          <DialogFoot>
            <Button hasFocus onPress={() => setOpen(null)}>
              Cancel
            </Button>
            <Button kind="danger" onPress={() => void run(discard)}>
              Retire key
            </Button>
          </DialogFoot>
        </Dialog>
      )}
      {open !== null && open !== 'discard' && isRevealed && (
        <ShownKey label={label} secret={open.secret} onClose={() => setOpen(null)} />
      )}
    </div>
  );
}

interface ShownKeyProps {
  label: string;
  secret: string;
  onClose: () => void;
}

/** The window is kept out of recordings until it is gone. */
function ShownKey({ label, secret, onClose }: ShownKeyProps) {
  useEffect(() => () => void call('hideKey', {}), []);
  return (
    <Dialog title={`“${shownLabel(label)}”, shown once`} onClose={onClose}>
      <p>Put it where it will be safe. See that nobody looks over your shoulder.</p>
      <code className={styles['secret']} translate="no">
        {secret}
      </code>
      <DialogFoot>
        <Button kind="primary" hasFocus onPress={onClose}>
          Hide it
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
