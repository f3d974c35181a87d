import type { KeyId } from '../../shared/key.ts';
import type { State } from '../../shared/state.ts';
import { shownLabel } from '../../shared/shown-label.ts';
import { dateOf } from '../times.ts';
import { copyKey } from '../use-key/copy-key.ts';
import { Button } from '../ui/button.tsx';
import { DialogFoot } from '../ui/dialog.tsx';
import styles from './add-key.module.css';
import { CheckKey } from './check-key.tsx';
import { LastFive } from './last-five.tsx';
import { showNewKey } from './show-new-key.ts';
import { Success } from './success.tsx';

/** The end of it: the key is where it belongs. */
export function GeneratedKey({ state, keyId }: { state: State; keyId: KeyId }) {
  const row = state.keys.find(({ id }) => id === keyId) ?? null;
  const card = state.services.find(
    ({ id }) => id === state.accounts.find((account) => account.id === row?.accountId)?.serviceId,
  );
  const isInClipboard = state.clipboard?.keyId === keyId;
  if (row === null) return null;
  return (
    <>
      <Success>
        <LastFive text={row.lastFive} /> is in your keychain. You need not see it.
      </Success>
      <dl className={styles['facts']}>
        <dt>Label</dt>
        <dd>{shownLabel(row.label)}</dd>
        <dt>Expires</dt>
        <dd>{row.expiresAt === null ? 'No expiry' : dateOf(row.expiresAt)}</dd>
      </dl>
      <CheckKey row={row} card={card ?? null} />
      <p aria-live="polite" className={styles['quiet']}>
        {isInClipboard && 'It is in the clipboard for a moment, ready to be pasted.'}
      </p>
      <DialogFoot>
        <Button onPress={() => void copyKey(keyId, 'key')}>Copy now</Button>
        <Button kind="primary" hasFocus onPress={() => showNewKey(row)}>
          Done
        </Button>
      </DialogFoot>
    </>
  );
}
