import {
  useCallback,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import type { AccountState } from '../../shared/account-state.ts';
import type { KeyId } from '../../shared/key.ts';
import type { State } from '../../shared/state.ts';
import {
  closeKey,
  noteListShown,
  useIsListWanted,
  useIsPanelWanted,
  useOpenKey,
  useOpenRotation,
  type Shelf,
} from '../place.ts';
import { useRest } from '../use-rest.ts';
import { linesOf, sortEntries } from './arrange.ts';
import { DueCard } from '../rotation/due-card.tsx';
import { EmptyList } from './empty-list.tsx';
import type { Entry } from './entry.ts';
import styles from './inventory-page.module.css';
import { KeyList } from './key-list.tsx';
import { isLive } from './key-state.ts';
import { useListTime } from './list-time.ts';
import { useLostFocus } from './lost-focus.ts';
import { createNarrowing } from './narrowing.ts';
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
  const now = useListTime(entries, state.rotations);
  const openId = useOpenKey();
  const openRotationId = useOpenRotation();
  const isPanelWanted = useIsPanelWanted();
  const isListWanted = useIsListWanted();
  const [picked, setPicked] = useState<ReadonlySet<KeyId>>(new Set());
  const focusList = useRef<(() => void) | null>(null);
  const enterList = useCallback(() => focusList.current?.(), []);
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
  // What works no more has no end ahead.
  const hasLive = shown.some(({ row }) => isLive(row.standing));
  const lines = useMemo(() => linesOf(shown, group, nowMs), [shown, group, nowMs]);
  const pickedEntries = useMemo(
    () => (picked.size === 0 ? [] : entries.filter(({ row }) => picked.has(row.id))),
    [entries, picked],
  );
  const open = openId === null ? undefined : entries.find(({ row }) => row.id === openId);
  const openAccount = state.accounts.find(({ id }) => id === open?.row.accountId);
  const rotation = state.rotations.find(({ id }) => id === openRotationId);
  const turned =
    rotation?.step.at === 'retired' && rotation.successor ? rotation.successor : rotation?.old;
  const usedServices = useMemo(() => {
    const ids = new Set(state.accounts.map(({ serviceId }) => serviceId));
    return state.services.filter(({ id }) => ids.has(id));
  }, [state.accounts, state.services]);

  const keyCount =
    accountId === null
      ? entries.length
      : entries.filter(({ row }) => row.accountId === accountId).length;
  const hasKeys = keyCount > 0;

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
  useLostFocus((panel) => {
    // A step of a rotation goes with its button: what is to be done now is read next, not the list.
    const heading = panel?.querySelector<HTMLElement>('[data-takes-focus]');
    if (heading) heading.focus();
    else focusList.current?.();
  });
  const onEscape = useEffectEvent((event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || isElsewhere(event.target)) return;
    if (openId !== null || openRotationId !== null) close();
    else if (picked.size > 0) clearPicked();
  });
  useEffect(() => {
    window.addEventListener('keydown', onEscape);
    return () => window.removeEventListener('keydown', onEscape);
  }, []);

  const rest = useRest();
  const title = account?.name ?? shelfNames[shelf];
  return (
    <div className={`${styles['page']} ${open || rotation ? styles['open'] : ''}`}>
      <div className={styles['column']}>
        <Toolbar platform={state.app.platform} accountId={accountId} onLeave={enterList} />
        {isPrompting[shelf] && (
          <DueCard
            state={state}
            entries={entries}
            accountId={accountId}
            isBeside={open !== undefined || rotation !== undefined}
            now={now}
            isQuiet={pickedEntries.length > 0}
          />
        )}
        {notices}
        {head}
        {(hasKeys || (account === null && !isEmpty)) && (
          <ViewBar
            accounts={account === null ? state.accounts : none}
            services={account === null ? usedServices : none}
          >
            {account === null && <h1>{title}</h1>}
            <output className={styles['count']}>
              {account === null
                ? shown.length.toLocaleString()
                : ofAccountWords(shown.length, keyCount, account)}
            </output>
          </ViewBar>
        )}
        {hasLive && <Timeline entries={shown} now={now} openId={openId} />}
        {rest && pickedEntries.length > 0 && (
          <rest.PickedBar picked={pickedEntries} onClear={clearPicked} />
        )}
        {shown.length > 0 && (
          <KeyList
            label={title}
            isOfOne={account !== null}
            lines={lines}
            sort={sort}
            now={now}
            isDense={state.settings.density === 'dense'}
            openId={open?.row.id ?? null}
            besideId={open?.row.id ?? turned?.keyId ?? null}
            picked={picked}
            onPick={setPicked}
            focusRef={focusList}
          />
        )}
        {rest && isEmpty && (
          <div className={styles['bare']}>
            <rest.NoKeys state={state} />
          </div>
        )}
        {shown.length === 0 &&
          !isEmpty &&
          (instead || (
            <EmptyList view={view} shelf={shelf} accountId={accountId} hasKeys={hasKeys} />
          ))}
      </div>
      {rest && rotation && (
        <div className={styles['panel']}>
          <rest.RotationPanel key={rotation.id} state={state} rotation={rotation} onClose={close} />
        </div>
      )}
      {rest && open && openAccount && (
        <div className={styles['panel']}>
          <rest.KeyPanel
            key={open.row.id}
            entry={open}
            account={openAccount}
            state={state}
            takesFocus={isPanelWanted}
            onClose={close}
          />
        </div>
      )}
    </div>
  );
}

/** The same each time, so that who is given it need not be drawn anew. */
const none: readonly never[] = [];

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

/** How many are shown, unless the head of the account has just said it. */
function ofAccountWords(count: number, ofAll: number, { sync }: AccountState): string {
  const all = ofAll === 1 ? '1 key' : `${ofAll.toLocaleString()} keys`;
  if (count < ofAll) return `${count.toLocaleString()} of ${all}`;
  return sync === null ? all : '';
}

/** In a dialog or a popover, Esc is for that. */
function isElsewhere(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('dialog, [role=dialog], [role=menu]') !== null;
}
