import { Check } from 'lucide-react';
import type { Rotation } from '../../shared/rotation.ts';
import panel from '../key-panel/key-panel.module.css';
import { momentOf } from '../times.ts';
import styles from './step-list.module.css';
import { stepNames, stepsOf } from './rotation-steps.ts';

const stateWords = { done: 'done', now: 'now', next: 'to come' } as const;

export function StepList({ rotation, now }: { rotation: Rotation; now: Date }) {
  return (
    <section className={panel['section']}>
      <h3>Steps</h3>
      <ol className={styles['steps']}>
        {stepsOf(rotation, now).map(({ name, state, at, result }) => (
          <li key={name} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
            <span className={styles['mark']} aria-hidden>
              {state === 'done' && <Check size={12} strokeWidth={3} />}
            </span>
            <span className={styles['name']}>
              {stepNames[name]}
              <span className={styles['told']}>, {stateWords[state]}</span>
              <small>{result}</small>
            </span>
            {at !== null && <time dateTime={at}>{momentOf(at, now)}</time>}
          </li>
        ))}
      </ol>
    </section>
  );
}
