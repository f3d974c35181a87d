import { useEffect, useRef } from 'react';
import type { KeyId } from '../../shared/key.ts';
import type { State } from '../../shared/state.ts';
import { shownLabel } from '../../shared/shown-label.ts';
import { call } from '../call.ts';
import { dateOf } from '../times.ts';
import { Button } from '../ui/button.tsx';
import { DialogFoot } from '../ui/dialog.tsx';
import styles from './add-key.module.css';
import { CheckKey } from './check-key.tsx';
import { LastFive } from './last-five.tsx';
import { showNewKey } from './show-new-key.ts';
import { Success } from './success.tsx';

interface KeptKeyProps {
  state: State;
  keyId: KeyId;
  isClipboardCleared: boolean;
}

/** One that was pasted is in the keychain now. Its service is asked at once whether it takes it. */
export function KeptKey({ state, keyId, isClipboardCleared }: KeptKeyProps) {
  const row = state.keys.find(({ id }) => id === keyId) ?? null;
  const account = state.accounts.find(({ id }) => id === row?.accountId);
  const card = state.services.find(({ id }) => id === account?.serviceId) ?? null;
  const isAsked = useRef(false);
  const mayAsk = row !== null && card !== null && card.probe !== null && !card.probe.spendsQuota;
  useEffect(() => {
    if (!mayAsk || isAsked.current) return;
    isAsked.current = true;
    // State tells what came of it.
    void call('checkKey', { keyId });
  }, [mayAsk, keyId]);
  if (row === null) return null;
  return (
    <>
      <Success>
        “{shownLabel(row.label)}” <LastFive text={row.lastFive} /> is in your keychain.
      </Success>
      <p className={styles['quiet']}>
        {row.expiresAt === null ? 'No expiry.' : `Expires on ${dateOf(row.expiresAt)}.`}
        {isClipboardCleared && ' The clipboard was cleared.'}
      </p>
      <CheckKey row={row} card={card} />
      <DialogFoot>
        <Button kind="primary" hasFocus onPress={() => showNewKey(row)}>
          Done
        </Button>
      </DialogFoot>
    </>
  );
}
