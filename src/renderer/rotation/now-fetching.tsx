import { useEffect, useEffectEvent } from 'react';
import type { KeyId } from '../../shared/key.ts';
import { KeepForm } from '../add-key/keep-form.tsx';
import { KeychainGate } from '../add-key/keychain-gate.tsx';
import { MakeSteps } from '../add-key/make-steps.tsx';
import { PasteTarget } from '../add-key/paste-target.tsx';
import { useIntake } from '../add-key/use-intake.ts';
import { useKeeping } from '../add-key/use-keeping.ts';
import { Working } from '../add-key/working.tsx';
import { failureWords } from '../failure-words.ts';
import { KeyName } from '../key-name.tsx';
import { isDialogOpen } from '../shortcuts.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogFoot } from '../ui/dialog.tsx';
import { useDeciding } from './decide.ts';
import { NowCard } from './now-card.tsx';
import type { NowProps } from './rotation-now.tsx';
import { headlineOf } from './rotation-words.ts';

/** The user makes the new key in the service's pages; one paste brings it here. */
export function NowFetching({ state, rotation, account, card, onGiveUp }: NowProps) {
  const deciding = useDeciding(rotation);
  const found = useIntake();
  const { keeping, keep } = useKeeping(found);
  const [candidate, ...others] = found.intake?.candidates ?? [];
  const keptId = keeping.status === 'kept' ? keeping.keyIds[0] : undefined;
  const held = state.keys.find(({ id }) => id === candidate?.heldAs);
  const take = (keyId: KeyId): Promise<unknown> => deciding.decide({ kind: 'use-key', keyId });
  const takeKept = useEffectEvent((keyId: KeyId) => void take(keyId));
  useEffect(() => {
    if (keptId !== undefined) takeKept(keptId);
  }, [keptId]);
  const use = async (keyId: KeyId): Promise<void> => {
    await take(keyId);
    found.drop();
  };
  return (
    <NowCard
      headline={headlineOf(rotation)}
      deciding={deciding}
      actions={
        <>
          {keptId !== undefined && deciding.failure !== null && (
            <Button kind="primary" isBusy={deciding.isBusy} onPress={() => void take(keptId)}>
              Use it as the new key
            </Button>
          )}
          <Button kind="quiet" onPress={() => onGiveUp('stop')}>
            End it…
          </Button>
        </>
      }
    >
      {card && <MakeSteps card={card} />}
      <PasteTarget
        label="Paste the new key"
        isReading={found.isReading || keeping.status === 'running'}
        onPaste={() => {
          // A dialog that is open may take a paste of its own.
          if (!isDialogOpen()) found.paste();
        }}
      />
      {found.failure !== null && <Alert>{failureWords(found.failure)}</Alert>}
      <KeychainGate state={state} />
      {candidate && account && card && keptId === undefined && (
        <Dialog title="The new key" onClose={found.drop}>
          {others.length > 0 ? (
            <>
              <p>More than one key was in the clipboard. Copy the new one alone, and paste it.</p>
              <DialogFoot>
                <Button kind="primary" hasFocus onPress={found.drop}>
                  Paste another
                </Button>
              </DialogFoot>
            </>
          ) : held ? (
            <>
              <p>
                <KeyName of={held} />
              </p>
              <p>
                {held.id === rotation.old.keyId
                  ? 'This is the old key. Make a new one in the service’s pages, copy that, and paste it.'
                  : 'This key is held here already. It can be the new one.'}
              </p>
              {deciding.failure !== null && <Alert>{failureWords(deciding.failure)}</Alert>}
              <DialogFoot>
                <Button onPress={found.drop}>Paste another</Button>
                {held.id !== rotation.old.keyId && (
                  <Button
                    kind="primary"
                    hasFocus
                    isBusy={deciding.isBusy}
                    onPress={() => void use(held.id)}
                  >
                    Use it as the new key
                  </Button>
                )}
              </DialogFoot>
            </>
          ) : keeping.status === 'running' ? (
            <Working title="Putting it into your keychain and reading it back" />
          ) : (
            <KeepForm
              key={found.intake?.intakeId}
              state={state}
              account={account}
              card={card}
              candidate={candidate}
              firstLabel={rotation.wish.label}
              failure={keeping.status === 'failed' ? keeping.failure : null}
              onKeep={(pick) => void keep([pick])}
              onBack={found.drop}
            />
          )}
        </Dialog>
      )}
    </NowCard>
  );
}
