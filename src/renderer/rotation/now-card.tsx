import { useEffect, useRef, type ReactNode } from 'react';
import { failureWords } from '../failure-words.ts';
import { Alert } from '../ui/alert.tsx';
import type { Deciding } from './decide.ts';
import styles from './now.module.css';

interface NowCardProps {
  headline: string;
  /** Something went wrong, or waits for its user; calm if neither. */
  tone?: 'calm' | 'due' | 'urgent' | 'good';
  deciding: Deciding;
  children: ReactNode;
  /** The one primary button first. */
  actions?: ReactNode;
}

/** What is to be done now. */
export function NowCard({ headline, tone = 'calm', deciding, children, actions }: NowCardProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // What had the focus went with the step before this one.
    if (document.activeElement === document.body) heading.current?.focus();
  }, []);
  return (
    <section className={styles['now']} data-tone={tone} aria-label="What to do now">
      <h3 ref={heading} tabIndex={-1} aria-live="polite" data-takes-focus>
        {headline}
      </h3>
      <div className={styles['said']}>{children}</div>
      {deciding.failure !== null && <Alert>{failureWords(deciding.failure)}</Alert>}
      {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
    </section>
  );
}
