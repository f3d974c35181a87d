import type { KeyRow } from '../../shared/key.ts';
import type { State } from '../../shared/state.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogFoot } from '../ui/dialog.tsx';
import { dropWish } from '../wish.ts';
import { costlyAmong, startCheck } from './check-keys.ts';

interface CheckKeysDialogProps {
  rows: readonly KeyRow[];
  state: State;
}

/** Says what a check of many keys costs, before it begins. */
export function CheckKeysDialog({ rows, state }: CheckKeysDialogProps) {
  const costly = costlyAmong(rows, state);
  const costlyCount = costly.reduce((sum, { count }) => sum + count, 0);
  const names = new Set(costly.map(({ card }) => card.id));
  const accounts = state.accounts.filter(({ serviceId }) => names.has(serviceId));
  const costlyAccounts = new Set(accounts.map(({ id }) => id));
  const free = rows.filter(({ accountId }) => !costlyAccounts.has(accountId));
  return (
    <Dialog title={`Check ${keysOf(rows.length)}?`} onClose={dropWish}>
      {costly.map(({ card, count }) => (
        <p key={card.id}>
          At <strong>{card.name}</strong> each check counts against the limit of the key. {count}{' '}
          {count === 1 ? 'request is' : 'requests are'} made there.
        </p>
      ))}
      <DialogFoot>
        <Button onPress={dropWish}>Cancel</Button>
        {free.length > 0 && (
          <Button onPress={() => start(free)}>Leave out these {costlyCount}</Button>
        )}
        <Button kind="primary" hasFocus onPress={() => start(rows)}>
          Check {rows.length === 1 ? 'it' : 'all'}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

function start(rows: readonly KeyRow[]): void {
  dropWish();
  void startCheck(rows.map(({ id }) => id));
}

function keysOf(count: number): string {
  return count === 1 ? '1 key' : `${count.toLocaleString()} keys`;
}
