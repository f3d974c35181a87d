import { useState } from 'react';
import type { RuleCard } from '../../shared/service.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import styles from './add-key.module.css';

/** What to do in the pages of the service, and a way to them. */
export function MakeSteps({ card }: { card: RuleCard }) {
  const [complaint, setComplaint] = useState<string | null>(null);
  const pages = card.pages.filter(({ purpose }) => purpose === 'keys' || purpose === 'sign-up');
  const steps =
    card.steps.create.length > 0 ? card.steps.create : ['Make a key there and copy it.'];
  const open = async (url: string): Promise<void> => {
    const result = await call('openPage', { url });
    setComplaint(result.ok ? null : failureWords(result.failure));
  };
  return (
    <>
      <ol className={styles['steps']}>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {pages.length > 0 && (
        <div className={styles['buttons']}>
          {pages.map(({ url, label }) => (
            <Button key={url} onPress={() => void open(url)}>
              Open page: {label}
            </Button>
          ))}
        </div>
      )}
      {complaint !== null && <Alert>{complaint}</Alert>}
    </>
  );
}
