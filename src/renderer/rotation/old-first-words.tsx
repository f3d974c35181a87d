import { TriangleAlert } from 'lucide-react';
import type { KeyRow } from '../../shared/key.ts';
import type { RotationReason } from '../../shared/rotation.ts';
import type { RuleCard } from '../../shared/service.ts';
import styles from './dialogs.module.css';
import type { roomOf } from './start-words.ts';

interface OldFirstWordsProps {
  row: KeyRow;
  reason: RotationReason;
  card: RuleCard;
  room: ReturnType<typeof roomOf>;
}

const mostPlaces = 6;

/** What stops working when the old key goes first, where, and for how long. */
export function OldFirstWords({ row, reason, card, room }: OldFirstWordsProps) {
  const { places } = row;
  const rest = places.length - mostPlaces;
  return (
    <div className={styles['warning']}>
      <TriangleAlert aria-hidden size={16} />
      <div>
        <p>
          <strong>
            {places.length === 0
              ? 'Whatever uses this key stops working.'
              : places.length === 1
                ? 'What uses this key stops working in 1 place.'
                : `What uses this key stops working in ${places.length} places.`}
          </strong>{' '}
          It goes first, so that {card.name} refuses it from then on. That lasts until each place
          has the new key:{' '}
          {card.management.how === 'api'
            ? 'a minute for the new one to be made'
            : 'as long as you need to make the new one'}
          , and then as long as you need to put it there.
        </p>
        {reason === 'no-room' && room !== null && (
          <p>
            {card.name} lets {room.most === 1 ? 'one key' : `${room.most} keys`} live at once for
            each {room.per}
            {room.isFull ? ', and that many are there' : ''}.
          </p>
        )}
        {places.length > 0 && (
          <ul className={styles['places-named']}>
            {places.slice(0, rest === 1 ? mostPlaces + 1 : mostPlaces).map(({ id, text }) => (
              <li key={id}>{text}</li>
            ))}
            {rest > 1 && <li>and {rest} more</li>}
          </ul>
        )}
      </div>
    </div>
  );
}
