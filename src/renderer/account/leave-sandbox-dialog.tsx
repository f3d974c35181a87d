import { useState } from 'react';
import type { State } from '../../shared/state.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { say } from '../notice.ts';
import { showPlace } from '../place.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogFoot } from '../ui/dialog.tsx';
import { dropWish } from '../wish.ts';

/** The way out, which costs nobody anything. */
export function LeaveSandboxDialog({ state: { accounts } }: { state: State }) {
  const [complaint, setComplaint] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const hasOwn = accounts.some(({ isSandbox }) => !isSandbox);
  const leave = async (): Promise<void> => {
    setBusy(true);
    setComplaint(null);
    const result = await call('leaveSandbox', {});
    setBusy(false);
    if (!result.ok) {
      setComplaint(failureWords(result.failure));
      return;
    }
    dropWish();
    showPlace({ kind: 'keys', shelf: 'all' });
    say('You have left the sandbox');
  };
  return (
    <Dialog title="Leave the sandbox?" onClose={dropWish}>
      <p>
        Its accounts, their rotations and all their keys go from here and from your keychain. What
        it made up is known to no other service; a key of your own that you brought into it goes
        too.
      </p>
      <p>
        {hasOwn
          ? 'Your own accounts and keys stay as they are. '
          : 'Then you can begin with your own account. '}
        You can try the sandbox again at any time, and it begins anew.
      </p>
      {complaint !== null && <Alert>{complaint}</Alert>}
      <DialogFoot>
        <Button onPress={dropWish}>Stay</Button>
        <Button kind="primary" hasFocus isBusy={isBusy} onPress={() => void leave()}>
          Leave the sandbox
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
