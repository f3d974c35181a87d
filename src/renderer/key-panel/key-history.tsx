import { useEffect, useState } from 'react';
import type { KeyEvent, KeyRow } from '../../shared/key.ts';
import { call } from '../call.ts';
import { wordsOfNote } from '../rotation/note-words.ts';
import { momentOf } from '../times.ts';
import { Button } from '../ui/button.tsx';
import { detailWords, eventWords } from './event-words.ts';
import styles from './key-panel.module.css';

const fewest = 8;
/** Who goes through the list with the arrows passes by keys whose history they do not want. */
const restMs = 120;

/** What has happened to the key, newest first. It is read again when the key changes. */
export function KeyHistory({ row, now }: { row: KeyRow; now: Date }) {
  const [events, setEvents] = useState<readonly KeyEvent[] | null>(null);
  const [isWhole, setWhole] = useState(false);
  useEffect(() => {
    let isWanted = true;
    const read = async (): Promise<void> => {
      const result = await call('readHistory', { keyId: row.id });
      if (isWanted && result.ok) setEvents(result.value.events);
    };
    const timer = setTimeout(() => void read(), restMs);
    return () => {
      clearTimeout(timer);
      isWanted = false;
    };
  }, [row]);
  if (events === null) return null;
  const shown = isWhole ? events : events.slice(0, fewest);
  return (
    <section className={styles['section']}>
      <h3>History</h3>
      {events.length === 0 && <p className={styles['quiet']}>Nothing yet.</p>}
      <ol className={styles['history']}>
        {shown.map((event, index) => (
          <li key={`${event.at} ${event.kind} ${events.length - index}`}>
            <span>
              {event.kind === 'rotation' ? wordsOfNote(event.detail) : eventWords[event.kind]}
              {event.kind !== 'rotation' && detailWords(event) !== '' && (
                <small>{detailWords(event)}</small>
              )}
            </span>
            <time dateTime={event.at}>{momentOf(event.at, now)}</time>
          </li>
        ))}
      </ol>
      {shown.length < events.length && (
        <div>
          <Button kind="quiet" onPress={() => setWhole(true)}>
            Show all {events.length.toLocaleString()}
          </Button>
        </div>
      )}
    </section>
  );
}
