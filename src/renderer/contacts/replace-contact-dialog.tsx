import { useState } from 'react';
import { goneSet } from '../../shared/contact-health.ts';
import type { KeyId } from '../../shared/key.ts';
import type { State } from '../../shared/state.ts';
import { complaintAboutContact } from '../add-key/contacts.ts';
import styles from '../add-key/add-key.module.css';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { Check } from '../ui/check.tsx';
import { Dialog, DialogFoot } from '../ui/dialog.tsx';
import { DropDown } from '../ui/drop-down.tsx';
import { Field } from '../ui/field.tsx';
import { dropWish } from '../wish.ts';

interface ReplaceContactDialogProps {
  state: State;
  keyIds: readonly KeyId[];
}

/** Takes one address for another on many keys, as when somebody has left. */
export function ReplaceContactDialog({ state, keyIds }: ReplaceContactDialogProps) {
  const wanted = new Set(keyIds);
  const counts = countContacts(state.keys.filter(({ id }) => wanted.has(id)));
  const gone = goneSet(state.settings.goneContacts);
  const [from, setFrom] = useState(() => firstOf(counts, gone));
  const [to, setTo] = useState('');
  const [isGone, setGone] = useState(false);
  const [isTried, setTried] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const address = to.trim().toLowerCase();
  const complaint = complaintOf(from, address);

  const change = async (): Promise<void> => {
    setTried(true);
    if (complaint !== null) return;
    setFailure(null);
    if (isGone && from !== '' && !gone.has(from.toLowerCase())) {
      const goneContacts = [...state.settings.goneContacts, from];
      const kept = await call('changeSettings', { goneContacts });
      if (!kept.ok) return setFailure(failureWords(kept.failure));
    }
    const result = await call('replaceContact', {
      keyIds: [...keyIds],
      from: from === '' ? null : from,
      to: address === '' ? null : address,
    });
    if (!result.ok) return setFailure(failureWords(result.failure));
    dropWish();
  };
  return (
    <Dialog title={`Change a contact of ${keysOf(keyIds.length)}`} onClose={dropWish}>
      <form
        className={styles['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void change();
        }}
      >
        <p>
          The services mail the contacts before a key ends. Each key is changed at its service, one
          after the other; keys without the first address are left as they are.
        </p>
        <DropDown
          label="This address"
          value={from}
          groups={[
            {
              label: null,
              options: [
                ...[...counts].map(([contact, count]) => ({
                  value: contact,
                  label: `${contact} (${keysOf(count)}${gone.has(contact.toLowerCase()) ? ', gone' : ''})`,
                })),
                { value: '', label: 'None: only add an address' },
              ],
            },
          ]}
          onChange={setFrom}
        />
        <Field
          label={from === '' ? 'Address to add' : 'Becomes this address'}
          type="email"
          hasFocus
          value={to}
          hint={from === '' ? '' : 'Leave it empty to take the address away.'}
          complaint={isTried ? complaint : null}
          onChange={setTo}
        />
        {from !== '' && !gone.has(from.toLowerCase()) && (
          <Check
            label="Nobody reads the first address any more"
            hint="Keyturn then points out every key that still has it."
            isChecked={isGone}
            onChange={setGone}
          />
        )}
        {failure !== null && <Alert>{failure}</Alert>}
        <DialogFoot>
          <Button onPress={dropWish}>Cancel</Button>
          <Button kind="primary" isSubmit>
            Change at the services
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

function complaintOf(from: string, to: string): string | null {
  if (to !== '') return complaintAboutContact(to);
  return from === '' ? 'Name the address that is to be added.' : null;
}

/** The most used first. */
function countContacts(rows: readonly { contacts: string[] | null }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { contacts } of rows) {
    for (const contact of contacts ?? []) counts.set(contact, (counts.get(contact) ?? 0) + 1);
  }
  return new Map([...counts].toSorted(([, one], [, other]) => other - one));
}

/** One that is gone wants to be changed most. */
function firstOf(counts: ReadonlyMap<string, number>, gone: ReadonlySet<string>): string {
  const all = [...counts.keys()];
  return all.find((contact) => gone.has(contact.toLowerCase())) ?? all[0] ?? '';
}

function keysOf(count: number): string {
  return count === 1 ? '1 key' : `${count.toLocaleString()} keys`;
}
