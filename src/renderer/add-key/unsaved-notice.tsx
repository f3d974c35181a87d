import type { State } from '../../shared/state.ts';
import { UnsavedActions } from './unsaved-actions.tsx';
import styles from './unsaved-notice.module.css';

/** Keys that are in memory only. It stays in sight until each has found its place. */
export function UnsavedNotice({ state }: { state: State }) {
  if (state.unsaved.length === 0) return null;
  return (
    <section className={styles['notice']} aria-label="Keys that are not saved">
      {state.unsaved.map((unsaved) => (
        <UnsavedActions key={unsaved.keyId} state={state} unsaved={unsaved} />
      ))}
    </section>
  );
}
