import type { ReactNode } from 'react';
import type { Span } from './letters.ts';
import styles from './palette.module.css';

/** A text with the letters that were typed made to stand out. */
export function Marked({ text, spans }: { text: string; spans: readonly Span[] }) {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { from, to } of spans) {
    parts.push(text.slice(at, from));
    parts.push(
      <mark key={from} className={styles['mark']}>
        {text.slice(from, to)}
      </mark>,
    );
    at = to;
  }
  parts.push(text.slice(at));
  return <>{parts}</>;
}
