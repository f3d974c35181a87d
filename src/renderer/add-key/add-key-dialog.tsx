import { useState } from 'react';
import type { AccountId } from '../../shared/account.ts';
import type { Intake } from '../../shared/intake.ts';
import type { KeyRow } from '../../shared/key.ts';
import type { State } from '../../shared/state.ts';
import { shownLabel } from '../../shared/shown-label.ts';
import { Dialog } from '../ui/dialog.tsx';
import { dropWish, type Wish } from '../wish.ts';
import { BringKeys } from './bring-keys.tsx';
import { ChooseWay } from './choose-way.tsx';
import { GenerateKey } from './generate-key.tsx';
import { GuidedKey } from './guided-key.tsx';
import { ListedKey } from './listed-key.tsx';

type Way = NonNullable<Extract<Wish, { kind: 'add-key' }>['way']>;
type AddKeyWish = Extract<Wish, { kind: 'add-key' | 'generate' | 'bring' }>;

type Step =
  /** `accountId` is where the user came from. */
  | { kind: 'choose'; accountId: AccountId | null }
  | { kind: 'generate'; accountId: AccountId | null }
  | { kind: 'guided'; accountId: AccountId | null }
  | { kind: 'bring'; accountId: AccountId | null; path: string | null; found: Intake | null }
  | { kind: 'listed'; row: KeyRow };

/** All ways in for a key, in one dialog. */
export function AddKeyDialog({ state, wish }: { state: State; wish: AddKeyWish }) {
  const [at, setAt] = useState(() => ({ wish, step: firstStep(wish, state), count: 0 }));
  // Another wish while this is open, such as a file that is dropped on it, begins anew.
  if (at.wish !== wish) setAt({ wish, step: firstStep(wish, state), count: at.count + 1 });
  const go = (step: Step): void => setAt({ wish, step, count: at.count + 1 });
  const { step, count } = at;
  const from = 'accountId' in step ? step.accountId : null;
  const back = (): void => go({ kind: 'choose', accountId: from });
  const goTo = (way: Way): void => go(stepOf(way, isFor(way, from, state) ? from : null));
  const bring = (found: Intake): void => go({ kind: 'bring', accountId: from, path: null, found });
  return (
    <Dialog title={titleOf(step)} isWide={step.kind === 'bring'} onClose={dropWish}>
      {step.kind === 'choose' && <ChooseWay onChoose={goTo} />}
      {step.kind === 'generate' && (
        <GenerateKey key={count} state={state} accountId={step.accountId} onBack={back} />
      )}
      {step.kind === 'guided' && (
        <GuidedKey
          key={count}
          state={state}
          accountId={step.accountId}
          onBack={back}
          onMany={bring}
        />
      )}
      {step.kind === 'bring' && (
        <BringKeys
          key={count}
          state={state}
          accountId={step.accountId}
          path={step.path}
          found={step.found}
          onBack={back}
        />
      )}
      {step.kind === 'listed' && <ListedKey key={count} state={state} row={step.row} />}
    </Dialog>
  );
}

/** Straight to the one way that makes sense, where it is known. */
function firstStep(wish: AddKeyWish, { accounts, services, keys }: State): Step {
  switch (wish.kind) {
    case 'generate':
      return wish;
    case 'bring': {
      const row = keys.find(({ id }) => id === wish.listedAs);
      return row
        ? { kind: 'listed', row }
        : { kind: 'bring', accountId: null, path: wish.path, found: null };
    }
    case 'add-key': {
      const account = accounts.find(({ id }) => id === wish.accountId);
      const card = services.find(({ id }) => id === account?.serviceId);
      if (wish.way !== undefined) return stepOf(wish.way, wish.accountId);
      if (!account || !card) return { kind: 'choose', accountId: null };
      return stepOf(card.management.how === 'api' ? 'generate' : 'guided', account.id);
    }
    default:
      return wish satisfies never;
  }
}

function stepOf(way: Way, accountId: AccountId | null): Step {
  switch (way) {
    case 'generate':
      return { kind: 'generate', accountId };
    case 'guided':
      return { kind: 'guided', accountId };
    case 'bring':
      return { kind: 'bring', accountId, path: null, found: null };
    default:
      return way satisfies never;
  }
}

/** Whether keys of the account can come in by this way. */
function isFor(way: Way, accountId: AccountId | null, { accounts, services }: State): boolean {
  const account = accounts.find(({ id }) => id === accountId);
  const card = services.find(({ id }) => id === account?.serviceId);
  if (!card) return false;
  return way === 'bring' || (way === 'generate') === (card.management.how === 'api');
}

function titleOf(step: Step): string {
  switch (step.kind) {
    case 'choose':
      return 'Add key';
    case 'generate':
      return 'Generate a key';
    case 'guided':
      return 'Make a key at its service';
    case 'bring':
      return 'Bring your own keys';
    case 'listed':
      return `Paste “${shownLabel(step.row.label)}”`;
    default:
      return step satisfies never;
  }
}
