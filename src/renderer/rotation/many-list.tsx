import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { KeyId } from '../../shared/key.ts';
import { shownLabel } from '../../shared/shown-label.ts';
import styles from './many-list.module.css';
import { moved, type PlannedKey } from './many-plan.ts';
import { ManyRow, type RowAct } from './many-row.tsx';

interface ManyListProps {
  keys: readonly PlannedKey[];
  isTried: boolean;
  onChange: (change: (keys: readonly PlannedKey[]) => readonly PlannedKey[]) => void;
}

/** The keys in the order in which they are begun. */
export function ManyList({ keys, isTried, onChange }: ManyListProps) {
  const list = useRef<HTMLOListElement>(null);
  const [told, setTold] = useState('');
  /** Moving a row takes the focus from what is in it. */
  const focusNext = useRef<{ id: KeyId; part: string } | null>(null);
  useEffect(() => {
    const wanted = focusNext.current;
    if (wanted === null) return;
    focusNext.current = null;
    const row = [...(list.current?.children ?? [])].find(
      (one) => one instanceof HTMLElement && one.dataset['id'] === wanted.id,
    );
    row?.querySelector<HTMLElement>(`[data-part="${wanted.part}"]`)?.focus();
    row?.scrollIntoView({ block: 'nearest' });
  });

  // The rows are drawn again only when something of theirs has changed.
  const latest = useRef(keys);
  useLayoutEffect(() => {
    latest.current = keys;
  }, [keys]);
  const [act] = useState(() => (id: KeyId, wish: RowAct): void => {
    const now = latest.current;
    const at = now.findIndex(({ row }) => row.id === id);
    const label = shownLabel(now[at]?.row.label ?? '');
    if (wish.kind === 'label') {
      onChange((some) =>
        some.map((key) => (key.row.id === id ? { ...key, label: wish.label } : key)),
      );
    } else if (wish.kind === 'remove') {
      const next = now[at + 1] ?? now[at - 1];
      if (next) focusNext.current = { id: next.row.id, part: 'remove' };
      setTold(`${label} is left out.`);
      onChange((some) => some.filter(({ row }) => row.id !== id));
    } else {
      const to = at + (wish.kind === 'up' ? -1 : 1);
      if (to < 0 || to >= now.length) return;
      focusNext.current = { id, part: wish.from };
      setTold(`${label} is now ${to + 1} of ${now.length}.`);
      onChange((some) => moved(some, at, to));
    }
  });
  return (
    <div className={styles['whole']}>
      <div aria-hidden className={`${styles['head']} ${styles['columns']}`}>
        <span />
        <span>Old key</span>
        <span>Label of the new key</span>
        <span className={styles['contacts']}>Contacts</span>
        <span />
      </div>
      <ol
        ref={list}
        className={styles['list']}
        aria-label="Keys, in the order in which they are begun"
      >
        {keys.map((key, index) => (
          <ManyRow
            key={key.row.id}
            planned={key}
            index={index}
            isFirst={index === 0}
            isLast={index === keys.length - 1}
            isTried={isTried}
            onAct={act}
          />
        ))}
      </ol>
      <output aria-live="polite" className={styles['spoken']}>
        {told}
      </output>
    </div>
  );
}
