import type { KeyId } from '../../shared/key.ts';
import type { Inventory } from './inventory.ts';
import { linkOf } from './link.ts';
import type { AppWindow } from './ports.ts';

/** Follows links that another program has opened. One that leads nowhere is dropped without a word. */
export interface Links {
  follow(text: string): void;
}

interface World {
  inventory: Pick<Inventory, 'all'>;
  appWindow: AppWindow;
  showKey: (id: KeyId) => void;
}

export function createLinks({ inventory, appWindow, showKey }: World): Links {
  return {
    follow(text) {
      const link = linkOf(text);
      if (link?.kind === 'open') appWindow.bringForward();
      // Nobody learns from us whether there is such a key.
      else if (link && inventory.all().some(({ id }) => id === link.keyId)) showKey(link.keyId);
    },
  };
}
