import {
  ArrowRight,
  ChevronRight,
  CircleAlert,
  CircleCheck,
  CircleSlash,
  RefreshCw,
  Wrench,
  type LucideIcon,
} from 'lucide-react';
import { memo } from 'react';
import type { Rotation } from '../../shared/rotation.ts';
import { shownLabel } from '../../shared/shown-label.ts';
import { LastFive } from '../add-key/last-five.tsx';
import { openRotation } from '../place.ts';
import { isToPutIntoTools, needsUser } from './waiting.ts';
import { stepWords } from './rotation-words.ts';
import styles from './rotation-row.module.css';

/** One rotation: its two keys, where it stands, and whether the user has the next word. */
export const RotationRow = memo(function RotationRow({
  rotation,
  now,
}: {
  rotation: Rotation;
  now: Date;
}) {
  const { old, successor, wish } = rotation;
  const tone = toneOf(rotation, now);
  const { icon: Icon, word } = tones[tone];
  return (
    <li>
      <button
        type="button"
        className={`${styles['row']} ${styles[tone] ?? ''}`}
        onClick={() => openRotation(rotation.id)}
      >
        <Icon aria-hidden size={16} className={styles['icon']} />
        <span className={styles['keys']}>
          <span dir="auto" className={styles['label']} title={shownLabel(old.label)}>
            {shownLabel(old.label)}
          </span>
          <LastFive text={old.lastFive} />
          <ArrowRight aria-hidden size={12} className={styles['arrow']} />
          <span className={styles['told']}>to </span>
          <span
            dir="auto"
            className={`${styles['label']} ${successor === null ? styles['wished'] : ''}`}
            title={shownLabel(successor?.label ?? wish.label)}
          >
            {shownLabel(successor?.label ?? wish.label)}
          </span>
          {successor && <LastFive text={successor.lastFive} />}
        </span>
        <span className={styles['step']}>{stepWords(rotation, now)}</span>
        {word !== null && <strong className={styles['word']}>{word}</strong>}
        <ChevronRight aria-hidden size={16} className={styles['open']} />
      </button>
    </li>
  );
});

type Tone = 'needs' | 'tools' | 'goes-on' | 'done' | 'given-up';

const tones: Record<Tone, { icon: LucideIcon; word: string | null }> = {
  needs: { icon: CircleAlert, word: 'Needs you' },
  tools: { icon: Wrench, word: null },
  'goes-on': { icon: RefreshCw, word: null },
  done: { icon: CircleCheck, word: 'Done' },
  'given-up': { icon: CircleSlash, word: 'Given up' },
};

function toneOf(rotation: Rotation, now: Date): Tone {
  if (rotation.step.at === 'abandoned') return 'given-up';
  if (rotation.closedAt !== null) return 'done';
  if (needsUser(rotation, now)) return 'needs';
  return isToPutIntoTools(rotation) ? 'tools' : 'goes-on';
}
