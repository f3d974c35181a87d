import { Info, TriangleAlert } from 'lucide-react';
import type { RuleCard } from '../../shared/service.ts';
import { spanWords } from '../../shared/span.ts';
import { PageLinks } from './page-links.tsx';
import styles from './rule-facts.module.css';

/** What a user should know of a service before they add an account at it. */
export function RuleFacts({ card }: { card: RuleCard }) {
  const facts: { name: string; text: string }[] = [
    { name: 'Managed', text: managementWords[card.management.how] },
    ...(card.signIn === null ? [] : [{ name: 'Who signs in', text: card.signIn.who }]),
    { name: 'Valid for', text: validityWords(card.validity) },
    ...(card.mostLiveKeys === null
      ? []
      : [
          {
            name: 'At most',
            text: `${card.mostLiveKeys.count} keys at once for each ${card.mostLiveKeys.per}`,
          },
        ]),
    ...(card.rotateEvery === null
      ? []
      : [{ name: 'Rotate', text: `Every ${spanWords(card.rotateEvery)}` }]),
    ...(card.label?.isPermanent ? [{ name: 'Labels', text: 'Can never be changed' }] : []),
    ...(card.isShownOnce ? [{ name: 'A new key', text: 'Is shown once and never again' }] : []),
    ...(card.serviceReminders.length === 0
      ? []
      : [
          {
            name: 'Its own mails',
            text: `${card.serviceReminders.map(spanWords).join(', ')} before the end`,
          },
        ]),
  ];
  return (
    <section className={styles['facts']} aria-label={`About ${card.name}`}>
      <p className={styles['about']}>{card.about}</p>
      <dl>
        {facts.map(({ name, text }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {card.notes.length > 0 && (
        <details>
          <summary>Good to know</summary>
          <ul>
            {card.notes.map(({ tone, text }) => (
              <li key={text} className={styles[tone]}>
                {tone === 'warning' ? (
                  <TriangleAlert aria-label="Take care:" size={14} />
                ) : (
                  <Info aria-hidden size={14} />
                )}
                <span>{text}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <PageLinks pages={card.pages} />
    </section>
  );
}

const managementWords: Record<RuleCard['management']['how'], string> = {
  api: 'Keyturn signs in and lists the keys',
  guided: 'You make keys in its own pages; Keyturn says what to do there',
};

export function validityWords(validity: RuleCard['validity']): string {
  switch (validity.kind) {
    case 'calendar-months':
      return spanWords({ count: validity.months, unit: 'months' });
    case 'days':
      return spanWords({ count: validity.days, unit: 'days' });
    case 'options':
      return 'As long as you choose when a key is made';
    case 'date':
      return 'Until the date you choose at the service';
    case 'none':
      return 'Ever: its keys do not expire';
    default:
      return validity satisfies never;
  }
}
