import { ChevronRight, Plus } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { AccountId } from '../../shared/account.ts';
import { isDescribed } from '../../shared/described-service.ts';
import type { RuleCard } from '../../shared/service.ts';
import { Button } from '../ui/button.tsx';
import { SandboxChoice } from './sandbox-choice.tsx';
import styles from './choose-service.module.css';

interface ChooseServiceProps {
  services: readonly RuleCard[];
  /** The id of the service that the user has come back from, or `describe`. It gets the focus. */
  from: string | null;
  sandbox: 'first' | 'last' | 'none';
  onSandbox: (id: AccountId) => void;
  onChoose: (card: RuleCard) => void;
  onDescribe: () => void;
  onEdit: (card: RuleCard) => void;
  onRemove: (card: RuleCard) => void;
}

export function ChooseService(props: ChooseServiceProps) {
  const { services, from, onChoose, onDescribe, onEdit, onRemove } = props;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (from !== null) list.current?.querySelector<HTMLElement>(`[data-from="${from}"]`)?.focus();
  }, [from]);
  const described = services.filter(isDescribed);
  return (
    <div ref={list} className={styles['services']}>
      {props.sandbox === 'first' && (
        <div className={styles['sandbox']}>
          <SandboxChoice onSandbox={props.onSandbox} />
        </div>
      )}
      <ul>
        {services
          .filter((card) => !isDescribed(card))
          .map((card) => (
            <li key={card.id}>
              <ServiceButton card={card} onChoose={onChoose} />
            </li>
          ))}
      </ul>
      {described.length > 0 && (
        <section aria-label="Described by you">
          <h3>Described by you</h3>
          <ul>
            {described.map((card) => (
              <li key={card.id} className={styles['described']}>
                <ServiceButton card={card} onChoose={onChoose} />
                <span className={styles['actions']}>
                  <Button kind="quiet" onPress={() => onEdit(card)}>
                    Edit…<span className={styles['hidden']}> {card.name}</span>
                  </Button>
                  <Button kind="quiet" onPress={() => onRemove(card)}>
                    Remove…<span className={styles['hidden']}> {card.name}</span>
                  </Button>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className={styles['describe']}>
        {props.sandbox === 'last' && <SandboxChoice onSandbox={props.onSandbox} />}
        <button
          type="button"
          className={styles['choice']}
          data-from="describe"
          onClick={onDescribe}
        >
          <span className={styles['words']}>
            <strong>Describe another service…</strong>
            <small>
              One that is not in this list: say how its keys look and how long they live.
            </small>
          </span>
          <Plus aria-hidden size={16} />
        </button>
      </div>
    </div>
  );
}

function ServiceButton({
  card,
  onChoose,
}: Pick<ChooseServiceProps, 'onChoose'> & { card: RuleCard }) {
  return (
    <button
      type="button"
      className={styles['choice']}
      data-from={card.id}
      onClick={() => onChoose(card)}
    >
      <span className={styles['words']}>
        <strong>{card.name}</strong>
        <small>{card.about}</small>
      </span>
      <ChevronRight aria-hidden size={16} />
    </button>
  );
}
