import type { State } from '../../shared/state.ts';
import styles from './clipboard-bar.module.css';
import { Told } from './told.tsx';

/** Keyturn went on without its window, and no desktop was there to say so. */
export function BackgroundBar({ state: { tips, settings } }: { state: State }) {
  if (!tips.includes('in-background')) return null;
  return (
    <section className={styles['bar']} aria-label="In the background">
      <Told tip="in-background" told={settings.told} />
    </section>
  );
}
