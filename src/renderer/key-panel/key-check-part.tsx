import { useState } from 'react';
import { CheckAnswer } from '../checks/check-answer.tsx';
import { checkKey } from '../checks/check-keys.ts';
import type { Entry } from '../inventory/entry.ts';
import { Button } from '../ui/button.tsx';
import styles from './key-panel.module.css';

/** What its service said when it was last asked about the key, and asking again. */
export function KeyCheckPart({ entry: { row, card } }: { entry: Entry }) {
  const [isBusy, setBusy] = useState(false);
  if (!row.isHeld && row.check === null) return null;
  const check = async (): Promise<void> => {
    setBusy(true);
    await checkKey(row.id);
    setBusy(false);
  };
  return (
    <section className={styles['section']}>
      <h3>Last check</h3>
      {row.check === null && <p className={styles['quiet']}>Not checked yet.</p>}
      <CheckAnswer row={row} card={card} />
      {row.isHeld && (
        <div>
          <Button isBusy={isBusy} onPress={() => void check()}>
            Check this key
          </Button>
        </div>
      )}
    </section>
  );
}
