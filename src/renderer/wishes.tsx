import type { State } from '../shared/state.ts';
import { WishesForKeys } from './wishes-for-keys.tsx';
import { useWish } from './wish.ts';

/** The dialog for what the user wants to do. */
export function Wishes({ state }: { state: State }) {
  const wish = useWish();
  switch (wish?.kind) {
    case undefined:
    case 'add-key':
    case 'generate':
    case 'bring':
    case 'change-contacts':
      return null;
    case 'forget':
    case 'retire':
    case 'check-keys':
    case 'confirm-copy':
    case 'reveal':
    case 'identify':
    case 'palette':
    case 'shortcuts':
      return <WishesForKeys state={state} wish={wish} />;
    default:
      return wish satisfies never;
  }
}
