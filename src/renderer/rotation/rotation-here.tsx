import { RefreshCw } from 'lucide-react';
import type { KeyId } from '../../shared/key.ts';
import type { State } from '../../shared/state.ts';
import { openRotation } from '../place.ts';
import { Button } from '../ui/button.tsx';
import styles from './rotation-here.module.css';
import { stepWords } from './rotation-words.ts';

interface RotationHereProps {
  keyId: KeyId;
  state: State;
  now: Date;
}

/** In the panel of a key: the rotation that it is part of, old or new. */
export function RotationHere({ keyId, state, now }: RotationHereProps) {
  const rotation = state.rotations.find(
    ({ old, successor, closedAt }) =>
      closedAt === null && (old.keyId === keyId || successor?.keyId === keyId),
  );
  if (!rotation) return null;
  return (
    <section className={styles['here']} aria-label="In rotation">
      <RefreshCw aria-hidden size={16} />
      <div>
        <p>
          <strong>
            {rotation.old.keyId === keyId ? 'In rotation.' : 'The new key of a rotation.'}
          </strong>{' '}
          {stepWords(rotation, now)}.
        </p>
        <Button onPress={() => openRotation(rotation.id)}>Open rotation</Button>
      </div>
    </section>
  );
}
