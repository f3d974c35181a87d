import { CalendarDays, Ellipsis, FileText, Plus, Search, X } from 'lucide-react';
import { memo, useEffect, useRef } from 'react';
import type { AccountId } from '../../shared/account.ts';
import type { State } from '../../shared/state.ts';
import { noteSearchShown, useIsSearchWanted } from '../place.ts';
import { shortcutOf, shortcutWords } from '../shortcuts.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu } from '../ui/menu.tsx';
import { wishFor } from '../wish.ts';
import styles from './toolbar.module.css';
import { changeView, useQuery } from './view.ts';

interface ToolbarProps {
  platform: State['app']['platform'];
  /** The account that a new key is offered for. */
  accountId: AccountId | null;
  onLeave: () => void;
}

/** Looking for a key, and adding one. What presses stands below it, and shouts alone. */
export const Toolbar = memo(function Toolbar({ platform, accountId, onLeave }: ToolbarProps) {
  return (
    <div className={styles['bar']}>
      <SearchField platform={platform} onLeave={onLeave} />
      <button
        type="button"
        className={styles['palette']}
        aria-label="Quick copy"
        aria-keyshortcuts={shortcutOf('palette', platform)}
        onClick={() => wishFor({ kind: 'palette' })}
      >
        <span>Quick copy</span>
        <kbd>{shortcutWords('palette', platform)}</kbd>
      </button>
      <Button onPress={() => wishFor({ kind: 'add-key', accountId })}>
        <Plus aria-hidden size={16} />
        Add key
      </Button>
      <Menu
        label="Hand on"
        trigger={
          <IconButton label="Hand on">
            <Ellipsis aria-hidden size={18} />
          </IconButton>
        }
        groups={[
          [
            {
              label: 'Calendar file…',
              icon: CalendarDays,
              onChoose: () => wishFor({ kind: 'calendar', keyIds: null }),
            },
            { label: 'Report…', icon: FileText, onChoose: () => wishFor({ kind: 'report' }) },
          ],
        ]}
      />
    </div>
  );
});

type SearchFieldProps = Pick<ToolbarProps, 'platform' | 'onLeave'>;

function SearchField({ platform, onLeave }: SearchFieldProps) {
  const query = useQuery();
  const field = useRef<HTMLInputElement>(null);
  const isSearchWanted = useIsSearchWanted();
  useEffect(() => {
    if (!isSearchWanted) return;
    field.current?.select();
    noteSearchShown();
  }, [isSearchWanted]);
  return (
    <search className={styles['search']}>
      <Search aria-hidden size={16} />
      <input
        ref={field}
        type="search"
        aria-label="Search keys"
        placeholder="Search keys"
        spellCheck={false}
        autoComplete="off"
        maxLength={300}
        value={query}
        onChange={({ target }) => changeView({ query: target.value })}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' || event.key === 'Enter') {
            event.preventDefault();
            onLeave();
          } else if (event.key === 'Escape' && query !== '') {
            event.stopPropagation();
            changeView({ query: '' });
          }
        }}
      />
      <span className={styles['end']}>
        {query === '' ? (
          <kbd aria-hidden className={styles['hint']}>
            {shortcutWords('search', platform)}
          </kbd>
        ) : (
          <IconButton
            label="Clear search"
            onClick={() => {
              changeView({ query: '' });
              field.current?.focus();
            }}
          >
            <X aria-hidden size={16} />
          </IconButton>
        )}
      </span>
    </search>
  );
}
