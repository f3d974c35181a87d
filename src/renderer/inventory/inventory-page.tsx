import { useEffect, useEffectEvent, useMemo, useRef, useState, type ReactNode } from 'react';
import type { AccountState } from '../../shared/account-state.ts';
import type { KeyId } from '../../shared/key.ts';
import type { State } from '../../shared/state.ts';
import { KeyPanel } from '../key-panel/key-panel.tsx';
import { useMinute } from '../minute.ts';
import {
  closeKey,
  noteListShown,
  useIsListWanted,
  useIsPanelWanted,
  useOpenKey,
  useOpenRotation,
  type Shelf,
} from '../place.ts';
import { RotationPanel } from '../rotation/rotation-panel.tsx';
import { linesOf, sortEntries } from './arrange.ts';
import { DueCard } from '../rotation/due-card.tsx';
import { NoKeys } from '../welcome/no-keys.tsx';
import { EmptyList } from './empty-list.tsx';
import type { Entry } from './entry.ts';
import styles from './inventory-page.module.css';
import { KeyList } from './key-list.tsx';
import { useLostFocus } from './lost-focus.ts';
import { createNarrowing } from './narrowing.ts';
import { PickedBar } from './picked-bar.tsx';
import { Timeline } from './timeline.tsx';
import { Toolbar } from './toolbar.tsx';
import { clearFilters, useView } from './view.ts';
import { ViewBar } from './view-bar.tsx';

interface InventoryPageProps {
  state: State;
  entries: readonly Entry[];
  shelf: Shelf;
  /** Its keys alone. */
  account: AccountState | null;
  /** What stands above the list of an account. */
  head?: ReactNode;
  /** What stands in the place of its list while there is none. */
  instead?: ReactNode;
  notices: ReactNode;
}

