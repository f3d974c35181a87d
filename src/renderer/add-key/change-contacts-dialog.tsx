import { useState } from 'react';
import type { KeyId } from '../../shared/key.ts';
import type { State } from '../../shared/state.ts';
import { shownLabel } from '../../shared/shown-label.ts';
import { failureWords } from '../failure-words.ts';
import { say } from '../notice.ts';
import { callSignedIn } from '../sign-in/call-signed-in.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { ChipsField } from '../ui/chips-field.tsx';
import { Dialog, DialogFoot } from '../ui/dialog.tsx';
import { dropWish } from '../wish.ts';
import styles from './add-key.module.css';
import { complaintAboutContact, complaintAboutContacts, splitContacts } from './contacts.ts';
import { LastFive } from './last-five.tsx';

/** Who is told by the service before a key ends. */
export function ChangeContactsDialog({ state, keyId }: { state: State; keyId: KeyId }) {
  const row = state.keys.find(({ id }) => id === keyId) ?? null;
  const account = state.accounts.find(({ id }) => id === row?.accountId) ?? null;
  const card = state.services.find(({ id }) => id === account?.serviceId) ?? null;
  const [contacts, setContacts] = useState<readonly string[]>(row?.contacts ?? []);
  const [isTried, setTried] = useState(false);
  const [isLeftOver, setLeftOver] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  if (row === null || account === null || card === null) return null;
  const complaint = complaintAboutContacts(contacts, card.contacts);

  const save = async (): Promise<void> => {
    setTried(true);
    if (isBusy || isLeftOver || complaint !== null) return;
    if (contacts.join() === (row.contacts ?? []).join()) return dropWish();
    setBusy(true);
    setFailure(null);
    const request = { keyId, contacts: [...contacts] };
    const result = await callSignedIn(row.accountId, 'changeContacts', request);
    setBusy(false);
    if (!result.ok) return setFailure(failureWords(result.failure));
    dropWish();
    say(`The contacts of “${shownLabel(row.label)}” were changed at the service.`, {
      tone: 'good',
    });
  };
  return (
    <Dialog title="Change contacts" onClose={dropWish}>
      <form
        className={styles['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <p>
          {shownLabel(row.label)} <LastFive text={row.lastFive} /> · {account.name}
        </p>
        <ChipsField
          label="Contacts"
          hint="The service mails them before the key ends."
          hasFocus
          chips={contacts}
          split={splitContacts}
          complaintAbout={complaintAboutContact}
          complaint={isTried ? complaint : null}
          offered={account.email === null ? [] : [account.email]}
          onChange={setContacts}
          onLeftOver={setLeftOver}
        />
        {failure !== null && <Alert>{failure}</Alert>}
        <DialogFoot>
          <Button onPress={dropWish}>Cancel</Button>
          <Button kind="primary" isSubmit isBusy={isBusy}>
            Change contacts
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
