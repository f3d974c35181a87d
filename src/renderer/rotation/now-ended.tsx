import { CircleCheck } from 'lucide-react';
import { KeyName } from '../key-name.tsx';
import { call } from '../call.ts';
import { closeKey } from '../place.ts';
import { dateOf, momentOf } from '../times.ts';
import { Button } from '../ui/button.tsx';
import { useDeciding } from './decide.ts';
import { NowCard } from './now-card.tsx';
import type { NowProps } from './rotation-now.tsx';
import { openPlacesOf, openPlacesWords } from './open-places.ts';
import { PlaceChecklist } from './place-checklist.tsx';
import styles from './now.module.css';
import { abandonedWords } from './abandoned-words.ts';
import { wishFor } from '../wish.ts';
import { headlineOf } from './rotation-words.ts';
import { copyReport } from './time-line.tsx';

/** A calm end: what was done, and what is so now. */
export function NowEnded({ state, rotation, account, card, now }: NowProps) {
  const deciding = useDeciding(rotation);
  const { step, old, successor, oldEndedAt, reason } = rotation;
  const isDone = step.at === 'retired';
  const isTried = isDone && account?.isSandbox === true;
  const row = state.keys.find(({ id }) => id === successor?.keyId);
  const open = isDone ? openPlacesOf(successor, state) : [];
  const dismiss = (): void =>
    void deciding.run(async () => {
      const result = await call('dismissRotations', { rotationIds: [rotation.id] });
      if (result.ok) closeKey();
      return result.ok ? null : result.failure;
    });
  return (
    <NowCard
      headline={headlineOf(rotation)}
      tone={isDone ? 'good' : 'calm'}
      deciding={deciding}
      actions={
        <>
          <Button kind="primary" isBusy={deciding.isBusy} onPress={dismiss}>
            {isDone ? 'Done' : 'Close'}
          </Button>
          {reason === 'leaked' && (
            <Button onPress={() => copyReport(rotation, account)}>Copy report</Button>
          )}
          {isTried && (
            <Button onPress={() => wishFor({ kind: 'leave-sandbox' })}>Leave the sandbox…</Button>
          )}
        </>
      }
    >
      {isDone && successor !== null ? (
        <>
          <p className={styles['good']}>
            <CircleCheck aria-hidden size={16} />
            <span>
              <KeyName of={successor} /> is in use
              {successor.expiresAt === null ? '.' : `, until ${dateOf(successor.expiresAt)}.`}
            </span>
          </p>
          <p>
            <KeyName of={old} /> {endWords(step.at === 'retired' ? step.how : 'ended')}
            {oldEndedAt === null ? '.' : ` (${momentOf(oldEndedAt, now)}).`}
          </p>
          {isTried && (
            <p>
              That is a whole rotation, and there was a key that works at every moment of it. Rotate
              the next one, look around, or leave the sandbox and begin with your own keys.
            </p>
          )}
          {open.length > 0 && row && (
            <>
              <p className={styles['open']}>{openPlacesWords(open.length)}</p>
              <PlaceChecklist row={row} card={card} now={now} />
            </>
          )}
        </>
      ) : (
        <p>{abandonedWords(rotation)}</p>
      )}
    </NowCard>
  );
}

function endWords(how: 'ended' | 'by-hand' | 'expired'): string {
  if (how === 'by-hand') return 'was deleted in the service’s pages, and works no more';
  return how === 'expired' ? 'reached its end, and works no more' : 'is retired, and works no more';
}
