import { useState } from 'react';
import type { KeyId } from '../../shared/key.ts';
import type { State } from '../../shared/state.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { say } from '../notice.ts';
import { showPlace } from '../place.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogFoot } from '../ui/dialog.tsx';
import { dropWish } from '../wish.ts';
import styles from './hand-on.module.css';

/** The ends of keys for a calendar program: once, or in a file that follows them. */
export function CalendarDialog({
  state,
  keyIds,
}: {
  state: State;
  keyIds: readonly KeyId[] | null;
}) {
  const [failure, setFailure] = useState<string | null>(null);
  const { calendarFile } = state.settings;

  const save = async (): Promise<void> => {
    setFailure(null);
    const result = await call('exportCalendar', { keyIds: keyIds === null ? null : [...keyIds] });
    if (!result.ok) return setFailure(failureWords(result.failure));
    if (result.value.file === null) return;
    dropWish();
    say(`The calendar was saved: ${result.value.file}`, { tone: 'good' });
  };
  return (
    <Dialog title={titleOf(keyIds)} onClose={dropWish}>
      <div className={styles['inside']}>
        <p>
          Each end and each day that you planned becomes an event, with alarms when Keyturn would
          remind you. Keys are named by label and last five characters; no key is in the file.
        </p>
        <p className={styles['quiet']}>
          Saved again and imported again, it changes the same events and cancels those of keys that
          were replaced.
        </p>
        {keyIds === null && (
          <p className={styles['quiet']}>
            {calendarFile === null
              ? 'Keyturn can also keep one file up to date, for a calendar program to subscribe to.'
              : 'One file is kept up to date already.'}{' '}
            <button type="button" className={styles['link']} onClick={showSettings}>
              Open the settings
            </button>
          </p>
        )}
        {failure !== null && <Alert>{failure}</Alert>}
      </div>
      <DialogFoot>
        <Button onPress={dropWish}>Cancel</Button>
        <Button kind="primary" hasFocus onPress={() => void save()}>
          Save calendar…
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

function showSettings(): void {
  dropWish();
  showPlace({ kind: 'settings' });
}

function titleOf(keyIds: readonly KeyId[] | null): string {
  if (keyIds === null) return 'Calendar of all keys';
  return keyIds.length === 1 ? 'Calendar of 1 key' : `Calendar of ${keyIds.length} keys`;
}
