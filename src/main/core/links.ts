import type { KeyId } from '../../shared/key.ts';
import type { Inventory } from './inventory.ts';
import { linkOf } from './link.ts';
import type { AppWindow } from './ports.ts';

/**
 * Follows links that another program has opened. Each brings the window forward, also one that leads nowhere:
 * so who has clicked it sees that it was heard, and who is guessing learns nothing by it.
 */
export interface Links {
  follow(text: string): void;
}

interface World {
  inventory: Pick<Inventory, 'all'>;
  appWindow: AppWindow;
  showKey: (id: KeyId) => void;
}

export function createLinks({ inventory, appWindow, showKey }: World): Links {
  function keyOf(text: string): KeyId | null {
    const link = linkOf(text);
    if (link?.kind !== 'key') return null;
    const rows = inventory.all();
    const row =
      rows.find(({ id }) => id === link.keyId) ??
      // It was only listed when the link was made, and has got another id since it came in.
      rows.find(({ accountId, remoteId }) => `${accountId}/${remoteId}` === link.keyId);
    return row?.id ?? null;
  }

  return {
    follow(text) {
      const id = keyOf(text);
      if (id === null) appWindow.bringForward();
      else showKey(id);
    },
  };
}
