import { useState } from 'react';
import type { Rotation } from '../../shared/rotation.ts';
import { isPromoted } from '../../shared/rotation-progress.ts';
import { failureWords } from '../failure-words.ts';
import { KeyName } from '../key-name.tsx';
import { LastFiveField } from '../letting-go/last-five-field.tsx';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogFoot } from '../ui/dialog.tsx';
import { useDeciding } from './decide.ts';

/** The old key has leaked while it is being replaced: it goes first from here. */
export function LeakedDialog({ rotation, onClose }: { rotation: Rotation; onClose: () => void }) {
  const { old, way } = rotation;
  const deciding = useDeciding(rotation);
  const [typed, setTyped] = useState('');
  const [wantsButton, setWantsButton] = useState(false);
  const [isTried, setTried] = useState(false);
  const [missCount, setMissCount] = useState(0);
  const isRight = typed === old.lastFive;
  const go = async (): Promise<void> => {
    setTried(true);
    setWantsButton(false);
    if (!isRight) {
      setMissCount(missCount + 1);
      return;
    }
    if ((await deciding.decide({ kind: 'leaked', lastFive: typed })) === null) onClose();
  };
  return (
    <Dialog title="The old key leaked?" onClose={onClose}>
      <p>
        <KeyName of={old} />
      </p>
      <p>
        {way === 'api'
          ? 'It is retired at once, before anything else is done. From then on, whatever still uses it stops working. That cannot be undone.'
          : 'You delete it in the service’s pages now, before anything else is done. From then on, whatever still uses it stops working. That cannot be undone.'}
      </p>
      <p>{newWords(rotation)}</p>
      <LastFiveField
        whose="the old key’s"
        hasFocus
        value={typed}
        onChange={(text) => {
          setTyped(text);
          setWantsButton(false);
        }}
        missCount={missCount}
        complaint={isTried && !isRight ? failureWords({ code: 'wrong-last-five' }) : null}
        onEnter={() => {
          setTried(true);
          setWantsButton(isRight);
        }}
      />
      {deciding.failure !== null && <Alert>{failureWords(deciding.failure)}</Alert>}
      <DialogFoot>
        <Button onPress={onClose}>Cancel</Button>
        <Button
          kind="danger"
          hasFocus={wantsButton}
          isBusy={deciding.isBusy}
          onPress={() => void go()}
        >
          {way === 'api' ? 'Retire it now' : 'Go on to delete it'}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

/** What its tools can go on with. */
export function newWords(rotation: Rotation): string {
  const { step, successor } = rotation;
  if (isPromoted(rotation)) {
    return 'The new key is in use already: each tool that has it goes on working.';
  }
  if (step.at === 'creating' || step.at === 'create-unknown' || 'found' in step) {
    return 'A new key is on its way. What becomes of it is settled first, and then the old one goes.';
  }
  return successor === null
    ? 'A new key is made as soon as the old one is gone.'
    : 'The new key is kept here. It is tried as soon as the old one is gone.';
}
