import { useState } from 'react';
import type { KeyRow } from '../../shared/key.ts';
import type { RuleCard } from '../../shared/service.ts';
import { CheckAnswer } from '../checks/check-answer.tsx';
import { checkKey } from '../checks/check-keys.ts';
import { Button } from '../ui/button.tsx';
import styles from './add-key.module.css';

interface CheckKeyProps {
  row: KeyRow;
  card: RuleCard | null;
}

/** Asks the service about a key that has just come in, if it has a harmless question. */
export function CheckKey({ row, card }: CheckKeyProps) {
  const [isBusy, setBusy] = useState(false);
  const check = async (): Promise<void> => {
    setBusy(true);
    await checkKey(row.id);
    setBusy(false);
  };
  if (card?.probe === null) {
    return (
      <p className={styles['quiet']}>
        {card.name} has no harmless question to check a key with. You will see when you use it.
      </p>
    );
  }
  return (
    <div aria-live="polite" className={styles['group']}>
      <CheckAnswer row={row} card={card} />
      {row.check === null && (
        <div className={styles['gate']}>
          <p>{notYetWords(card)}</p>
          <Button isBusy={isBusy} onPress={() => void check()}>
            Check this key
          </Button>
        </div>
      )}
      {row.check !== null && row.check.answer.outcome !== 'works' && (
        <div>
          <Button isBusy={isBusy} onPress={() => void check()}>
            Check again
          </Button>
        </div>
      )}
    </div>
  );
}

function notYetWords(card: RuleCard | null): string {
  return card?.probe?.spendsQuota
    ? 'Not checked yet. A check counts against the limit of the key.'
    : 'Not checked yet.';
}
