import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import styles from './run-bar.module.css';

/** What is said of a run: `kind` gives it its colour. */
export interface RunCount {
  kind: 'refused' | 'works' | 'unknown' | 'plain';
  words: string;
}

interface RunBarProps {
  /** Names it for those who do not see it. */
  label: string;
  title: string;
  isRunning: boolean;
  /** Of what so much is done. */
  progress: { label: string; done: number; total: number };
  counts: readonly RunCount[];
  onCancel: () => void;
  onDismiss: () => void;
  /** Below what was counted. */
  children?: ReactNode;
}

/** Work on many keys: how far it has come, and what came of it. */
export function RunBar(props: RunBarProps) {
  const { label, title, isRunning, progress, counts, onCancel, onDismiss, children } = props;
  return (
    <section className={styles['bar']} aria-label={label}>
      <div className={styles['head']}>
        <p>
          <strong>{title}</strong>
        </p>
        {isRunning ? (
          <Button kind="quiet" onPress={onCancel}>
            Cancel
          </Button>
        ) : (
          <button
            type="button"
            className={styles['cross']}
            aria-label="Dismiss"
            onClick={onDismiss}
          >
            <X aria-hidden size={14} />
          </button>
        )}
      </div>
      {isRunning && (
        <progress
          className={styles['progress']}
          aria-label={progress.label}
          value={progress.done}
          max={Math.max(1, progress.total)}
        />
      )}
      {counts.length > 0 && (
        <ul className={styles['counts']}>
          {counts.map(({ kind, words }) => (
            <li key={words} className={styles[kind]}>
              {words}
            </li>
          ))}
        </ul>
      )}
      {children}
    </section>
  );
}

/** Its beginning and its end are said, and not each step. */
export function RunSpoken({ words }: { words: string }) {
  return (
    <p aria-live="polite" className={styles['spoken']}>
      {words}
    </p>
  );
}
