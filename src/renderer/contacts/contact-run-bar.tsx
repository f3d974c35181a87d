import type { Failure } from '../../shared/failure.ts';
import type { ContactRun, State } from '../../shared/state.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { KeyName } from '../key-name.tsx';
import { say } from '../notice.ts';
import { openKey } from '../place.ts';
import { Button } from '../ui/button.tsx';
import { RunBar, RunSpoken, type RunCount } from '../ui/run-bar.tsx';
import styles from './contact-run-bar.module.css';

/** How far a change of contacts has come, and which keys it failed for. */
export function ContactRunBar({ state }: { state: State }) {
  const { contactRun: run } = state;
  return (
    <>
      <RunSpoken words={run === null ? '' : spokenOf(run)} />
      {run !== null && <Bar run={run} state={state} />}
    </>
  );
}

function Bar({ run, state }: { run: ContactRun; state: State }) {
  const isRunning = run.status === 'running';
  return (
    <RunBar
      label="Change of contacts"
      title={titleOf(run)}
      isRunning={isRunning}
      progress={{
        label: 'Keys whose contacts were changed',
        done: doneOf(run),
        total: run.total,
      }}
      counts={countsOf(run)}
      onCancel={() => void call('cancelContactRun', {})}
      onDismiss={() => void call('dismissContactRun', {})}
    >
      {!isRunning && run.failed.length > 0 && (
        <>
          <Failed run={run} state={state} />
          <div>
            <Button onPress={() => void tryAgain(run)}>
              Try {run.failed.length === 1 ? 'it' : 'them'} again
            </Button>
          </div>
        </>
      )}
    </RunBar>
  );
}

/** Those that have failed, and no others: the rest has it, or never had the address. */
async function tryAgain({ from, to, failed: failures }: ContactRun): Promise<void> {
  const keyIds = failures.map(({ keyId }) => keyId);
  const result = await call('replaceContact', { keyIds, from, to });
  if (!result.ok) say(failureWords(result.failure), { tone: 'trouble' });
}

function countsOf({ changed, same, failed: failures }: ContactRun): RunCount[] {
  const counts: (RunCount & { count: number })[] = [
    {
      kind: 'refused',
      count: failures.length,
      words: `${failures.length.toLocaleString()} not changed`,
    },
    { kind: 'works', count: changed, words: `${changed.toLocaleString()} changed` },
    { kind: 'plain', count: same, words: `${same.toLocaleString()} did not have it` },
  ];
  return counts.filter(({ count }) => count > 0);
}

const mostShown = 4;

/** By reason, since those of one account mostly have the same. */
function Failed({ run, state }: { run: ContactRun; state: State }) {
  const byReason = new Map<string, { words: string; keyIds: string[] }>();
  for (const { keyId, failure } of run.failed) {
    const words = wordsOf(failure);
    const group = byReason.get(words) ?? { words, keyIds: [] };
    group.keyIds.push(keyId);
    byReason.set(words, group);
  }
  return [...byReason.values()].map(({ words, keyIds }) => (
    <div key={words} className={styles['group']}>
      <p>{words}</p>
      <ul>
        {keyIds.slice(0, mostShown).map((keyId) => {
          const row = state.keys.find(({ id }) => id === keyId);
          if (row === undefined) return null;
          return (
            <li key={keyId}>
              <button type="button" onClick={() => openKey(row.id)}>
                <KeyName of={row} />
              </button>
            </li>
          );
        })}
        {keyIds.length > mostShown && (
          <li>and {(keyIds.length - mostShown).toLocaleString()} more</li>
        )}
      </ul>
    </div>
  ));
}

function wordsOf(failure: Failure): string {
  if (failure.code === 'signed-out') {
    return 'The account is signed out. Sign in there, then try again.';
  }
  if (failure.code === 'call-refused') {
    return 'The contacts cannot be changed from here, or none would be left.';
  }
  // Each try reads the list anew first, so that nothing is taken away by one that was not seen.
  if (failure.code === 'outcome-unknown') {
    return 'The connection broke before the service answered. It may have been changed; to try again does no harm.';
  }
  return failureWords(failure);
}

function doneOf({ changed, same, failed: failures }: ContactRun): number {
  return changed + same + failures.length;
}

function titleOf(run: ContactRun): string {
  const done = doneOf(run).toLocaleString();
  const total = run.total.toLocaleString();
  if (run.status === 'running') return `Changing contacts: ${done} of ${total}`;
  if (run.status === 'cancelled') return `Cancelled after ${done} of ${total} keys`;
  if (run.failed.length > 0) {
    return run.changed === 0 ? 'No contact was changed' : 'Some contacts were not changed';
  }
  if (run.changed === 0) return 'None of these keys had this contact';
  return run.changed === 1
    ? 'Contacts of 1 key changed'
    : `Contacts of ${run.changed.toLocaleString()} keys changed`;
}

function spokenOf(run: ContactRun): string {
  if (run.status === 'running') return `Changing the contacts of ${run.total} keys.`;
  return `${titleOf(run)}: ${run.changed} changed, ${run.failed.length} not changed.`;
}
