import { useEffect, useState } from 'react';
import type { KeyRow } from '../../shared/key.ts';
import type { State } from '../../shared/state.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { KeyName } from '../key-name.tsx';
import { useNow } from '../now.ts';
import { secondsUntil } from '../times.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogFoot } from '../ui/dialog.tsx';
import { Ring } from '../ui/ring.tsx';
import { useOnEnd } from '../use-on-end.ts';
import styles from './reveal-dialog.module.css';

interface RevealDialogProps {
  row: KeyRow;
  platform: State['app']['platform'];
  revealed: State['revealed'];
  onClose: () => void;
}

/** Shows a key for ten seconds, or until main says that it is to be hidden. Then nothing of it is left. */
export function RevealDialog({ row, platform, revealed, onClose }: RevealDialogProps) {
  const [shown, setShown] = useState<{ secret: string; hidesAt: string } | null>(null);
  const [complaint, setComplaint] = useState<string | null>(null);
  useEffect(() => {
    let isWanted = true;
    const reveal = async (): Promise<void> => {
      const result = await call('revealKey', { keyId: row.id });
      if (!isWanted) return;
      if (result.ok) setShown(result.value);
      else setComplaint(failureWords(result.failure));
    };
    void reveal();
    return () => {
      isWanted = false;
      void call('hideKey', {});
    };
  }, [row.id]);
  useEffect(() => {
    if (shown === null) return undefined;
    const timer = setTimeout(onClose, Math.max(0, Date.parse(shown.hidesAt) - Date.now()));
    return () => clearTimeout(timer);
  }, [shown, onClose]);
  const isRevealed = revealed?.keyId === row.id;
  useOnEnd(isRevealed, onClose);
  return (
    <Dialog title="The key" onClose={onClose}>
      <p>
        <KeyName of={row} />
      </p>
      {shown !== null && isRevealed && (
        <>
          <p className={styles['secret']} translate="no" data-testid="revealed">
            {shown.secret}
          </p>
          <Left hidesAt={shown.hidesAt} />
          <p className={styles['quiet']}>{protectionWords[platform]}</p>
        </>
      )}
      {complaint !== null && <Alert>{complaint}</Alert>}
      <DialogFoot>
        <Button kind="primary" hasFocus onPress={onClose}>
          {complaint === null ? 'Hide now' : 'Close'}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

function Left({ hidesAt }: { hidesAt: string }) {
  const seconds = secondsUntil(hidesAt, useNow(1000));
  return (
    <p className={styles['left']}>
      <Ring left={(seconds - 1) / 10} />
      <span>Hidden in {seconds} s</span>
    </p>
  );
}

const protectionWords: Record<State['app']['platform'], string> = {
  linux:
    'This window can be seen in screenshots and recordings while the key is shown: Linux has no way to prevent it. See that nobody looks on.',
  mac: 'While it is shown, this window is kept out of ordinary screenshots. Some recorders see it still.',
  windows: 'While it is shown, this window is kept out of screenshots and recordings.',
};
