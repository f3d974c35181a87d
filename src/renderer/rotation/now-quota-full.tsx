import type { KeyRow } from '../../shared/key.ts';
import type { RotationBlock } from '../../shared/rotation.ts';
import { KeyName } from '../key-name.tsx';
import { dateOf } from '../times.ts';
import { Button } from '../ui/button.tsx';
import { wishFor } from '../wish.ts';
import { useDeciding } from './decide.ts';
import { EndIt } from './end-it.tsx';
import { NowCard } from './now-card.tsx';
import { roomMade } from './room-made.ts';
import type { NowProps } from './rotation-now.tsx';
import styles from './now.module.css';
import { headlineOf } from './rotation-words.ts';

interface NowQuotaFullProps extends NowProps {
  block: Extract<RotationBlock, { because: 'quota-full' }>;
}

/** One key has to go before there can be another: one of those that are named, or the old one. */
export function NowQuotaFull(props: NowQuotaFullProps) {
  const { state, rotation, card, block, onGiveUp } = props;
  const deciding = useDeciding(rotation);
  const { spare, endedCount } = roomMade(block, state.keys);
  const startAnew = async (): Promise<void> => {
    if ((await deciding.decide({ kind: 'stop' })) !== null) return;
    wishFor({ kind: 'rotate', keyIds: [rotation.old.keyId], reason: 'no-room' });
  };
  return (
    <NowCard
      headline={endedCount > 0 ? 'There should be room now' : headlineOf(rotation)}
      tone="due"
      deciding={deciding}
      actions={
        <>
          <Button
            kind="primary"
            isBusy={deciding.isBusy}
            onPress={() => void deciding.decide({ kind: 'try-again' })}
          >
            {endedCount > 0 ? 'Make the new key' : 'Try again'}
          </Button>
          <Button isBusy={deciding.isBusy} onPress={() => void startAnew()}>
            Old key first…
          </Button>
          <EndIt onGiveUp={onGiveUp} />
        </>
      }
    >
      <p aria-live="polite">{endedCount > 0 ? roomWords(endedCount) : fullWords(block.most)}</p>
      {spare.length > 0 && (
        <>
          <p>
            {endedCount > 0
              ? 'Should that not be enough, these can go too:'
              : 'These can go, since they work no more or nobody here holds them. Retire one, then go on here:'}
          </p>
          <ul className={styles['rows']}>
            {spare.map((row) => (
              <li key={row.id}>
                <span>
                  <KeyName of={row} />
                  <small>{spareWords(row)}</small>
                </span>
                <Button kind="quiet" onPress={() => wishFor({ kind: 'retire', keyId: row.id })}>
                  {card?.management.how === 'api' ? 'Retire…' : 'Note as retired…'}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      {spare.length === 0 && endedCount === 0 && (
        <p>
          All of its keys may be in use. Retire one that nobody needs any more, then try again, or
          let the old key of this rotation go first.
        </p>
      )}
    </NowCard>
  );
}

function fullWords(most: number | null): string {
  const count = most === 1 ? '1 key' : `${most} keys`;
  return most === null
    ? 'The account has as many keys as it may have. Nothing was made.'
    : `The account may have ${count}, and has as many. Nothing was made.`;
}

function roomWords(endedCount: number): string {
  const gone = endedCount === 1 ? 'One key has' : `${endedCount} keys have`;
  return `${gone} gone since then. Nothing was made yet.`;
}

function spareWords({ standing, expiresAt }: KeyRow): string {
  if (standing === 'expired') {
    return expiresAt === null ? 'Works no more' : `Expired on ${dateOf(expiresAt)}`;
  }
  return 'Works, and is not held here';
}
