import {
  Archive,
  CircleDashed,
  CircleSlash,
  Clock,
  KeyRound,
  Layers,
  Plus,
  RefreshCw,
  Settings,
  Sunrise,
  type LucideIcon,
} from 'lucide-react';
import { useMemo } from 'react';
import icon from '../../../resources/icon.svg';
import type { State } from '../../shared/state.ts';
import type { Entry } from '../inventory/entry.ts';
import { useListTime } from '../inventory/list-time.ts';
import { countShelves } from '../inventory/key-state.ts';
import { keychainWords, slowWord } from '../keychain/keychain-words.tsx';
import type { Rotation } from '../../shared/rotation.ts';
import { isOpen } from '../../shared/rotation-progress.ts';
import { showPlace, type Place, type Shelf } from '../place.ts';
import { SidebarAccount } from './sidebar-account.tsx';
import { SidebarItem } from './sidebar-item.tsx';
import styles from './sidebar.module.css';

interface SidebarProps {
  state: State;
  entries: readonly Entry[];
  place: Place;
  onAdd: () => void;
}

export function Sidebar({ state, entries, place, onAdd }: SidebarProps) {
  const { accounts, keychain, keychainIsSlow, app, rotations } = state;
  const now = useListTime(entries, rotations);
  const counts = useMemo(() => countShelves(entries, now.getTime()), [entries, now]);
  const isKeychainWell =
    !keychainIsSlow && (keychain.status === 'ok' || keychain.status === 'unknown');
  return (
    <nav className={styles['sidebar']} aria-label="Keyturn">
      <div className={styles['brand']}>
        <img src={icon} alt="" width={28} height={28} />
        <span className={styles['words']}>Keyturn</span>
      </div>
      <div className={styles['middle']}>
        {accounts.length === 0 ? (
          <SidebarItem
            icon={Sunrise}
            name="Get started"
            isCurrent={place.kind === 'welcome'}
            onGo={() => showPlace({ kind: 'welcome' })}
          />
        ) : (
          <ul>
            {shelves.map(({ shelf, name, icon: Icon }) => (
              <li key={shelf}>
                <SidebarItem
                  icon={Icon}
                  name={name}
                  count={counts[shelf]}
                  tone={shelf === 'due' && counts.due > 0 ? 'due' : 'quiet'}
                  isCurrent={place.kind === 'keys' && place.shelf === shelf}
                  onGo={() => showPlace({ kind: 'keys', shelf })}
                />
                {shelf === 'due' && <InRotation rotations={rotations} place={place} />}
              </li>
            ))}
          </ul>
        )}
        <div className={styles['section']}>
          <h2 className={styles['words']}>Accounts</h2>
          <button type="button" className={styles['add']} onClick={onAdd} aria-label="Add account">
            <Plus aria-hidden size={16} />
          </button>
        </div>
        <ul>
          {accounts.map((account) => (
            <li key={account.id}>
              <SidebarAccount
                account={account}
                isCurrent={place.kind === 'account' && place.id === account.id}
                onGo={() => showPlace({ kind: 'account', id: account.id })}
              />
            </li>
          ))}
        </ul>
      </div>
      <div className={styles['foot']}>
        <SidebarItem
          icon={KeyRound}
          name="Keychain"
          note={keychainIsSlow ? slowWord : keychainWords[keychain.status]}
          tone={isKeychainWell ? 'quiet' : 'due'}
          isCurrent={place.kind === 'keychain'}
          onGo={() => showPlace({ kind: 'keychain' })}
        />
        <SidebarItem
          icon={Settings}
          name="Settings"
          isCurrent={place.kind === 'settings'}
          onGo={() => showPlace({ kind: 'settings' })}
        />
        <p className={styles['version']}>Keyturn {app.version}</p>
      </div>
    </nav>
  );
}

function InRotation({ rotations, place }: { rotations: readonly Rotation[]; place: Place }) {
  const count = rotations.filter(isOpen).length;
  return (
    <SidebarItem
      icon={RefreshCw}
      name="In rotation"
      count={count}
      tone={count > 0 ? 'turning' : 'quiet'}
      isCurrent={place.kind === 'rotations'}
      onGo={() => showPlace({ kind: 'rotations' })}
    />
  );
}

const shelves: readonly { shelf: Shelf; name: string; icon: LucideIcon }[] = [
  { shelf: 'all', name: 'All', icon: Layers },
  { shelf: 'due', name: 'Due soon', icon: Clock },
  { shelf: 'expired', name: 'Expired', icon: CircleSlash },
  { shelf: 'not-held', name: 'Not held', icon: CircleDashed },
  { shelf: 'retired', name: 'Retired', icon: Archive },
];
