import type { RuleCard } from '../../shared/service.ts';
import { PageLinks } from '../add-account/page-links.tsx';
import styles from './guided-steps.module.css';

interface GuidedStepsProps {
  card: RuleCard;
  /** Whether there is something else to see, so that the steps wait until they are wanted. */
  isFolded: boolean;
}

/** For a service whose keys are made elsewhere: where, and how. */
export function GuidedSteps({ card, isFolded }: GuidedStepsProps) {
  const steps = (
    <div className={styles['steps']}>
      <Steps title="To make a key" steps={card.steps.create} />
      <Steps title="To retire a key" steps={card.steps.retire} />
      <PageLinks pages={card.pages} />
    </div>
  );
  if (!isFolded) return steps;
  return (
    <details className={styles['folded']}>
      <summary>How keys are made and retired here</summary>
      {steps}
    </details>
  );
}

function Steps({ title, steps }: { title: string; steps: readonly string[] }) {
  if (steps.length === 0) return null;
  return (
    <div>
      <h2>{title}</h2>
      <ol>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </div>
  );
}
