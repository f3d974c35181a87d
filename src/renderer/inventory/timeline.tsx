import { memo, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { addSpan } from '../../shared/expiry.ts';
import type { KeyId } from '../../shared/key.ts';
import { openKey } from '../place.ts';
import { dateOf } from '../times.ts';
import { endOfDateMs } from '../rotation/day-words.ts';
import { AnchoredPopover } from '../ui/popover.tsx';
import { useRootSize } from '../ui/root-size.ts';
import { useWidth } from '../ui/width.ts';
import { clustersOf, monthsIn, yearFrom, type Cluster, type Stretch } from './clusters.ts';
import type { Entry } from './entry.ts';
import { isLive } from './key-state.ts';
import { useResting } from './resting.ts';
import { clusterWords, TimelineKeys } from './timeline-keys.tsx';
import styles from './timeline.module.css';

interface TimelineProps {
  entries: readonly Entry[];
  now: Date;
  openId: KeyId | null;
}

/** When the keys end that are in the list below: a dot for each, as far as they can be told apart. */
export const Timeline = memo(function Timeline({ entries, now, openId }: TimelineProps) {
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const rootPx = useRootSize();
  const stretch = useMemo(() => yearFrom(now), [now]);
  const clusters = useMemo(
    () => (width === 0 ? [] : clustersOf(entries, stretch, width, rootPx)),
    [entries, stretch, width, rootPx],
  );
  // Each looks at every key, and neither changes with what has the focus.
  const words = useMemo(() => clusters.map((one) => clusterWords(one, now)), [clusters, now]);
  const open = useMemo(
    () => clusters.find(({ entries: some }) => some.some(({ row }) => row.id === openId)),
    [clusters, openId],
  );
  const [active, setActive] = useState(0);
  const { shown, show, rest, leave, close } = useResting<Cluster>();
  const activeIndex = Math.min(active, clusters.length - 1);
  const isShown = shown !== null && clusters.includes(shown.value);

  const choose = (cluster: Cluster, anchor: HTMLElement): void => {
    const [only, ...others] = cluster.entries;
    if (only && others.length === 0) {
      close();
      openKey(only.row.id);
    } else show(cluster, anchor);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = nextOf(event.key, activeIndex, clusters.length);
    if (next === null) return;
    event.preventDefault();
    setActive(next);
    place.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <div
      ref={place}
      role="toolbar"
      tabIndex={-1}
      aria-label="Keys that end in the next twelve months"
      className={styles['timeline']}
      onKeyDown={onKeyDown}
    >
      <Ruler entries={entries} stretch={stretch} width={width} rootPx={rootPx} />
      {clusters.map((cluster, index) => (
        <button
          key={cluster.entries[0]?.row.id}
          type="button"
          className={`${styles['dot']} ${styles[cluster.urgency] ?? ''} ${cluster === open ? styles['open'] : ''}`}
          style={{ left: cluster.x }}
          tabIndex={index === activeIndex ? 0 : -1}
          aria-label={words[index]}
          aria-haspopup={cluster.entries.length > 1 ? 'dialog' : undefined}
          aria-expanded={cluster.entries.length > 1 ? shown?.value === cluster : undefined}
          onFocus={() => setActive(index)}
          onClick={({ currentTarget }) => choose(cluster, currentTarget)}
          onPointerEnter={({ currentTarget }) => rest(cluster, currentTarget)}
          onPointerLeave={leave}
        >
          {cluster.entries.length > 1 ? (
            <span className={`${styles['mark']} ${styles['many']}`}>
              <b>{shortCount(cluster.entries.length)}</b>
            </span>
          ) : (
            <span className={styles['mark']} />
          )}
        </button>
      ))}
      <AnchoredPopover
        label="Keys that end here"
        anchor={isShown ? shown.anchor : null}
        takesFocus={shown?.isChosen ?? false}
        onClose={close}
        onPointerEnter={() => shown && rest(shown.value, shown.anchor)}
        onPointerLeave={leave}
      >
        {isShown && (
          <TimelineKeys
            cluster={shown.value}
            now={now}
            onChoose={(id) => {
              close();
              openKey(id);
            }}
          />
        )}
      </AnchoredPopover>
    </div>
  );
});

const monthName = new Intl.DateTimeFormat(undefined, { month: 'short' });
const yearName = new Intl.DateTimeFormat(undefined, { year: 'numeric' });

interface RulerProps {
  entries: readonly Entry[];
  stretch: Stretch;
  width: number;
  /** How many pixels one rem is: names need room as they grow. */
  rootPx: number;
}

/** Today, the months, and since when one is reminded of these keys. */
function Ruler({ entries, stretch, width, rootPx }: RulerProps) {
  const planned = useMemo(() => plannedDaysOf(entries, stretch), [entries, stretch]);
  const windows = useMemo(() => reminderWindowsOf(entries, stretch), [entries, stretch]);
  if (width === 0) return null;
  const scale = width / (stretch.endMs - stretch.startMs);
  const xOf = (ms: number): number => Math.round((ms - stretch.startMs) * scale);
  const months = monthsIn(stretch);
  // Every month where each has room for its name, else every second or third.
  const every = Math.ceil((months.length * 2.75 * rootPx) / width);
  return (
    <>
      <div aria-hidden className={styles['track']}>
        {windows.map((endMs) => (
          <div
            key={endMs}
            className={styles['window']}
            style={{ width: Math.min(width, xOf(endMs)) }}
          />
        ))}
        {planned.map((ms) => (
          <div key={ms} className={styles['planned']} style={{ left: xOf(ms) }} />
        ))}
        <div className={styles['today']} />
        {months.map((month, index) => {
          const x = xOf(month.getTime());
          const isNamed = index % every === 0 && x > 3.5 * rootPx && x < width - 12;
          return (
            <div key={month.getTime()} className={styles['month']} style={{ left: x }}>
              {isNamed && (
                <span className={styles['name']}>
                  {month.getMonth() === 0 ? yearName.format(month) : monthName.format(month)}
                </span>
              )}
            </div>
          );
        })}
      </div>
      <span
        aria-hidden
        className={styles['now']}
        title={dateOf(new Date(stretch.startMs).toISOString())}
      >
        Today
      </span>
    </>
  );
}

/** The days by which keys are to be rotated, each once. */
function plannedDaysOf(entries: readonly Entry[], { startMs, endMs }: Stretch): number[] {
  const dates = new Set<string>();
  for (const { row, rotation } of entries) {
    const isOpen = rotation === null && row.replacedBy === null && isLive(row.standing);
    if (row.rotateBy !== null && isOpen) dates.add(row.rotateBy);
  }
  return [...dates].map((date) => endOfDateMs(date)).filter((ms) => ms > startMs && ms < endMs);
}

/** Ends of the windows in which these keys are due, each once. */
function reminderWindowsOf(entries: readonly Entry[], { startMs }: Stretch): number[] {
  const start = new Date(startMs).toISOString();
  const firsts = [...new Set(entries.map(({ stages }) => stages))].flatMap(
    ([first]) => first ?? [],
  );
  return [...new Set(firsts.map((first) => Date.parse(addSpan(start, first))))];
}

function nextOf(key: string, from: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return Math.min(count - 1, from + 1);
    case 'ArrowLeft':
      return Math.max(0, from - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

function shortCount(count: number): string {
  return count < 1000 ? String(count) : `${Math.floor(count / 1000)}k`;
}
