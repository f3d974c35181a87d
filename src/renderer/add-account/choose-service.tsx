import { ChevronRight } from 'lucide-react';
import type { RuleCard } from '../../shared/service.ts';
import styles from './choose-service.module.css';

interface ChooseServiceProps {
  services: readonly RuleCard[];
  onChoose: (card: RuleCard) => void;
}

export function ChooseService({ services, onChoose }: ChooseServiceProps) {
  return (
    <ul className={styles['services']}>
      {services.map((card) => (
        <li key={card.id}>
          <button type="button" onClick={() => onChoose(card)}>
            <span>
              <strong>{card.name}</strong>
              <small>{card.about}</small>
            </span>
            <ChevronRight aria-hidden size={16} />
          </button>
        </li>
      ))}
    </ul>
  );
}
