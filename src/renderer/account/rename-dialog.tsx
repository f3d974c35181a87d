import { useState } from 'react';
import type { AccountState } from '../../shared/account-state.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogFoot } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';

export function RenameDialog({ account, onClose }: { account: AccountState; onClose: () => void }) {
  const [name, setName] = useState(account.name);
  const [complaint, setComplaint] = useState<string | null>(null);
  const rename = async (): Promise<void> => {
    const result = await call('renameAccount', { accountId: account.id, name });
    if (result.ok) onClose();
    else setComplaint(failureWords(result.failure));
  };
  return (
    <Dialog title="Rename account" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') void rename();
        }}
      >
        <Field
          label="Name"
          hint="Only for you: the service does not see it."
          value={name}
          maxLength={100}
          hasFocus
          onChange={setName}
          complaint={name.trim() === '' ? 'An account needs a name.' : null}
        />
        {complaint !== null && <Alert>{complaint}</Alert>}
        <DialogFoot>
          <Button onPress={onClose}>Cancel</Button>
          <Button kind="primary" isSubmit>
            Rename
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
