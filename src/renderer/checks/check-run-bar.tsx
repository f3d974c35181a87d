import { X } from 'lucide-react';
import type { CheckRun, State } from '../../shared/state.ts';
import { call } from '../call.ts';
import { Button } from '../ui/button.tsx';
import styles from './check-run-bar.module.css';

/** How far a check of many keys has come, and what came of it. */
export function CheckRunBar({ state: { checkRun } }: { state: State }) {
  return (
    <>
      {/* Its end is said, not each step. */}
      <p aria-live="polite" className={styles['spoken']}>
        {checkRun === null ? '' : spokenOf(checkRun)}
      </p>
      {checkRun !== null && <Bar run={checkRun} />}
    </>
  );
}

function Bar({ run }: { run: CheckRun }) {
  const asked = askedOf(run);
  const isRunning = run.status === 'running';
  return (
    <section className={styles['bar']} aria-label="Check of many keys">
      <div className={styles['head']}>
        <p>
          <strong>{titleOf(run)}</strong>
        </p>
        {isRunning ? (
          <Button kind="quiet" onPress={() => void call('cancelChecks', {})}>
            Cancel
          </Button>
        ) : (
          <button
            type="button"
            className={styles['cross']}
            aria-label="Dismiss"
            onClick={() => void call('dismissChecks', {})}
          >
            <X aria-hidden size={14} />
          </button>
        )}
      </div>
      {isRunning && (
        <progress
          className={styles['progress']}
          aria-label="Keys checked"
          value={asked}
          max={Math.max(1, run.total)}
        />
      )}
      <Counts run={run} />
    </section>
  );
}

function Counts({ run }: { run: CheckRun }) {
  const counts = countsOf(run);
  if (counts.length === 0) return null;
  return (
    <ul className={styles['counts']}>
      {counts.map(({ kind, words }) => (
        <li key={kind} className={styles[kind]}>
          {words}
        </li>
      ))}
    </ul>
  );
}

function askedOf({ works, refused, unknown, notAsked }: CheckRun): number {
  return works + refused + unknown + notAsked;
}

function countsOf({ works, refused, unknown, notAsked }: CheckRun) {
  const counts = [
    { kind: 'refused', count: refused, words: `${refused.toLocaleString()} refused` },
    {
      kind: 'works',
      count: works,
      words: works === 1 ? '1 works' : `${works.toLocaleString()} work`,
    },
    { kind: 'unknown', count: unknown, words: `${unknown.toLocaleString()} without an answer` },
    { kind: 'notAsked', count: notAsked, words: `${notAsked.toLocaleString()} not asked` },
  ];
  return counts.filter(({ count }) => count > 0);
}

export function titleOf(run: CheckRun): string {
  const asked = askedOf(run).toLocaleString();
  const total = run.total.toLocaleString();
  switch (run.status) {
    case 'running':
      return `Checking keys: ${asked} of ${total}`;
    case 'cancelled':
      return `Cancelled after ${asked} of ${total} keys`;
    case 'keychain-shut':
      return `Stopped after ${asked} of ${total} keys: your keychain was locked. Unlock it and check again.`;
    case 'done':
      return run.total === 1 ? '1 key checked' : `${total} keys checked`;
    default:
      return run.status satisfies never;
  }
}

function spokenOf(run: CheckRun): string {
  if (run.status === 'running') return `Checking ${run.total} keys.`;
  return [titleOf(run), ...countsOf(run).map(({ words }) => words)].join(', ');
}
