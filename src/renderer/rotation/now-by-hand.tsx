import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { Button } from '../ui/button.tsx';
import { useDeciding } from './decide.ts';
import { NowCard } from './now-card.tsx';
import type { NowProps } from './rotation-now.tsx';
import { waysOutOf } from './rotation-steps.ts';
import styles from './now.module.css';
import { headlineOf } from './rotation-words.ts';
import { canSayDeleted } from './user-word.ts';

/** The user deletes a key in the service's pages; it is then asked whether it is refused. */
export function NowByHand({ rotation, card, onGiveUp }: NowProps) {
  const deciding = useDeciding(rotation);
  const [pageComplaint, setPageComplaint] = useState<string | null>(null);
  const { step, old, successor } = rotation;
  const isNew = step.at === 'abandoning';
  const lastFive = isNew ? step.target.lastFive : old.lastFive;
  const code = deciding.failure?.code;
  const wantsWord = canSayDeleted(code);
  const page = card?.pages.find(({ purpose }) => purpose === 'keys') ?? card?.pages[0];
  const { canGoBack, canStop } = waysOutOf(rotation);
  const open = async (url: string): Promise<void> => {
    const result = await call('openPage', { url });
    setPageComplaint(result.ok ? null : failureWords(result.failure));
  };
  const say = (isVouched: boolean): void =>
    void deciding.decide({ kind: 'ended-by-hand', isVouched });
  return (
    <NowCard
      headline={headlineOf(rotation)}
      tone={successor === null ? 'urgent' : 'due'}
      deciding={deciding}
      actions={
        <>
          <Button kind="primary" isBusy={deciding.isBusy} onPress={() => say(false)}>
            {wantsWord || code === 'still-works' ? 'Check once more' : 'I have deleted it'}
          </Button>
          {wantsWord && (
            <Button isBusy={deciding.isBusy} onPress={() => say(true)}>
              It is deleted all the same
            </Button>
          )}
          {canGoBack && (
            <Button
              isBusy={deciding.isBusy}
              onPress={() => void deciding.decide({ kind: 'go-back' })}
            >
              Go back to the old key
            </Button>
          )}
          {canStop && (
            <Button kind="quiet" onPress={() => onGiveUp('stop')}>
              End it…
            </Button>
          )}
        </>
      }
    >
      <ol className={styles['numbered']}>
        {(card?.steps.retire ?? []).map((line) => (
          <li key={line}>{line}</li>
        ))}
        <li>
          It is the one that ends in <strong className={styles['five']}>{lastFive}</strong>, and no
          other.
        </li>
      </ol>
      {page && (
        <div>
          <Button onPress={() => void open(page.url)}>
            Open page: {page.label}
            <ExternalLink aria-label="(opens in your browser)" size={14} />
          </Button>
        </div>
      )}
      {pageComplaint !== null && <p className={styles['complaint']}>{pageComplaint}</p>}
      <p className={styles['quiet']}>
        {card?.probe === null
          ? 'The service cannot be asked whether it still takes the key, so that your word counts.'
          : 'When you say so, the service is asked whether it refuses the key now. Some need a minute.'}
      </p>
    </NowCard>
  );
}
