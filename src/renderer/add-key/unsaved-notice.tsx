import type { State } from '../../shared/state.ts';
import { useOpenRotation } from '../place.ts';
import { UnsavedActions } from './unsaved-actions.tsx';
import styles from './unsaved-notice.module.css';

/** Keys that are in memory only. It stays in sight until each has found its place. */
export function UnsavedNotice({ state }: { state: State }) {
  const openId = useOpenRotation();
  // In the assistant of its rotation the same can be done, and more.
  const open = state.rotations.find(({ id }) => id === openId);
  const shown = state.unsaved.filter(({ keyId }) => keyId !== open?.newKeyId);
  if (shown.length === 0) return null;
  return (
    <section className={styles['notice']} aria-label="Keys that are not saved">
      {shown.map((unsaved) => (
        <UnsavedActions key={unsaved.keyId} state={state} unsaved={unsaved} />
      ))}
    </section>
  );
}
