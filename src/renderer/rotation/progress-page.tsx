import { RefreshCw, X } from 'lucide-react';
import { useEffect, useEffectEvent, useMemo, useRef } from 'react';
import type { AccountState } from '../../shared/account-state.ts';
import type { Rotation, RotationId } from '../../shared/rotation.ts';
import { isOpen } from '../../shared/rotation-progress.ts';
import type { State } from '../../shared/state.ts';
import { call } from '../call.ts';
import { failureWords } from '../failure-words.ts';
import { useLostFocus } from '../inventory/lost-focus.ts';
import { useMinute } from '../minute.ts';
import { say } from '../notice.ts';
import { openRotation, showPlace } from '../place.ts';
import { isDialogOpen } from '../shortcuts.ts';
import { signInAnew } from '../sign-in/sign-in-anew.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { wishFor } from '../wish.ts';
import styles from './progress-page.module.css';
import { groupsOf, progressOf, progressWords } from './progress.ts';
import { RotationRow } from './rotation-row.tsx';
import { accountsToSignIn, isWaiting, isWaitingForSignIn, needsUser } from './waiting.ts';

/** All rotations that go on, and those whose end was not dismissed, account by account. */
export function ProgressPage({ state: { rotations, accounts } }: { state: State }) {
  const now = useMinute();
  const progress = useMemo(() => progressOf(rotations, now), [rotations, now]);
  const groups = useMemo(() => groupsOf(rotations, accounts), [rotations, accounts]);
  const signIns = useMemo(() => accountsToSignIn(rotations), [rotations]);
  const onEscape = useEffectEvent((event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.defaultPrevented && !isDialogOpen()) close();
  });
  useEffect(() => {
    window.addEventListener('keydown', onEscape);
    return () => window.removeEventListener('keydown', onEscape);
  }, []);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The dialog in which they were begun is gone, and what has opened it as well.
    if (document.activeElement === document.body) heading.current?.focus();
  }, []);
  useLostFocus(() => heading.current?.focus());
  if (rotations.length === 0) return <Nothing />;
  const words = progressWords(progress);
  // One sign-in lets many go on, and comes before each of them.
  const waiting = signIns.size > 0 ? [] : rotations.filter((one) => isWaiting(one, now));
  const next = waiting.find((one) => needsUser(one, now)) ?? waiting[0];
  return (
    <section className={styles['page']} aria-label="Rotations">
      <header className={styles['head']}>
        <h1 ref={heading} tabIndex={-1}>
          In rotation
        </h1>
        <span className={styles['acts']}>
          {next !== undefined && (
            <Button kind="primary" onPress={() => openRotation(next.id)}>
              {waiting.length === 1 ? 'Go on with it' : 'Go on with the first'}
            </Button>
          )}
          {progress.ended.length > 0 && (
            <Button onPress={() => void dismiss(progress.ended)}>
              Dismiss finished
              {progress.ended.length === rotations.length ? '' : ` ${progress.ended.length}`}
            </Button>
          )}
          <IconButton
            label="Close"
            title="Close. They go on, and are found in the sidebar."
            onClick={close}
          >
            <X aria-hidden size={18} />
          </IconButton>
        </span>
        <div className={styles['sum']}>
          <output aria-live="polite">{words}</output>
          <progress
            className={styles['bar']}
            aria-label="New keys in use"
            value={progress.inUse}
            max={Math.max(1, progress.total)}
          />
        </div>
      </header>
      {groups.map(({ account, rotations: some }) => (
        <Group
          key={account?.id ?? ''}
          account={account}
          rotations={some}
          isToSignIn={account !== null && signIns.has(account.id)}
          now={now}
        />
      ))}
    </section>
  );
}

function close(): void {
  showPlace({ kind: 'keys', shelf: 'all' });
}

interface GroupProps {
  account: AccountState | null;
  rotations: readonly Rotation[];
  isToSignIn: boolean;
  now: Date;
}

function Group({ account, rotations, isToSignIn, now }: GroupProps) {
  const name = account?.name ?? 'An account that is no longer here';
  const waiting = rotations.filter((one) => isOpen(one) && isWaitingForSignIn(one));
  return (
    <section className={styles['group']} aria-label={name}>
      <header>
        <h2>{name}</h2>
        {account !== null && <small>{account.serviceName}</small>}
        {isToSignIn && account !== null && (
          <span className={styles['sign-in']}>
            {waiting.length === 1 ? '1 waits' : `${waiting.length} wait`} for your sign-in
            <Button kind="primary" onPress={() => void signIn(account)}>
              Sign in
            </Button>
          </span>
        )}
      </header>
      <ol>
        {rotations.map((rotation) => (
          <RotationRow key={rotation.id} rotation={rotation} now={now} />
        ))}
      </ol>
    </section>
  );
}

function Nothing() {
  return (
    <section className={styles['nothing']}>
      <RefreshCw aria-hidden size={28} />
      <h1>Nothing is in rotation</h1>
      <p>
        Replace a key, or several at once, and see here how far each is. A rotation goes on while
        you do other things, and is found here again after a restart.
      </p>
      <div>
        <Button kind="primary" onPress={() => showPlace({ kind: 'keys', shelf: 'due' })}>
          See what is due
        </Button>
        <Button onPress={() => wishFor({ kind: 'plan', keyIds: null })}>Plan ahead…</Button>
      </div>
    </section>
  );
}

/** Once for all that wait: main goes on by itself with each of them. */
async function signIn(account: AccountState): Promise<void> {
  const result = await signInAnew(account, account.signIn.status !== 'signed-in');
  if (!result.ok) say(failureWords(result.failure), { tone: 'trouble' });
}

const mostInOneCall = 500;

async function dismiss(ids: readonly RotationId[]): Promise<void> {
  const result = await call('dismissRotations', { rotationIds: ids.slice(0, mostInOneCall) });
  if (!result.ok) say(failureWords(result.failure), { tone: 'trouble' });
}
