import type { KeyId } from '../../shared/key.ts';
import { shownLabel } from '../../shared/shown-label.ts';
import { dateOf } from '../times.ts';
import type { Cluster } from './clusters.ts';
import { countdownWords } from '../../shared/countdown-words.ts';
import { isDue } from './key-state.ts';
import styles from './timeline.module.css';

const most = 40;

interface TimelineKeysProps {
  cluster: Cluster;
  now: Date;
  onChoose: (id: KeyId) => void;
}

export function TimelineKeys({ cluster, now, onChoose }: TimelineKeysProps) {
  const left = cluster.entries.length - most;
  return (
    <div className={styles['list']}>
      {cluster.entries.length > 1 && <p>{stretchWords(cluster)}</p>}
      {cluster.entries.slice(0, most).map(({ row }) => (
        <button
          key={row.id}
          type="button"
          className={styles['key']}
          onClick={() => onChoose(row.id)}
        >
          <span dir="auto">{shownLabel(row.label)}</span>
          <code>
            <span aria-hidden>•••••</span>
            {row.lastFive}
          </code>
          <small>{row.expiresAt !== null && countdownWords(row.expiresAt, now)}</small>
        </button>
      ))}
      {left > 0 && <p>And {left.toLocaleString()} more. Narrow the list to see them apart.</p>}
    </div>
  );
}

/** For who does not see where the dot stands. */
export function clusterWords(cluster: Cluster, now: Date): string {
  const [first] = cluster.entries;
  if (first === undefined) return '';
  if (cluster.entries.length === 1) {
    const { label, lastFive, expiresAt } = first.row;
    if (expiresAt === null) return label;
    return `${shownLabel(label)}, ending in ${lastFive}: ${dateOf(expiresAt)}, ${countdownWords(expiresAt, now)}`;
  }
  // What is due ends soon, and most clusters are far from that.
  const dueCount =
    cluster.urgency === 'fresh'
      ? 0
      : cluster.entries.filter((entry) => isDue(entry, now.getTime())).length;
  const due = dueCount === 0 ? '' : `, ${dueCount.toLocaleString()} of them due`;
  return `${stretchWords(cluster)}${due}`;
}

function stretchWords({ entries }: Cluster): string {
  let firstMs = Infinity;
  let lastMs = -Infinity;
  for (const { times } of entries) {
    if (times === null) continue;
    firstMs = Math.min(firstMs, times.endMs);
    lastMs = Math.max(lastMs, times.endMs);
  }
  const first = dateOf(new Date(firstMs).toISOString());
  const last = dateOf(new Date(lastMs).toISOString());
  const count = `${entries.length.toLocaleString()} keys`;
  return first === last ? `${count} end on ${first}` : `${count} end from ${first} to ${last}`;
}
