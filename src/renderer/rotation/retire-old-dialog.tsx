import { useState } from 'react';
import { TriangleAlert } from 'lucide-react';
import type { Failure } from '../../shared/failure.ts';
import type { Rotation } from '../../shared/rotation.ts';
import { shownLabel } from '../../shared/shown-label.ts';
import type { State } from '../../shared/state.ts';
import { failureWords } from '../failure-words.ts';
import { KeyName } from '../key-name.tsx';
import { LastFiveField } from '../letting-go/last-five-field.tsx';
import { useNow } from '../now.ts';
import { distanceOf } from '../times.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { Check } from '../ui/check.tsx';
import { Dialog, DialogFoot } from '../ui/dialog.tsx';
import { useDeciding } from './decide.ts';
import { openPlacesOf, openPlacesWords } from './open-places.ts';
import styles from './dialogs.module.css';

interface RetireOldDialogProps {
  rotation: Rotation;
  state: State;
  onClose: () => void;
}

/** The old key goes for ever: confirmed by its last five, and by a second word where something is open. */
export function RetireOldDialog({ rotation, state, onClose }: RetireOldDialogProps) {
  const { old, successor, proof, way } = rotation;
  const deciding = useDeciding(rotation);
  const now = useNow(60_000);
  const [typed, setTyped] = useState('');
  const [wantsButton, setWantsButton] = useState(false);
  const [isTried, setTried] = useState(false);
  const [missCount, setMissCount] = useState(0);
  const [isWithOpen, setWithOpen] = useState(false);
  const [isVouched, setVouched] = useState(false);
  const open = openPlacesOf(successor, state);
  const isRight = typed === old.lastFive;
  const wantsWord = proof === null || (proof.by === 'user' && isOld(proof.at, now));
  const isReady = isRight && (open.length === 0 || isWithOpen) && (!wantsWord || isVouched);
  const go = async (): Promise<void> => {
    setTried(true);
    // So that the next Enter leads to the button again.
    setWantsButton(false);
    if (!isRight) setMissCount(missCount + 1);
    if (!isReady) return;
    const failure = await deciding.decide({
      kind: 'retire-old',
      lastFive: typed,
      isWithOpenPlaces: isWithOpen,
      isVouched,
    });
    if (failure === null) onClose();
  };
  return (
    <Dialog title="Retire the old key?" onClose={onClose}>
      <p>
        <KeyName of={old} />
      </p>
      <p>
        {way === 'api'
          ? 'From the moment it is retired, the service refuses it: whatever still uses it stops working. That cannot be undone.'
          : 'You delete it in the service’s pages next. From then on, whatever still uses it stops working. That cannot be undone.'}
      </p>
      {successor !== null && proof !== null && (
        <p className={styles['quiet']}>
          {/* Without its last five: those are not the ones to be typed. */}
          <strong>{shownLabel(successor.label)}</strong> takes its place. It{' '}
          {proof.by === 'service' ? 'was seen to work' : 'works by your word'}{' '}
          {distanceOf(proof.at, now)}
          {proof.by === 'service' && isOld(proof.at, now) && way === 'api'
            ? ', and is asked once more first'
            : ''}
          .
        </p>
      )}
      {open.length > 0 && (
        <div className={styles['warning']}>
          <TriangleAlert aria-hidden size={16} />
          <div>
            <p>
              <strong>{openPlacesWords(open.length)}</strong>
            </p>
            <ul className={styles['places-named']}>
              {open.slice(0, 6).map(({ id, text }) => (
                <li key={id}>{text}</li>
              ))}
              {open.length > 6 && <li>and {open.length - 6} more</li>}
            </ul>
          </div>
        </div>
      )}
      {open.length > 0 && (
        <Check
          label="Retire it all the same"
          hint="What runs there stops working."
          isChecked={isWithOpen}
          onChange={setWithOpen}
        />
      )}
      {wantsWord && (
        <Check
          label="I have just used the new key, and it works"
          hint="The service cannot be asked, so that only you can say."
          isChecked={isVouched}
          onChange={setVouched}
        />
      )}
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
      {isTried && isRight && !isReady && (
        <Alert>{failureWords(missing(open.length, isWithOpen))}</Alert>
      )}
      {deciding.failure !== null && <Alert>{failureWords(deciding.failure)}</Alert>}
      <DialogFoot>
        <Button onPress={onClose}>Cancel</Button>
        <Button
          kind="danger"
          hasFocus={wantsButton}
          isBusy={deciding.isBusy}
          onPress={() => void go()}
        >
          {way === 'api' ? 'Retire for ever' : 'Go on to delete it'}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

function missing(openCount: number, isWithOpen: boolean): Failure {
  return openCount > 0 && !isWithOpen
    ? { code: 'places-open', count: openCount }
    : { code: 'successor-unproven' };
}

function isOld(at: string, now: Date): boolean {
  return now.getTime() - Date.parse(at) >= 60 * 60_000;
}
