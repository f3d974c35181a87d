import type { KeyRow } from '../../shared/key.ts';
import { recipesOf } from '../../shared/recipe-text.ts';
import type { Recipe } from '../../shared/recipe.ts';
import type { State } from '../../shared/state.ts';
import { checkAllKeys } from '../checks/check-keys.ts';
import type { MenuEntry } from '../ui/menu.tsx';
import { openKey, showPlace } from '../place.ts';
import { keyNameOf } from '../key-name.tsx';
import { takeBack } from '../letting-go/take-back.ts';
import { call } from '../call.ts';
import { lockWindow } from '../lock-window.ts';
import { rotationsByKey } from '../rotation/rotations-by-key.ts';
import { shortcutWords, type ShortcutName } from '../shortcuts.ts';
import { copyKey } from '../use-key/copy-key.ts';
import { actionsOf } from '../use-key/key-actions.ts';
import { wishFor } from '../wish.ts';
import { haystackOf, matchOf } from './letters.ts';
import { wordsOf, type Found } from './rank-keys.ts';

/** Something else than a key that the palette can do. */
export interface Command {
  id: string;
  label: string;
  shortcut: string | null;
  do: () => void;
}

export type Item =
  | { kind: 'key'; found: Found }
  | { kind: 'command'; command: Command }
  /** A form to copy the key in that was opened. */
  | { kind: 'recipe'; recipe: Recipe; row: KeyRow }
  | { kind: 'details'; row: KeyRow }
  | { kind: 'action'; action: MenuEntry };

/** What a key that was opened can do: copied in each form first, the dangerous last. */
export function itemsFor(row: KeyRow, { accounts, services, rotations }: State): Item[] {
  const account = accounts.find(({ id }) => id === row.accountId);
  const card = services.find(({ id }) => id === account?.serviceId) ?? null;
  // Copying stands here in every form, with a look at each.
  const recipes = card === null ? (['key'] as const) : recipesOf(card);
  const { others, dangers } = actionsOf({
    row,
    card,
    rotation: rotationsByKey(rotations).get(row.id) ?? null,
  });
  return [
    ...(row.isHeld ? recipes.map((recipe): Item => ({ kind: 'recipe', recipe, row })) : []),
    { kind: 'details', row },
    ...[...others, ...dangers].map((action): Item => ({ kind: 'action', action })),
  ];
}

export function doItem(item: Item): void {
  switch (item.kind) {
    case 'key':
      if (item.found.row.isHeld) void copyKey(item.found.row.id, 'key');
      else openKey(item.found.row.id);
      break;
    case 'recipe':
      void copyKey(item.row.id, item.recipe);
      break;
    case 'details':
      openKey(item.row.id);
      break;
    case 'command':
      item.command.do();
      break;
    case 'action':
      item.action.onChoose();
      break;
    default:
      item satisfies never;
  }
}

/** What Enter does with it, in a word or two. */
export function doesOf(item: Item): string {
  if (item.kind === 'key') return item.found.row.isHeld ? 'Copy' : 'Open';
  return item.kind === 'recipe' ? 'Copy' : 'Do it';
}

export function keyOf(item: Item): string {
  switch (item.kind) {
    case 'key':
      return item.found.row.id;
    case 'recipe':
      return item.recipe;
    case 'details':
      return 'details';
    case 'command':
      return item.command.id;
    case 'action':
      return item.action.label;
    default:
      return item satisfies never;
  }
}

const aboutAllKeys: readonly Command[] = [
  {
    id: 'plan',
    label: 'Plan rotations…',
    shortcut: null,
    do: () => wishFor({ kind: 'plan', keyIds: null }),
  },
  {
    id: 'calendar',
    label: 'Calendar file…',
    shortcut: null,
    do: () => wishFor({ kind: 'calendar', keyIds: null }),
  },
  { id: 'report', label: 'Report…', shortcut: null, do: () => wishFor({ kind: 'report' }) },
];

export function commandsOf(state: State): Command[] {
  const keys = (name: ShortcutName): string => shortcutWords(name, state.app.platform);
  return [
    {
      id: 'add-key',
      label: 'Add a key…',
      shortcut: keys('add-key'),
      do: () => wishFor({ kind: 'add-key', accountId: null }),
    },
    {
      id: 'identify',
      label: 'Which key is this?…',
      shortcut: keys('identify'),
      do: () => wishFor({ kind: 'identify', path: null }),
    },
    ...(state.keys.some(({ isHeld }) => isHeld)
      ? [
          {
            id: 'check-all',
            label: 'Check all keys',
            shortcut: null,
            do: () => checkAllKeys(state),
          },
        ]
      : []),
    ...(state.keys.length === 0 ? [] : aboutAllKeys),
    ...(state.clipboard === null
      ? []
      : [
          {
            id: 'clear',
            label: 'Clear the clipboard now',
            shortcut: null,
            do: () => void call('clearClipboard', {}),
          },
        ]),
    ...state.forgotten.map((forgotten) => ({
      id: `take-back-${forgotten.keyId}`,
      label: `Take back ${keyNameOf(forgotten)}`,
      shortcut: null,
      do: () => void takeBack([forgotten]),
    })),
    {
      id: 'settings',
      label: 'Settings',
      shortcut: keys('settings'),
      do: () => showPlace({ kind: 'settings' }),
    },
    {
      id: 'lock',
      label: 'Lock Keyturn',
      shortcut: keys('lock'),
      do: lockWindow,
    },
    {
      id: 'about',
      label: 'About Keyturn',
      shortcut: null,
      do: () => showPlace({ kind: 'settings', part: 'about' }),
    },
    {
      id: 'shortcuts',
      label: 'All shortcuts',
      shortcut: keys('shortcuts'),
      do: () => wishFor({ kind: 'shortcuts' }),
    },
  ];
}

/** Those that each word of the query is in. */
export function commandsFor(query: string, commands: readonly Command[]): Command[] {
  const words = wordsOf(query);
  return commands.filter(({ label }) => {
    const text = haystackOf(label);
    return words.every((word) => (matchOf(word, text, false)?.score ?? 0) >= 40);
  });
}

/** Keys first, but a mere guess at one comes after a command that was called by its name. */
export function itemsOf(found: readonly Found[], commands: readonly Command[]): Item[] {
  return [
    ...found.filter(({ isLoose }) => !isLoose).map(keyItem),
    ...commands.map((command): Item => ({ kind: 'command', command })),
    ...found.filter(({ isLoose }) => isLoose).map(keyItem),
  ];
}

function keyItem(found: Found): Item {
  return { kind: 'key', found };
}
