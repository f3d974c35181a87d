import { KeyRound, Plus, Sunrise } from 'lucide-react';
import icon from '../../../resources/icon.svg';
import type { AccountId } from '../../shared/account.ts';
import type { State } from '../../shared/state.ts';
import { AccountIcon } from '../account/account-icon.tsx';
import { shortStandingOf } from '../account/account-words.ts';
import { keychainWords } from '../keychain/keychain-words.tsx';
import styles from './sidebar.module.css';

/** What the main area shows. */
export type Place =
  | { kind: 'account'; id: AccountId }
  | { kind: 'settings' }
  | { kind: 'keychain' }
  | { kind: 'welcome' };

interface SidebarProps {
  state: State;
  place: Place;
  onGo: (place: Place) => void;
  onAdd: () => void;
}

export function Sidebar({ state, place, onGo, onAdd }: SidebarProps) {
  const { accounts, keychain, app } = state;
  return (
    <nav className={styles['sidebar']} aria-label="Keyturn">
      <div className={styles['brand']}>
        <img src={icon} alt="" width={28} height={28} />
        <span className={styles['words']}>Keyturn</span>
      </div>
      <div className={styles['section']}>
        <h2 className={styles['words']}>Accounts</h2>
        <button type="button" className={styles['add']} onClick={onAdd} aria-label="Add account">
          <Plus aria-hidden size={16} />
        </button>
      </div>
      <ul className={styles['list']}>
        {accounts.length === 0 && (
          <li>
            <button
              type="button"
              className={styles['item']}
              title="Get started"
              aria-current={place.kind === 'welcome' ? 'page' : undefined}
              onClick={() => onGo({ kind: 'welcome' })}
            >
              <Sunrise aria-hidden size={16} className={styles['quiet']} />
              <span className={`${styles['words']} ${styles['name']}`}>Get started</span>
            </button>
          </li>
        )}
        {accounts.map((account) => (
          <li key={account.id}>
            <button
              type="button"
              className={styles['item']}
              title={account.name}
              aria-current={
                place.kind === 'account' && place.id === account.id ? 'page' : undefined
              }
              onClick={() => onGo({ kind: 'account', id: account.id })}
            >
              <AccountIcon account={account} size={16} />
              <span aria-hidden className={styles['initials']}>
                {initialsOf(account.name)}
              </span>
              <span className={styles['words']}>
                <span className={styles['name']}>{account.name}</span>
                <small>{shortStandingOf(account)}</small>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <div className={styles['foot']}>
        <button
          type="button"
          className={styles['item']}
          title="Keychain"
          aria-current={place.kind === 'keychain' ? 'page' : undefined}
          onClick={() => onGo({ kind: 'keychain' })}
        >
          <KeyRound
            aria-hidden
            size={16}
            className={keychain.status === 'ok' ? styles['quiet'] : styles['due']}
          />
          <span className={styles['words']}>
            <span className={styles['name']}>Keychain</span>
            <small>{keychainWords[keychain.status]}</small>
          </span>
        </button>
        <p className={styles['version']}>
          Keyturn {app.version} · {app.runtime}
        </p>
      </div>
    </nav>
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
