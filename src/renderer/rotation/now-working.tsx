import type { Rotation } from '../../shared/rotation.ts';
import { useDeciding } from './decide.ts';
import { NowCard } from './now-card.tsx';
import type { NowProps } from './rotation-now.tsx';
import styles from './now.module.css';
import { headlineOf } from './rotation-words.ts';

/** It goes on by itself, and takes a moment. */
export function NowWorking({ rotation }: NowProps) {
  const deciding = useDeciding(rotation);
  const headline = headlineOf(rotation);
  return (
    <NowCard headline={headline} deciding={deciding}>
      <p>{wordsOf(rotation)}</p>
      <progress className={styles['working']} aria-label={headline} />
    </NowCard>
  );
}

function wordsOf({ step, old, way }: Rotation): string {
  if (step.at === 'preflight' && way === 'guided')
    return 'Whether your keychain can take a new key.';
  if (step.at === 'retiring') return `The service is asked to end •••••${old.lastFive}.`;
  return words[step.at] ?? '';
}

const words: Partial<Record<Rotation['step']['at'], string>> = {
  planned: 'Keys of one account are made one after the other, so that none is taken for another.',
  preflight:
    'Whether the session lasts, whether there is room, and whether somebody has rotated this key already.',
  creating: 'It goes straight into your keychain and is read back. The old key is not touched.',
  'create-unknown':
    'The connection broke before the service answered. Its list is read, so that no key is made twice.',
  stored: 'It is in your keychain. The service is asked whether it takes it.',
  verified: 'It becomes the key to use.',
  abandoning: 'The service is asked to end it. The old key stays the one to use.',
};
