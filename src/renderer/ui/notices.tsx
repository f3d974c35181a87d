import { CircleCheck, Info, TriangleAlert, X, type LucideIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import styles from './notices.module.css';

interface Shown {
  number: number;
  tone: 'good' | 'plain' | 'trouble';
  text: string;
  action: { label: string; do: () => void } | null;
}

interface NoticesProps {
  notices: readonly Shown[];
  onDismiss: (number: number) => void;
}

/**
 * What is said in passing. The quiet region stands there before anything is said, so that it is read
 * aloud; an alert is read when it comes. Neither ever takes the focus.
 */
export function Notices({ notices, onDismiss }: NoticesProps) {
  const troubles = notices.filter(({ tone }) => tone === 'trouble');
  const others = notices.filter(({ tone }) => tone !== 'trouble');
  return (
    <div className={styles['notices']}>
      <div aria-live="polite" className={styles['region']}>
        {others.map((notice) => (
          <Line key={notice.number} notice={notice} onDismiss={onDismiss} />
        ))}
      </div>
      {troubles.map((notice) => (
        <Line key={notice.number} notice={notice} onDismiss={onDismiss} />
      ))}
    </div>
  );
}

/** Long enough to read it, and to reach what it offers. Trouble stays until it is dismissed. */
function lifeMsOf({ tone, text, action }: Shown): number | null {
  if (tone === 'trouble') return null;
  return (action === null ? 4000 : 10_000) + text.length * 40;
}

function Line({ notice, onDismiss }: { notice: Shown; onDismiss: (number: number) => void }) {
  const { number, tone, text, action } = notice;
  const [isPointed, setPointed] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const lifeMs = lifeMsOf(notice);
  const isHeldBack = isPointed || isFocused;
  useEffect(() => {
    if (lifeMs === null || isHeldBack) return undefined;
    const timer = setTimeout(() => onDismiss(number), lifeMs);
    return () => clearTimeout(timer);
  }, [lifeMs, isHeldBack, number, onDismiss]);
  const Icon = shapes[tone];
  return (
    <div
      role={tone === 'trouble' ? 'alert' : undefined}
      className={`${styles['notice']} ${styles[tone] ?? ''}`}
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      <Icon aria-hidden size={16} />
      <p>{text}</p>
      {action !== null && (
        <button
          type="button"
          className={styles['action']}
          onClick={() => {
            onDismiss(number);
            action.do();
          }}
        >
          {action.label}
        </button>
      )}
      <button
        type="button"
        className={styles['cross']}
        aria-label="Dismiss"
        onClick={() => onDismiss(number)}
      >
        <X aria-hidden size={14} />
      </button>
    </div>
  );
}

const shapes: Record<Shown['tone'], LucideIcon> = {
  good: CircleCheck,
  plain: Info,
  trouble: TriangleAlert,
};
