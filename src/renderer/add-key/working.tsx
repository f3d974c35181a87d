import { useEffect, useRef } from 'react';
import styles from './working.module.css';

interface WorkingProps {
  title: string;
  /** What happens, in its order. */
  parts?: readonly string[];
  /** How much is done, where that can be counted. */
  done?: { count: number; total: number };
}

/** Something goes on that takes a moment. */
export function Working({ title, parts = [], done }: WorkingProps) {
  const heading = useRef<HTMLOutputElement>(null);
  // What had the focus is gone.
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className={styles['working']}>
      <output ref={heading} tabIndex={-1}>
        {title}
      </output>
      <progress
        aria-label={title}
        {...(done === undefined ? {} : { value: done.count, max: done.total })}
      />
      {done !== undefined && (
        <p className={styles['count']}>
          {done.count} of {done.total}
        </p>
      )}
      {parts.length > 0 && (
        <ol>
          {parts.map((part) => (
            <li key={part}>{part}</li>
          ))}
        </ol>
      )}
    </div>
  );
}
