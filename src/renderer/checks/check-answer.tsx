import { Ban, CircleCheck, CircleHelp, CircleMinus, type LucideIcon } from 'lucide-react';
import type { KeyRow } from '../../shared/key.ts';
import type { RuleCard } from '../../shared/service.ts';
import { useNow } from '../now.ts';
import { distanceOf } from '../times.ts';
import styles from './check-answer.module.css';
import { checkWords, type CheckWords } from './check-words.ts';

interface CheckAnswerProps {
  row: Pick<KeyRow, 'check' | 'expiresAt'>;
  card: RuleCard | null;
}

/** What the last check of a key has told, and what to do about it. Nothing where there was none. */
export function CheckAnswer({ row: { check, expiresAt }, card }: CheckAnswerProps) {
  const now = useNow(60_000);
  if (check === null) return null;
  const { tone, text, todo } = checkWords(check, card, { expiresAt, now });
  const Icon = shapes[tone];
  return (
    <div className={`${styles['answer']} ${styles[tone] ?? ''}`}>
      <Icon aria-hidden size={16} />
      <div>
        <p>{text}</p>
        {todo !== null && <p className={styles['todo']}>{todo}</p>}
        <p className={styles['when']}>Checked {distanceOf(check.at, now)}</p>
      </div>
    </div>
  );
}

const shapes: Record<CheckWords['tone'], LucideIcon> = {
  good: CircleCheck,
  urgent: Ban,
  due: CircleHelp,
  plain: CircleMinus,
};
