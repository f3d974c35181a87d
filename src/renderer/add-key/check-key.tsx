import { useState } from 'react';
import type { KeyCheck, KeyRow } from '../../shared/key.ts';
import type { RuleCard } from '../../shared/service.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import styles from './add-key.module.css';

interface CheckKeyProps {
  row: KeyRow;
  card: RuleCard | null;
}

/** Asks the service about a key that has just come in, if it has a harmless question. */
export function CheckKey({ row, card }: CheckKeyProps) {
  const [isBusy, setBusy] = useState(false);
  const [complaint, setComplaint] = useState<string | null>(null);
  const check = async (): Promise<void> => {
    setBusy(true);
    setComplaint(null);
    const result = await call('checkKey', { keyId: row.id });
    setBusy(false);
    if (!result.ok) setComplaint(failureWords(result.failure));
  };
  if (card?.probe === null) {
    return (
      <p className={styles['quiet']}>
        {card.name} has no harmless question to check a key with. You will see when you use it.
      </p>
    );
  }
  return (
    <div className={styles['gate']}>
      <output>{row.check === null ? notYetWords(card) : answerWords(row.check)}</output>
      <Button isBusy={isBusy} onPress={() => void check()}>
        {row.check === null ? 'Check it' : 'Check again'}
      </Button>
      {complaint !== null && <Alert>{complaint}</Alert>}
    </div>
  );
}

function notYetWords(card: RuleCard | null): string {
  return card?.probe?.spendsQuota
    ? 'Not checked yet. A check counts against the limit of the key.'
    : 'Not checked yet.';
}

function answerWords({ answer }: KeyCheck): string {
  switch (answer.outcome) {
    case 'works':
      return 'Checked: the service takes it.';
    case 'refused':
      return 'Checked: the service does not take it. Look whether all of it was copied, and from the right place.';
    case 'unknown':
      return `The check told nothing of the key. ${failureWords(answer.because)}`;
    case 'not-asked':
      return 'It could not be checked: something that the question needs is not known.';
    default:
      return answer satisfies never;
  }
}
