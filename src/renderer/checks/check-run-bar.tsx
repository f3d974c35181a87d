import type { CheckRun, State } from '../../shared/state.ts';
import { call } from '../call.ts';
import { RunBar, RunSpoken, type RunCount } from '../ui/run-bar.tsx';

/** How far a check of many keys has come, and what came of it. */
export function CheckRunBar({ state: { checkRun: run } }: { state: State }) {
  return (
    <>
      <RunSpoken words={run === null ? '' : spokenOf(run)} />
      {run !== null && (
        <RunBar
          label="Check of many keys"
          title={titleOf(run)}
          isRunning={run.status === 'running'}
          progress={{ label: 'Keys checked', done: askedOf(run), total: run.total }}
          counts={countsOf(run)}
          onCancel={() => void call('cancelChecks', {})}
          onDismiss={() => void call('dismissChecks', {})}
        />
      )}
    </>
  );
}

function askedOf({ works, refused, unknown, notAsked }: CheckRun): number {
  return works + refused + unknown + notAsked;
}

function countsOf({ works, refused, unknown, notAsked }: CheckRun): RunCount[] {
  const counts: (RunCount & { count: number })[] = [
    { kind: 'refused', count: refused, words: `${refused.toLocaleString()} refused` },
    {
      kind: 'works',
      count: works,
      words: works === 1 ? '1 works' : `${works.toLocaleString()} work`,
    },
    { kind: 'unknown', count: unknown, words: `${unknown.toLocaleString()} without an answer` },
    { kind: 'plain', count: notAsked, words: `${notAsked.toLocaleString()} not asked` },
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
