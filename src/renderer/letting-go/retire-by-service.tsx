import { useState } from 'react';
import type { AccountId } from '../../shared/account.ts';
import type { KeyRow } from '../../shared/key.ts';
import { callSignedIn } from '../sign-in/call-signed-in.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { DialogFoot } from '../ui/dialog.tsx';
import { dropWish } from '../wish.ts';
import { LastFiveField } from './last-five-field.tsx';
import { useLastFive } from './use-last-five.ts';

/** The service is told to delete it. */
export function RetireByService({ row, accountId }: { row: KeyRow; accountId: AccountId }) {
  const [wantsButton, setWantsButton] = useState(false);
  const five = useLastFive(row, (lastFive) =>
    callSignedIn(accountId, 'retireKey', { keyId: row.id, lastFive }),
  );
  return (
    <>
      <LastFiveField
        hasFocus
        value={five.typed}
        onChange={(text) => {
          five.type(text);
          setWantsButton(false);
        }}
        complaint={five.fieldComplaint}
        missCount={five.missCount}
        onEnter={() => setWantsButton(five.isRight())}
      />
      {five.complaint !== null && <Alert>{five.complaint}</Alert>}
      <DialogFoot>
        <Button onPress={dropWish}>Cancel</Button>
        <Button
          kind="danger"
          hasFocus={wantsButton}
          isBusy={five.isBusy}
          onPress={() => void five.go()}
        >
          Retire for ever
        </Button>
      </DialogFoot>
    </>
  );
}
