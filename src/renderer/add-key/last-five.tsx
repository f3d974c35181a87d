import styles from './add-key.module.css';

/** All of a key that is ever shown. */
export function LastFive({ text }: { text: string }) {
  return (
    <span className={styles['last-five']}>
      <span aria-hidden>•••••</span>
      <span className={styles['told']}>ending in </span>
      {text}
    </span>
  );
}
