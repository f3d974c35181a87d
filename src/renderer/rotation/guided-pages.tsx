import type { RuleCard } from '../../shared/service.ts';
import folded from './folded.module.css';
import styles from './now.module.css';

/** What the user will do in the pages of the service, to be read before it begins. */
export function GuidedPages({ card }: { card: RuleCard }) {
  const parts = [
    { title: 'To make the new key', steps: card.steps.create },
    { title: 'To delete the old key', steps: card.steps.retire },
  ].filter(({ steps }) => steps.length > 0);
  if (parts.length === 0) return null;
  return (
    <details className={folded['folded']}>
      <summary>What you will do in the service’s pages</summary>
      {parts.map(({ title, steps }) => (
        <div key={title}>
          <h3>{title}</h3>
          <ol className={styles['numbered']}>
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </div>
      ))}
    </details>
  );
}
