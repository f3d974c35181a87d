import { useState } from 'react';
import { checkKey } from '../checks/check-keys.ts';
import { checkWords } from '../checks/check-words.ts';
import type { Entry } from '../inventory/entry.ts';
import { momentOf } from '../times.ts';
import { Button } from '../ui/button.tsx';
import styles from './key-panel.module.css';

/** What its service said when it was last asked about the key, and asking again. */
export function KeyCheckPart({ entry: { row, card }, now }: { entry: Entry; now: Date }) {
  const [isBusy, setBusy] = useState(false);
  if (!row.isHeld && row.check === null) return null;
  const check = async (): Promise<void> => {
    setBusy(true);
    await checkKey(row.id);
    setBusy(false);
  };
  const words = row.check && checkWords(row.check, card, { expiresAt: row.expiresAt, now });
  return (
    <section className={styles['section']}>
      <h3>Last check</h3>
      <div className={styles['row']}>
        <p>
          {row.check === null || words === null ? (
            <span className={styles['quiet']}>Not checked yet.</span>
          ) : (
            <>
              {words.text} {words.todo}{' '}
              <span className={styles['quiet']}>{momentOf(row.check.at, now)}</span>
            </>
          )}
        </p>
        {row.isHeld && (
          <Button isBusy={isBusy} onPress={() => void check()}>
            Check this key
          </Button>
        )}
      </div>
    </section>
  );
}
