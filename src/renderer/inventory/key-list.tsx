import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { Users, ArrowDown, ArrowUp } from 'lucide-react';
import {
  memo,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
} from 'react';
import type { KeyId } from '../../shared/key.ts';
import { openKeyBeside } from '../place.ts';
import { useRootSize } from '../ui/root-size.ts';
import type { Line, Sort, SortBy } from './arrange.ts';
import columns from './columns.module.css';
import type { Entry } from './entry.ts';
import styles from './key-list.module.css';
import { GroupLine, KeyLine } from './key-line.tsx';
import { lookOf } from './line-look.ts';
import { actOn } from './list-keys.ts';
import { stepOf } from './list-steps.ts';
import { isWished } from '../wish.ts';
import { changeView } from './view.ts';

interface KeyListProps {
  label: string;
  /** Whether all keys are of one account, which then need not be named. */
  isOfOne: boolean;
  lines: readonly Line[];
  sort: Sort;
  now: Date;
  isDense: boolean;
  openId: KeyId | null;
  /** What stands beside the list, itself or in a rotation: there the list goes on. */
  besideId: KeyId | null;
  picked: ReadonlySet<KeyId>;
  onPick: (picked: ReadonlySet<KeyId>) => void;
  /** Gives the focus to the list from elsewhere. */
  focusRef: RefObject<(() => void) | null>;
}

/** Drawn again only when something of it has changed, which not every letter of a search does. */
export const KeyList = memo(function KeyList({
  label,
  isOfOne,
  lines,
  sort,
  now,
  isDense,
  openId,
  besideId,
  picked,
  onPick,
  focusRef,
}: KeyListProps) {
  const scroll = useRef<HTMLDivElement>(null);
  const [activeId, setActiveId] = useState<KeyId | null>(besideId);
  const [seenBesideId, setSeenBesideId] = useState(besideId);
  if (besideId !== seenBesideId) {
    setSeenBesideId(besideId);
    if (besideId !== null) setActiveId(besideId);
  }
  /** Where a stretch of selected lines began. */
  const anchor = useRef<KeyId | null>(null);
  const wantsFocus = useRef(false);
  const wantsScroll = useRef(false);
  const hadFocus = useRef(false);
  const rowHeight = ((isDense ? 32 : 40) / 16) * useRootSize();
  const activeIndex = activeIndexOf(lines, activeId);

  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    // The line with the focus is drawn wherever it is, so that the focus is not lost by scrolling.
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range);
      if (activeIndex < 0 || indexes.includes(activeIndex)) return indexes;
      return [...indexes, activeIndex].toSorted((one, other) => one - other);
    },
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);

  const focusActive = useEffectEvent((): boolean => {
    const line = scroll.current?.querySelector<HTMLElement>('[role=row][tabindex="0"]');
    line?.focus({ preventScroll: true });
    return line === document.activeElement;
  });
  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    if (wantsScroll.current) virtualizer.scrollToIndex(activeIndex);
    // While the list is hidden nothing of it is drawn: then at the next drawing.
    wantsFocus.current = !focusActive();
    wantsScroll.current = wantsFocus.current;
  });
  // The line that had the focus is gone: the one in its place takes it.
  useEffect(() => {
    if (hadFocus.current && document.activeElement === document.body) focusActive();
  }, [lines]);
  const reveal = useEffectEvent(() => virtualizer.scrollToIndex(activeIndex));
  useEffect(() => {
    focusRef.current = () => {
      reveal();
      wantsFocus.current = !focusActive();
      wantsScroll.current = wantsFocus.current;
    };
    return () => void (focusRef.current = null);
  }, [focusRef]);

  const goTo = (index: number, isStretching: boolean): void => {
    const line = lines[index];
    if (line?.kind !== 'key') return;
    const { id } = line.row;
    if (isStretching) {
      anchor.current ??= activeIndex < 0 ? id : idAt(lines, activeIndex);
      onPick(idsBetween(lines, anchor.current, index));
    } else anchor.current = null;
    wantsFocus.current = true;
    // Now and not with the focus: once lines are drawn anew, it would first have to lay out the page.
    virtualizer.scrollToIndex(index);
    setActiveId(id);
    if (openId !== null) openKeyBeside(id);
  };
  const toggle = (id: KeyId): void => {
    const next = new Set(picked);
    if (!next.delete(id)) next.add(id);
    anchor.current = id;
    onPick(next);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const line = lines[activeIndex];
    if (isWished() || event.altKey || line?.kind !== 'key') return;
    const isCommand = event.ctrlKey || event.metaKey;
    const pageSize = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 0) / rowHeight) - 1);
    const step = isCommand ? null : stepOf(event.key, lines, activeIndex, pageSize);
    if (step !== null) goTo(step, event.shiftKey);
    else if (isCommand && event.key.toLowerCase() === 'a') onPick(idsIn(lines));
    else if (isCommand) return;
    else if (event.key === ' ') toggle(line.row.id);
    else if (!actOn(event.key, line, picked)) return;
    event.preventDefault();
  };

  const onClick = (event: MouseEvent<HTMLElement>): void => {
    const found = entryUnder(event, lines);
    if (found === null) return;
    const { id } = found.entry.row;
    const isCheckbox = event.target instanceof HTMLInputElement;
    setActiveId(id);
    if (event.shiftKey) {
      anchor.current ??= activeIndex < 0 ? id : idAt(lines, activeIndex);
      onPick(idsBetween(lines, anchor.current, found.index));
    } else if (isCheckbox || event.ctrlKey || event.metaKey) toggle(id);
    else {
      anchor.current = null;
      openKeyBeside(id);
    }
  };

  return (
    <div
      role="grid"
      aria-label={label}
      aria-rowcount={lines.length + 1}
      aria-multiselectable
      className={`${styles['grid']} ${columns[isOfOne ? 'of-one' : 'whole']}`}
    >
      <div role="rowgroup" className={styles['head']}>
        <div role="row" aria-rowindex={1} className={columns['columns']}>
          <div role="columnheader" aria-label="Selection" />
          <Sorter by="label" sort={sort} text="Label" />
          <Sorter by="account" sort={sort} text="Account" column="place" />
          <div role="columnheader" className={`${columns['five']} ${styles['plain']}`}>
            Last five
          </div>
          <Sorter by="due" sort={sort} text="Expires" />
          <Sorter by="state" sort={sort} text="State" column="state" />
          <div
            role="columnheader"
            aria-label="Contacts"
            title="Contacts"
            className={`${columns['contacts']} ${styles['plain']} ${styles['number']}`}
          >
            <Users aria-hidden size={14} />
          </div>
        </div>
      </div>
      <div
        ref={scroll}
        role="rowgroup"
        className={styles['scroll']}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onFocus={(event) => {
          hadFocus.current = true;
          const id = event.target.closest<HTMLElement>('[data-index]')?.dataset['index'];
          const line = id === undefined ? undefined : lines[Number(id)];
          if (line?.kind === 'key') setActiveId(line.row.id);
        }}
        onBlur={(event) => {
          // A line that is taken away while it has the focus blurs without a successor.
          hadFocus.current = event.relatedTarget === null && !event.target.isConnected;
        }}
      >
        <div className={styles['all']} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const line = lines[index];
            if (line === undefined) return null;
            const place = { index, top: start, height: rowHeight };
            if (line.kind === 'group') {
              return <GroupLine key={line.name} name={line.name} count={line.count} {...place} />;
            }
            const { id } = line.row;
            return (
              <KeyLine
                key={id}
                entry={line}
                {...place}
                {...lookOf(line, now)}
                isActive={index === activeIndex}
                isPicked={picked.has(id)}
                isOpen={id === openId}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
});

