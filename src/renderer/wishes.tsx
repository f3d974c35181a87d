import type { State } from '../shared/state.ts';
import { useWish } from './wish.ts';

/** The dialog for what the user wants to do. */
export function Wishes({ state: _state }: { state: State }) {
  const wish = useWish();
  switch (wish?.kind) {
    case undefined:
    case 'add-key':
    case 'generate':
    case 'bring':
    case 'change-contacts':
    case 'forget':
    case 'retire':
    case 'confirm-copy':
    case 'reveal':
    case 'identify':
    case 'palette':
    case 'shortcuts':
      return null;
    default:
      return wish satisfies never;
  }
}
