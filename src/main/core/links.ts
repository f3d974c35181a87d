import type { KeyId } from '../../shared/key.ts';
import type { Inventory } from './inventory.ts';
import { linkOf } from './link.ts';
import type { AppWindow } from './ports.ts';

/**
 * Follows links that another program has opened. Each brings the window forward, also one that leads nowhere:
 * the window then says so to who has clicked it, and who is guessing learns nothing by it.
 */
export interface Links {
  follow(text: string): void;
}

interface World {
  inventory: Pick<Inventory, 'all'>;
  appWindow: AppWindow;
  /** Null for one that is not here. */
  showKey: (id: KeyId | null) => void;
}

export function createLinks({ inventory, appWindow, showKey }: World): Links {
  function keyOf(wanted: KeyId): KeyId | null {
    const rows = inventory.all();
    const row =
      rows.find(({ id }) => id === wanted) ??
      // It was only listed when the link was made, and has got another id since it came in.
      rows.find(({ accountId, remoteId }) => `${accountId}/${remoteId}` === wanted);
    return row?.id ?? null;
  }

  return {
    follow(text) {
      const link = linkOf(text);
      if (link?.kind === 'open') appWindow.bringForward();
      else showKey(link && keyOf(link.keyId));
    },
  };
}