interface SorterProps {
  by: SortBy;
  sort: Sort;
  text: string;
  column?: 'place' | 'state';
}

function Sorter({ by, sort, text, column }: SorterProps) {
  const isOn = sort.by === by;
  const Arrow = sort.isReversed ? ArrowUp : ArrowDown;
  const direction = sort.isReversed ? 'descending' : 'ascending';
  return (
    <div
      role="columnheader"
      aria-sort={isOn ? direction : 'none'}
      className={column && columns[column]}
    >
      <button
        type="button"
        className={styles['sorter']}
        onClick={() => changeView({ sort: { by, isReversed: isOn && !sort.isReversed } })}
      >
        {text}
        {isOn && <Arrow aria-hidden size={12} />}
      </button>
    </div>
  );
}

/** The line that has or gets the focus: the first, if the one that had it is not here. */
function activeIndexOf(lines: readonly Line[], activeId: KeyId | null): number {
  const found =
    activeId === null
      ? -1
      : lines.findIndex((line) => line.kind === 'key' && line.row.id === activeId);
  return found >= 0 ? found : lines.findIndex(({ kind }) => kind === 'key');
}

function idAt(lines: readonly Line[], index: number): KeyId | null {
  const line = lines[index];
  return line?.kind === 'key' ? line.row.id : null;
}

function idsIn(lines: readonly Line[]): Set<KeyId> {
  return new Set(lines.flatMap((line) => (line.kind === 'key' ? [line.row.id] : [])));
}

function idsBetween(lines: readonly Line[], from: KeyId | null, to: number): Set<KeyId> {
  const start = from === null ? to : activeIndexOf(lines, from);
  return idsIn(lines.slice(Math.min(start, to), Math.max(start, to) + 1));
}

function entryUnder(
  { target }: MouseEvent,
  lines: readonly Line[],
): { entry: Entry; index: number } | null {
  const index = target instanceof Element && target.closest<HTMLElement>('[data-index]');
  if (!index) return null;
  const line = lines[Number(index.dataset['index'])];
  return line?.kind === 'key' ? { entry: line, index: Number(index.dataset['index']) } : null;
}
