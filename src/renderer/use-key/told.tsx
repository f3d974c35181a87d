import { Info, X } from 'lucide-react';
import type { Tip } from '../../shared/settings.ts';
import { call } from '../call.ts';
import styles from './clipboard-bar.module.css';
import { tipWords } from './tip-words.ts';

/** Said once, then never again unless the settings say so. */
export function Told({ tip, told }: { tip: Tip; told: readonly Tip[] }) {
  return (
    <div className={styles['tip']}>
      <Info aria-hidden size={14} />
      <p>{tipWords[tip]}</p>
      <button
        type="button"
        className={styles['cross']}
        aria-label="Understood"
        onClick={() => void call('changeSettings', { told: [...told, tip] })}
      >
        <X aria-hidden size={14} />
      </button>
    </div>
  );
}
