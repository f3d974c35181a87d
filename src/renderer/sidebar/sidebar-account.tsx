import type { AccountState } from '../../shared/account-state.ts';
import { AccountIcon } from '../account/account-icon.tsx';
import { shortStandingOf } from '../account/account-words.ts';
import styles from './sidebar.module.css';

interface SidebarAccountProps {
  account: AccountState;
  isCurrent: boolean;
  onGo: () => void;
}

export function SidebarAccount({ account, isCurrent, onGo }: SidebarAccountProps) {
  return (
    <button
      type="button"
      className={styles['item']}
      title={account.name}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={onGo}
    >
      <AccountIcon account={account} size={16} />
      <span aria-hidden className={styles['initials']}>
        {initialsOf(account.name)}
      </span>
      <span className={`${styles['words']} ${styles['grow']}`}>
        <span className={styles['name']}>{account.name}</span>
        <small>{shortStandingOf(account)}</small>
      </span>
    </button>
  );
}

/** Where there is no room for a name. */
function initialsOf(name: string): string {
  const words = name.split(/[\s@.-]+/).filter((word) => word !== '');
  return words
    .slice(0, 2)
    .map((word) => String.fromCodePoint(word.codePointAt(0) ?? 0).toUpperCase())
    .join('');
}
