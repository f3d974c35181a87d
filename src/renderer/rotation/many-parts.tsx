import type { KeyRow } from '../../shared/key.ts';
import { shownLabel } from '../../shared/shown-label.ts';
import { askForSignIn } from '../sign-in/sign-in-wish.ts';
import { Button } from '../ui/button.tsx';
import { countOf } from './due-words.ts';
import styles from './many-dialog.module.css';
import { isByHand, signInsOf, type LeftOutBecause, type PlannedKey } from './many-plan.ts';

/** Each account once, however many of its keys are among them. */
export function SignInPart({ keys }: { keys: readonly PlannedKey[] }) {
  const accounts = signInsOf(keys);
  if (accounts.length === 0) return null;
  return (
    <section className={styles['gate']} aria-label="Sign in">
      <p>
        {accounts.length === 1
          ? 'One account needs a sign-in.'
          : `${accounts.length} accounts need a sign-in.`}{' '}
        You may start before: what needs it waits for you.
      </p>
      <ul>
        {accounts.map((account) => (
          <li key={account.id}>
            <Button onPress={() => void askForSignIn(account.id)}>Sign in to {account.name}</Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the user makes and ends in the service's pages. */
export function ByHandPart({ keys }: { keys: readonly PlannedKey[] }) {
  const guided = keys.filter(isByHand);
  if (guided.length === 0) return null;
  const names = [...new Set(guided.map(({ account }) => account.serviceName))];
  const most = guided.map(({ card }) => card.mostLiveKeys).find((rule) => rule !== null);
  return (
    <section className={styles['note']} aria-label="By hand">
      <p>
        <strong>
          {guided.length === keys.length && keys.length > 1
            ? 'All of these are'
            : `${countOf(guided.length)} ${guided.length === 1 ? 'is' : 'are'}`}{' '}
          made by hand.
        </strong>{' '}
        Keyturn cannot make keys at {listOf(names)}. It opens the right page, says what to do there
        and takes the new key by a paste, one after the other.
        {most &&
          ` At most ${most.count} keys live at once for each ${most.per}: where there is no room, rotate that key by itself.`}
      </p>
    </section>
  );
}

interface LeftOutPartProps {
  leftOut: readonly { row: KeyRow; because: LeftOutBecause }[];
}

/** What cannot be rotated, and why. */
export function LeftOutPart({ leftOut }: LeftOutPartProps) {
  if (leftOut.length === 0) return null;
  const reasons = [...new Set(leftOut.map(({ because }) => because))];
  return (
    <section className={styles['note']} aria-label="Left out">
      <p>
        <strong>{countOf(leftOut.length)} left out:</strong>
      </p>
      <ul>
        {reasons.map((because) => {
          const rows = leftOut.filter((one) => one.because === because);
          return (
            <li key={because}>
              {namesOf(rows.map(({ row }) => row))}: {reasonWords[because]}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const reasonWords: Record<LeftOutBecause, string> = {
  over: 'retired already. Add a new key instead.',
  legacy: 'from before the present rules of the service.',
  'in-rotation': 'in rotation already.',
  replaced: 'has its successor already.',
  unnamed: 'not in the service’s list. Sync the account, then try again.',
  'too-many': '500 are the most at once. Begin with these, then take the rest.',
};

const mostNames = 3;

function namesOf(rows: readonly KeyRow[]): string {
  const names = rows.slice(0, mostNames).map(({ label }) => shownLabel(label));
  const left = rows.length - names.length;
  return left === 0 ? names.join(', ') : `${names.join(', ')} and ${left.toLocaleString()} more`;
}

function listOf(names: readonly string[]): string {
  return new Intl.ListFormat('en').format(names);
}
