import { lockWindow } from './lock-window.ts';
import { showPlace, showSearch } from './place.ts';
import { undoLast } from './notice.ts';
import { isPressed, keysWords, type Platform } from './shortcut-keys.ts';
import { wishFor } from './wish.ts';

export type ShortcutName =
  | 'palette'
  | 'search'
  | 'add-key'
  | 'identify'
  | 'settings'
  | 'lock'
  | 'undo'
  | 'shortcuts'
  | 'move'
  | 'copy'
  | 'details'
  | 'forget'
  | 'select'
  | 'recipes'
  | 'rotate'
  | 'back';

export interface Shortcut {
  name: ShortcutName;
  /** In the words of shortcut-keys.ts; the first is shown in menus. */
  keys: readonly [string, ...string[]];
  does: string;
  where: 'Anywhere' | 'In the list of keys' | 'In the quick palette';
  /** Null for what the place itself listens for. */
  run: (() => void) | null;
}

/** The one table: the window listens by it, and menus and the list of shortcuts are written from it. */
export const shortcuts: readonly Shortcut[] = [
  {
    name: 'palette',
    keys: ['Mod+K'],
    does: 'Find a key and copy it',
    where: 'Anywhere',
    run: () => wishFor({ kind: 'palette' }),
  },
  {
    name: 'search',
    keys: ['Mod+F', '/'],
    does: 'Search the list of keys',
    where: 'Anywhere',
    run: showSearch,
  },
  {
    name: 'add-key',
    keys: ['Mod+N'],
    does: 'Add a key',
    where: 'Anywhere',
    run: () => wishFor({ kind: 'add-key', accountId: null }),
  },
  {
    name: 'identify',
    keys: ['Mod+I'],
    does: 'Which key is this?',
    where: 'Anywhere',
    run: () => wishFor({ kind: 'identify', path: null }),
  },
  {
    name: 'settings',
    keys: ['Mod+,'],
    does: 'Open settings',
    where: 'Anywhere',
    run: () => showPlace({ kind: 'settings' }),
  },
  {
    name: 'lock',
    keys: ['Mod+L'],
    does: 'Lock Keyturn',
    where: 'Anywhere',
    run: lockWindow,
  },
  {
    name: 'undo',
    keys: ['Mod+Z'],
    does: 'Undo what was just said to be done',
    where: 'Anywhere',
    run: undoLast,
  },
  {
    name: 'shortcuts',
    keys: ['?'],
    does: 'Show all shortcuts',
    where: 'Anywhere',
    run: () => wishFor({ kind: 'shortcuts' }),
  },
  {
    name: 'move',
    keys: ['ArrowUp', 'ArrowDown'],
    does: 'Move',
    where: 'In the list of keys',
    run: null,
  },
  { name: 'copy', keys: ['Enter'], does: 'Copy the key', where: 'In the list of keys', run: null },
  {
    name: 'details',
    keys: ['ArrowRight'],
    does: 'Show its details',
    where: 'In the list of keys',
    run: null,
  },
  {
    name: 'select',
    keys: ['Space', 'Mod+A'],
    does: 'Select the key, or all of them',
    where: 'In the list of keys',
    run: null,
  },
  { name: 'rotate', keys: ['R'], does: 'Rotate the key', where: 'In the list of keys', run: null },
  {
    name: 'forget',
    keys: ['Delete'],
    does: 'Forget what is selected here',
    where: 'In the list of keys',
    run: null,
  },
  { name: 'back', keys: ['Escape'], does: 'Go back', where: 'In the list of keys', run: null },
  { name: 'copy', keys: ['Enter'], does: 'Copy the key', where: 'In the quick palette', run: null },
  {
    name: 'details',
    keys: ['Mod+Enter'],
    does: 'Show its details',
    where: 'In the quick palette',
    run: null,
  },
  {
    name: 'recipes',
    keys: ['Tab', 'ArrowRight'],
    does: 'All that can be done with it, and other forms to copy',
    where: 'In the quick palette',
    run: null,
  },
];

/** The keys of a shortcut as this platform writes them, for menus. */
export function shortcutWords(name: ShortcutName, platform: Platform): string {
  const shortcut = shortcuts.find((one) => one.name === name);
  return shortcut === undefined ? '' : keysWords(shortcut.keys[0], platform);
}

/** The same in the words of `aria-keyshortcuts`. */
export function shortcutOf(name: ShortcutName, platform: Platform): string {
  const keys = shortcuts.find((one) => one.name === name)?.keys[0] ?? '';
  return keys.replace('Mod', platform === 'mac' ? 'Meta' : 'Control');
}

/** Listens in the whole window until the returned function is called. */
export function listenForShortcuts(platform: Platform): () => void {
  const listen = (event: KeyboardEvent): void => {
    const isHit = (keys: string): boolean => isPressed(keys, event, platform);
    const wanted = shortcuts.find(({ run, keys }) => run !== null && keys.some(isHit));
    if (!wanted?.run || event.defaultPrevented || event.isComposing) return;
    if (
      (isDialogOpen() && wanted.name !== 'lock') ||
      (isTyping(event.target) && !isForTypists(wanted, wanted.keys.find(isHit)))
    )
      return;
    event.preventDefault();
    wanted.run();
  };
  window.addEventListener('keydown', listen);
  return () => window.removeEventListener('keydown', listen);
}

/** What is in front has the keyboard: nothing opens over it. Only who leaves in a hurry is not held up. */
export function isDialogOpen(): boolean {
  return document.querySelector('dialog[open], [role="menu"]') !== null;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('input:not([type=checkbox], [type=radio]), textarea, select'))
  );
}

/** A sign is typed and a Ctrl+Z takes back what was typed; the others mean nothing in a field. */
function isForTypists({ name }: Shortcut, keys = ''): boolean {
  return keys.includes('+') && name !== 'undo';
}
