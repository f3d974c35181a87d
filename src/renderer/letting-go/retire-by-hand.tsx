import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import type { KeyRow } from '../../shared/key.ts';
import type { RuleCard } from '../../shared/service.ts';
import { call } from '../call.ts';
import { CheckAnswer } from '../checks/check-answer.tsx';
import { checkKey } from '../checks/check-keys.ts';
import { failureWords } from '../failure-words.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { DialogFoot } from '../ui/dialog.tsx';
import { dropWish } from '../wish.ts';
import { LastFiveField } from './last-five-field.tsx';
import styles from './letting-go.module.css';
import { useLastFive } from './use-last-five.ts';

/** The owner deletes it in the service's pages; Keyturn says how, and can see whether it was done. */
export function RetireByHand({ row, card }: { row: KeyRow; card: RuleCard }) {
  const [openedAt] = useState(() => Date.now());
  const [isChecking, setChecking] = useState(false);
  const [wantsButton, setWantsButton] = useState(false);
  const [pageComplaint, setPageComplaint] = useState<string | null>(null);
  const five = useLastFive(row, (lastFive) => call('markRetired', { keyId: row.id, lastFive }));
  const page = card.pages.find(({ purpose }) => purpose === 'keys') ?? card.pages[0];
  const open = async (url: string): Promise<void> => {
    const result = await call('openPage', { url });
    setPageComplaint(result.ok ? null : failureWords(result.failure));
  };
  const check = async (): Promise<void> => {
    setChecking(true);
    await checkKey(row.id);
    setChecking(false);
  };
  const isCheckedNow = row.check !== null && Date.parse(row.check.at) >= openedAt;
  const complaint = five.complaint ?? pageComplaint;
  return (
    <>
      <ol className={styles['steps']}>
        {card.steps.retire.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {page !== undefined && (
        <div className={styles['row']}>
          <Button kind="primary" hasFocus onPress={() => void open(page.url)}>
            Open {page.label}
            <ExternalLink aria-label="(opens in your browser)" size={14} />
          </Button>
        </div>
      )}
      {row.isHeld && card.probe !== null && (
        <div className={styles['proof']}>
          <p>When it is deleted there, let Keyturn see that it is refused now.</p>
          <div className={styles['row']}>
            <Button isBusy={isChecking} onPress={() => void check()}>
              Check that it is refused
            </Button>
          </div>
          <div aria-live="polite">{isCheckedNow && <Proof row={row} card={card} />}</div>
        </div>
      )}
      <LastFiveField
        value={five.typed}
        onChange={(text) => {
          five.type(text);
          setWantsButton(false);
        }}
        complaint={five.fieldComplaint}
        missCount={five.missCount}
        onEnter={() => setWantsButton(five.isRight())}
      />
      <p className={styles['quiet']}>
        Keyturn then deletes its copy, and keeps its label and history among the retired.
      </p>
      {complaint !== null && <Alert>{complaint}</Alert>}
      <DialogFoot>
        <Button onPress={dropWish}>Cancel</Button>
        <Button
          kind="danger"
          hasFocus={wantsButton}
          isBusy={five.isBusy}
          onPress={() => void five.go()}
        >
          I have retired it there
        </Button>
      </DialogFoot>
    </>
  );
}

/** Here it is good news that a key is refused. */
function Proof({ row, card }: { row: KeyRow; card: RuleCard }) {
  const outcome = row.check?.answer.outcome;
  if (outcome === 'refused') {
    return <p className={styles['good']}>{card.name} refuses it now. It is retired there.</p>;
  }
  if (outcome === 'works') {
    return (
      <p className={styles['warning']}>
        <span>
          <strong>It still works, so it is not retired there yet.</strong> Some services need a
          minute; check that you deleted this one and not another.
        </span>
      </p>
    );
  }
  return <CheckAnswer row={row} card={card} />;
}
