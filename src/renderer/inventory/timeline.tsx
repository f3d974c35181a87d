import { memo, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { KeyId } from '../../shared/key.ts';
import { openKey } from '../place.ts';
import { dateOf } from '../times.ts';
import { AnchoredPopover } from '../ui/popover.tsx';
import { useRootSize } from '../ui/root-size.ts';
import { useWidth } from '../ui/width.ts';
import { monthsIn } from './clusters.ts';
import type { Entry } from './entry.ts';
import { useResting } from './resting.ts';
import { TimelineKeys } from './timeline-keys.tsx';
import { marksOf, type Dot, type TimelineMarks } from './timeline-marks.ts';
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
  const marks = useMemo(
    () => (width === 0 ? null : marksOf(entries, { now, widthPx: width, gapPx: rootPx })),
    [entries, now, width, rootPx],
  );
  const dots = marks?.dots ?? none;
  const open = useMemo(() => (openId === null ? undefined : dotOf(openId, dots)), [openId, dots]);
  const [active, setActive] = useState(0);
  const { shown, show, rest, leave, close } = useResting<Dot>();
  const activeIndex = Math.min(active, dots.length - 1);
  const isShown = shown !== null && dots.includes(shown.value);

  const choose = (dot: Dot, anchor: HTMLElement): void => {
    const [only, ...others] = dot.entries;
    if (only && others.length === 0) {
      close();
      openKey(only.row.id);
    } else show(dot, anchor);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = nextOf(event.key, activeIndex, dots.length);
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
      {marks !== null && <Ruler marks={marks} width={width} rootPx={rootPx} />}
      {dots.map((dot, index) => (
        <button
          key={dot.entries[0]?.row.id}
          type="button"
          className={`${styles['dot']} ${styles[dot.urgency] ?? ''} ${dot === open ? styles['open'] : ''}`}
          style={{ left: dot.x }}
          tabIndex={index === activeIndex ? 0 : -1}
          aria-label={dot.words}
          aria-haspopup={dot.entries.length > 1 ? 'dialog' : undefined}
          aria-expanded={dot.entries.length > 1 ? shown?.value === dot : undefined}
          onFocus={() => setActive(index)}
          onClick={({ currentTarget }) => choose(dot, currentTarget)}
          onPointerEnter={({ currentTarget }) => rest(dot, currentTarget)}
          onPointerLeave={leave}
        >
          {dot.entries.length > 1 ? (
            <span className={`${styles['mark']} ${styles['many']}`}>
              <b>{shortCount(dot.entries.length)}</b>
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
  marks: TimelineMarks;
  width: number;
  /** How many pixels one rem is: names need room as they grow. */
  rootPx: number;
}

/** Today, the months, and since when one is reminded of these keys. */
function Ruler({ marks, width, rootPx }: RulerProps) {
  const { stretch, plannedMs, windowEndsMs } = marks;
  const scale = width / (stretch.endMs - stretch.startMs);
  const xOf = (ms: number): number => Math.round((ms - stretch.startMs) * scale);
  const months = monthsIn(stretch);
  // Every month where each has room for its name, else every second or third.
  const every = Math.ceil((months.length * 2.75 * rootPx) / width);
  return (
    <>
      <div aria-hidden className={styles['track']}>
        {windowEndsMs.map((endMs) => (
          <div
            key={endMs}
            className={styles['window']}
            style={{ width: Math.min(width, xOf(endMs)) }}
          />
        ))}
        {plannedMs.map((ms) => (
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

const none: readonly Dot[] = [];

function dotOf(id: KeyId, dots: readonly Dot[]): Dot | undefined {
  return dots.find(({ entries }) => entries.some(({ row }) => row.id === id));
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
