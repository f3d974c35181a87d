import type { Rotation } from '../../shared/rotation.ts';
import { failureWords } from '../failure-words.ts';
import { KeyName } from '../key-name.tsx';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogFoot } from '../ui/dialog.tsx';
import { useDeciding } from './decide.ts';
import styles from './dialogs.module.css';

/** What is not gone on with: the new key, this new key only, or all of it. */
export type GivingUp = 'abandon' | 'create-again' | 'stop';

interface GiveUpDialogProps {
  rotation: Rotation;
  way: GivingUp;
  onClose: () => void;
}

/** Says what is deleted and what stays, before anything is given up. */
export function GiveUpDialog({ rotation, way, onClose }: GiveUpDialogProps) {
  const deciding = useDeciding(rotation);
  const named = nameOfNew(rotation);
  const go = async (): Promise<void> => {
    if ((await deciding.decide({ kind: way })) === null) onClose();
  };
  return (
    <Dialog title={titles[way]} onClose={onClose}>
      {way !== 'stop' && named !== null && (
        <p>
          <KeyName of={named} />
        </p>
      )}
      <p>{wordsOf(way, rotation)}</p>
      {way === 'abandon' && (
        <p className={styles['quiet']}>
          The old key is the one to use. Wherever you have put the new one already, put the old one
          back.
        </p>
      )}
      {deciding.failure !== null && <Alert>{failureWords(deciding.failure)}</Alert>}
      <DialogFoot>
        <Button hasFocus onPress={onClose}>
          Cancel
        </Button>
        <Button kind="danger" isBusy={deciding.isBusy} onPress={() => void go()}>
          {buttons[way]}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

const titles: Record<GivingUp, string> = {
  abandon: 'Abandon the new key?',
  'create-again': 'Make another new key?',
  stop: 'End this rotation?',
};

const buttons: Record<GivingUp, string> = {
  abandon: 'Delete the new key',
  'create-again': 'Delete it and make another',
  stop: 'End it',
};

function wordsOf(way: GivingUp, { way: how, step, successor, oldEndedAt }: Rotation): string {
  if (way === 'stop') {
    if (step.at === 'created-unreceived') {
      return 'The new key stays at the service, where nobody can use it, and is listed here as not held. The old key is the one to use, as before.';
    }
    if (step.at === 'gone-back') {
      return 'Both keys stay as they are and work on: the old one in use, the new one held here. Retire one of them when you know which.';
    }
    if (step.at === 'retiring' || step.at === 'retire-failed') {
      return 'It is not known whether the old key still works. Read the list of the account to see. No new key is made.';
    }
    return oldEndedAt === null
      ? 'Nothing was made. The old key is the one to use, as before.'
      : 'Nothing was made, and the old key works no more. You will have no key until you make one.';
  }
  const deleted =
    how === 'api'
      ? 'It is deleted at the service, for ever, and forgotten here.'
      : 'You delete it in the service’s pages, and it is forgotten here.';
  if (way === 'create-again') return `${deleted} Then another one is made.`;
  return successor === null ? deleted : `${deleted} Whatever uses it already stops working.`;
}

function nameOfNew({
  successor,
  step,
  wish,
}: Rotation): { label: string; lastFive: string } | null {
  if (successor !== null) return successor;
  return 'found' in step ? { label: wish.label, lastFive: step.found.lastFive } : null;
}