/** The keys: looked for, in time, in a list, and one of them closely. */
export function InventoryPage({
  state,
  entries,
  shelf,
  account,
  head = null,
  instead = null,
  notices,
}: InventoryPageProps) {
  const view = useView();
  const now = useMinute();
  const openId = useOpenKey();
  const openRotationId = useOpenRotation();
  const isPanelWanted = useIsPanelWanted();
  const isListWanted = useIsListWanted();
  const [picked, setPicked] = useState<ReadonlySet<KeyId>>(new Set());
  const focusList = useRef<(() => void) | null>(null);
  const accountId = account?.id ?? null;
  const { query, states, services, accounts, sort, group } = view;

  const [narrow] = useState(createNarrowing);

  const nowMs = now.getTime();
  // Only one of the orders changes with time.
  const sortedAtMs = sort.by === 'state' ? nowMs : 0;
  const sorted = useMemo(() => sortEntries(entries, sort, sortedAtMs), [entries, sort, sortedAtMs]);
  const shown = useMemo(
    () => narrow(sorted, { shelf, accountId, query, states, services, accounts }, nowMs),
    [narrow, sorted, shelf, accountId, query, states, services, accounts, nowMs],
  );
  const lines = useMemo(() => linesOf(shown, group, nowMs), [shown, group, nowMs]);
  const pickedEntries = useMemo(
    () => (picked.size === 0 ? [] : entries.filter(({ row }) => picked.has(row.id))),
    [entries, picked],
  );
  const open = openId === null ? undefined : entries.find(({ row }) => row.id === openId);
  const openAccount = state.accounts.find(({ id }) => id === open?.row.accountId);
  const rotation = state.rotations.find(({ id }) => id === openRotationId);
  const usedServices = useMemo(() => {
    const ids = new Set(state.accounts.map(({ serviceId }) => serviceId));
    return state.services.filter(({ id }) => ids.has(id));
  }, [state.accounts, state.services]);

  const hasKeys = entries.some(({ row }) => accountId === null || row.accountId === accountId);

  const isEmpty = entries.length === 0 && shelf === 'all' && account === null;

  // What was looked for here is not looked for in the next place; order and groups stay.
  useEffect(() => clearFilters, []);
  const clearPicked = (): void => setPicked(new Set());
  const close = (): void => {
    closeKey();
    // The list may have been hidden while the panel was a page of its own.
    requestAnimationFrame(() => focusList.current?.());
  };
  useEffect(() => {
    if (!isListWanted) return;
    focusList.current?.();
    noteListShown();
  }, [isListWanted]);
  useLostFocus(() => focusList.current?.());
  const onEscape = useEffectEvent((event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || isElsewhere(event.target)) return;
    if (openId !== null || openRotationId !== null) close();
    else if (picked.size > 0) clearPicked();
  });
  useEffect(() => {
    window.addEventListener('keydown', onEscape);
    return () => window.removeEventListener('keydown', onEscape);
  }, []);

  const title = account?.name ?? shelfNames[shelf];
  return (
    <div className={`${styles['page']} ${open || rotation ? styles['open'] : ''}`}>
      <div className={styles['column']}>
        <Toolbar
          query={query}
          platform={state.app.platform}
          accountId={accountId}
          onLeave={() => focusList.current?.()}
        />
        {isPrompting[shelf] && (
          <DueCard
            state={state}
            entries={entries}
            accountId={accountId}
            isBeside={open !== undefined || rotation !== undefined}
            now={now}
            onLeave={() => focusList.current?.()}
          />
        )}
        {notices}
        {head}
        {(hasKeys || (account === null && !isEmpty)) && (
          <ViewBar
            view={view}
            accounts={account === null ? state.accounts : []}
            services={account === null ? usedServices : []}
          >
            {account === null && <h1>{title}</h1>}
            <output className={styles['count']}>
              {countWords(shown.length, account !== null)}
            </output>
          </ViewBar>
        )}
        {shown.length > 0 && <Timeline entries={shown} now={now} openId={openId} />}
        {pickedEntries.length > 0 && <PickedBar picked={pickedEntries} onClear={clearPicked} />}
        {shown.length > 0 && (
          <KeyList
            label={title}
            isOfOne={account !== null}
            lines={lines}
            sort={sort}
            now={now}
            isDense={state.settings.density === 'dense'}
            openId={open?.row.id ?? null}
            picked={picked}
            onPick={setPicked}
            focusRef={focusList}
          />
        )}
        {isEmpty && (
          <div className={styles['bare']}>
            <NoKeys state={state} />
          </div>
        )}
        {shown.length === 0 &&
          !isEmpty &&
          (instead || (
            <EmptyList view={view} shelf={shelf} accountId={accountId} hasKeys={hasKeys} />
          ))}
      </div>
      {rotation && (
        <div className={styles['panel']}>
          <RotationPanel key={rotation.id} state={state} rotation={rotation} onClose={close} />
        </div>
      )}
      {open && openAccount && (
        <div className={styles['panel']}>
          <KeyPanel
            key={open.row.id}
            entry={open}
            account={openAccount}
            state={state}
            now={now}
            takesFocus={isPanelWanted}
            onClose={close}
          />
        </div>
      )}
    </div>
  );
}

const shelfNames: Record<Shelf, string> = {
  all: 'All keys',
  due: 'Due soon',
  expired: 'Expired',
  'not-held': 'Not held',
  retired: 'Retired',
};

/** Where a prompt is not beside the matter. */
const isPrompting: Record<Shelf, boolean> = {
  all: true,
  due: true,
  expired: false,
  'not-held': false,
  retired: false,
};

function countWords(count: number, isOfAccount: boolean): string {
  if (!isOfAccount) return count.toLocaleString();
  return count === 1 ? '1 key' : `${count.toLocaleString()} keys`;
}

/** In a dialog or a popover, Esc is for that. */
function isElsewhere(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('dialog, [role=dialog], [role=menu]') !== null;
}
