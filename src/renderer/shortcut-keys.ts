import type { State } from '../shared/state.ts';

export type Platform = State['app']['platform'];

/** What of a key press is looked at. */
export interface Pressed {
  key: string;
  code: string;
  ctrlKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  metaKey: boolean;
}

/**
 * Keys are written `Mod+K` in this app: Mod is Cmd on a Mac and Ctrl elsewhere. The other names are
 * those of the web's `event.key`.
 */
export function isPressed(keys: string, event: Pressed, platform: Platform): boolean {
  const parts = keys.split('+');
  const wanted = parts.at(-1) ?? '';
  const isMod = parts.includes('Mod');
  const mod = platform === 'mac' ? event.metaKey : event.ctrlKey;
  const otherMod = platform === 'mac' ? event.ctrlKey : event.metaKey;
  // A sign such as ? may need Shift on one keyboard and not on another.
  const isSign = wanted.length === 1 && !/[a-z0-9]/i.test(wanted);
  return (
    event.key.toLowerCase() === wanted.toLowerCase() &&
    mod === isMod &&
    !otherMod &&
    !event.altKey &&
    (isSign || event.shiftKey === parts.includes('Shift'))
  );
}

const onMac: Record<string, string> = {
  Mod: '⌘',
  Command: '⌘',
  Control: '⌃',
  Alt: '⌥',
  Shift: '⇧',
  Enter: '↩',
  Escape: '⎋',
  Tab: '⇥',
};

const elsewhere: Record<string, string> = {
  Mod: 'Ctrl',
  Control: 'Ctrl',
  Super: 'Super',
  Escape: 'Esc',
};

const everywhere: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowRight: '→',
  ArrowLeft: '←',
  Up: '↑',
  Down: '↓',
  Right: '→',
  Left: '←',
};

/** As this platform writes them: `⌘K`, `Ctrl+K`. Takes our own names and Electron's. */
export function keysWords(keys: string, platform: Platform): string {
  const names = platform === 'mac' ? onMac : elsewhere;
  const written = keys.split('+').map((part) => names[part] ?? everywhere[part] ?? part);
  const hasSymbols = platform === 'mac';
  return hasSymbols
    ? written.join('')
    : written.map((part) => (part === 'Super' && platform === 'windows' ? 'Win' : part)).join('+');
}

/**
 * A press as Electron's accelerators name it; null while it has no key of its own, or too few with it
 * to be taken from every other program.
 */
export function acceleratorOf(event: Pressed, platform: Platform): string | null {
  const key = acceleratorKeyOf(event);
  if (key === null) return null;
  const modifiers = [
    ...(event.ctrlKey ? ['Control'] : []),
    ...(event.metaKey ? [platform === 'mac' ? 'Command' : 'Super'] : []),
    ...(event.altKey ? ['Alt'] : []),
    ...(event.shiftKey ? ['Shift'] : []),
  ];
  const isAlone = modifiers.every((modifier) => modifier === 'Shift');
  return isAlone && !/^F\d+$/.test(key) ? null : [...modifiers, key].join('+');
}

function acceleratorKeyOf({ key, code }: Pressed): string | null {
  if (/^[a-z0-9]$/i.test(key)) return key.toUpperCase();
  if (/^F([1-9]|1\d|2[0-4])$/.test(key)) return key;
  // Where Alt has made another sign of it, the place on the keyboard tells.
  const place = /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1];
  return place ?? placed[code] ?? null;
}

const placed: Record<string, string> = {
  Space: 'Space',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  Insert: 'Insert',
};
