import type { LucideIcon } from 'lucide-react';
import styles from './sidebar.module.css';

interface SidebarItemProps {
  icon: LucideIcon;
  name: string;
  /** A word on how it stands. */
  note?: string;
  count?: number;
  tone?: 'quiet' | 'due' | 'turning';
  isCurrent: boolean;
  onGo: () => void;
}

const short = new Intl.NumberFormat(undefined, { notation: 'compact' });

export function SidebarItem({
  icon: Icon,
  name,
  note,
  count,
  tone = 'quiet',
  isCurrent,
  onGo,
}: SidebarItemProps) {
  return (
    <button
      type="button"
      className={styles['item']}
      title={count === undefined ? name : `${name}: ${count.toLocaleString()}`}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={onGo}
    >
      <Icon aria-hidden size={16} className={styles[tone]} />
      <span className={`${styles['words']} ${styles['grow']}`}>
        <span className={styles['name']}>{name}</span>
        {note !== undefined && <small>{note}</small>}
      </span>
      {count !== undefined && (
        <span className={`${styles['count']} ${count === 0 ? styles['zero'] : styles[tone]}`}>
          {short.format(count)}
        </span>
      )}
    </button>
  );
}
