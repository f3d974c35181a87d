import { useDeciding } from './decide.ts';
import { NowCard } from './now-card.tsx';
import type { NowProps } from './rotation-now.tsx';
import styles from './rotation.module.css';
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

function wordsOf({ step, old, way }: NowProps['rotation']): string {
  switch (step.at) {
    case 'planned':
      return 'Keys of one account are made one after the other, so that none is taken for another.';
    case 'preflight':
      return way === 'api'
        ? 'Whether the session lasts, whether there is room, and whether somebody has rotated this key already.'
        : 'Whether your keychain can take a new key.';
    case 'creating':
      return 'It goes straight into your keychain and is read back. The old key is not touched.';
    case 'create-unknown':
      return 'The connection broke before the service answered. Its list is read, so that no key is made twice.';
    case 'stored':
      return 'It is in your keychain. The service is asked whether it takes it.';
    case 'verified':
      return 'It becomes the key to use.';
    case 'retiring':
      return `The service is asked to end •••••${old.lastFive}.`;
    case 'abandoning':
      return 'The service is asked to end it. The old key stays the one to use.';
    default:
      return '';
  }
}
