import { ways } from '../add-key/choose-way.tsx';
import { wishFor } from '../wish.ts';
import styles from './ways-in.module.css';

/** The three ways in for a key, to be pressed. */
export function WaysIn() {
  return (
    <ul className={styles['ways']}>
      {ways.map(({ way, title, text, icon: Icon }) => (
        <li key={way}>
          <button type="button" onClick={() => wishFor({ kind: 'add-key', accountId: null, way })}>
            <Icon aria-hidden size={20} />
            <strong>{title}</strong>
            <span>{text}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
