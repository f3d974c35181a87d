import styles from './ring.module.css';

/** How much of a short time is left, as a circle that empties. The words beside it say the same. */
export function Ring({ left, size = 20 }: { left: number; size?: number }) {
  return (
    <svg aria-hidden className={styles['ring']} width={size} height={size} viewBox="0 0 20 20">
      <circle className={styles['track']} cx="10" cy="10" r="8" />
      <circle
        className={styles['left']}
        cx="10"
        cy="10"
        r="8"
        pathLength="1"
        strokeDasharray="1"
        strokeDashoffset={1 - Math.min(1, Math.max(0, left))}
      />
    </svg>
  );
}
