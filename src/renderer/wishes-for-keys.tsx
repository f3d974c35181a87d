import type { State } from '../shared/state.ts';
import { CheckKeysDialog } from './checks/check-keys-dialog.tsx';
import { IdentifyDialog } from './identify/identify-dialog.tsx';
import { ForgetDialog } from './letting-go/forget-dialog.tsx';
import { RetireDialog } from './letting-go/retire-dialog.tsx';
import { Palette } from './palette/palette.tsx';
import { rotationsByKey } from './rotation/rotations-by-key.ts';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { ConfirmCopyDialog } from './use-key/confirm-copy-dialog.tsx';
import { RevealDialog } from './use-key/reveal-dialog.tsx';
import { dropWish, type Wish } from './wish.ts';

type WishForKeys = Extract<
  Wish,
  {
    kind:
      | 'forget'
      | 'retire'
      | 'check-keys'
      | 'confirm-copy'
      | 'reveal'
      | 'identify'
      | 'palette'
      | 'shortcuts';
  }
>;

/** The dialogs about keys that are here already. */
export function WishesForKeys({ state, wish }: { state: State; wish: WishForKeys }) {
  switch (wish.kind) {
    case 'palette':
      return <Palette state={state} onClose={dropWish} />;
    case 'shortcuts':
      return <ShortcutsDialog platform={state.app.platform} />;
    case 'identify':
      return <IdentifyDialog key={wish.path} state={state} path={wish.path} />;
    case 'forget':
      return <ForgetDialog key={wish.keyIds.join()} rows={forgettable(wish.keyIds, state)} />;
    case 'check-keys':
      return <CheckKeysDialog rows={rowsOf(wish.keyIds, state)} state={state} />;
    case 'retire':
    case 'confirm-copy':
    case 'reveal':
      return <WishForOne state={state} wish={wish} />;
    default:
      return wish satisfies never;
  }
}

function WishForOne({
  state,
  wish,
}: {
  state: State;
  wish: Extract<WishForKeys, { keyId: unknown }>;
}) {
  const row = state.keys.find(({ id }) => id === wish.keyId);
  const account = state.accounts.find(({ id }) => id === row?.accountId);
  const card = state.services.find(({ id }) => id === account?.serviceId) ?? null;
  // It may have gone meanwhile, by a sync or from another place.
  if (row === undefined) return null;
  switch (wish.kind) {
    case 'reveal':
      return (
        <RevealDialog
          key={row.id}
          row={row}
          platform={state.app.platform}
          revealed={state.revealed}
          onClose={dropWish}
        />
      );
    case 'confirm-copy':
      return (
        <ConfirmCopyDialog row={row} card={card} recipe={wish.recipe} because={wish.because} />
      );
    case 'retire': {
      if (account === undefined || card === null) return null;
      const successor = state.keys.find(({ id }) => id === row.replacedBy) ?? null;
      return (
        <RetireDialog key={row.id} row={row} account={account} card={card} successor={successor} />
      );
    }
    default:
      return wish satisfies never;
  }
}

/** What becomes of a key in rotation is decided there. Only such ones are left, so that it is said. */
function forgettable(keyIds: readonly string[], state: State) {
  const rows = rowsOf(keyIds, state);
  const parts = rotationsByKey(state.rotations);
  const free = rows.filter(({ id }) => !parts.has(id));
  return free.length > 0 ? free : rows;
}

function rowsOf(keyIds: readonly string[], { keys }: State) {
  const wanted = new Set(keyIds);
  return keys.filter(({ id }) => wanted.has(id));
}
