import type { AccountState } from '../../shared/account-state.ts';
import type { State } from '../../shared/state.ts';
import type { Entry } from '../inventory/entry.ts';

interface KeyPanelProps {
  entry: Entry;
  account: AccountState;
  state: State;
  now: Date;
  onClose: () => void;
}

export function KeyPanel({ entry, onClose }: KeyPanelProps) {
  return (
    <aside aria-label={entry.row.label}>
      <button type="button" onClick={onClose}>
        Close
      </button>
    </aside>
  );
}
