import { createHmac, randomBytes } from 'node:crypto';
import electron, { clipboard } from 'electron';
import { FailureError } from '../core/failure-error.ts';
import type { Clipboard, Fingerprint } from '../core/ports.ts';
import { Secret } from '../core/secret.ts';

/** Of this run only, so that a fingerprint tells nobody anything who did not make it. */
const salt = randomBytes(32);

/** What clipboard histories and password-minded desktops look for, each on its system. */
const leaveOut: Partial<Record<NodeJS.Platform, Record<string, string>>> = {
  linux: { 'x-kde-passwordManagerHint': 'secret' },
  darwin: { 'org.nspasteboard.ConcealedType': '' },
  win32: {
    ExcludeClipboardContentFromMonitorProcessing: '\0\0\0\0',
    CanIncludeInClipboardHistory: '\0\0\0\0',
    CanUploadToCloudClipboard: '\0\0\0\0',
  },
};

/**
 * The clipboard over Electron's. Older runtimes (the development fallback) answer at once and write one
 * format at a time, where each takes the place of the one before: there nothing can be concealed.
 */
export const systemClipboard: Clipboard = {
  abilities: () => ({ canConceal: itemClass() !== null, canClear: !isWayland() }),
  write: (secret) =>
    used(async () => {
      const text = secret.reveal();
      const isConcealed = await writeConcealed(text);
      if (!isConcealed) await clipboard.writeText(text);
      const fingerprint = fingerprintOf(text);
      await clearMarked(fingerprint);
      return { fingerprint, isConcealed };
    }),
  read: () =>
    used(async () => {
      const text = await clipboard.readText();
      return text === '' ? null : { secret: new Secret(text), fingerprint: fingerprintOf(text) };
    }),
  clearIf: (fingerprint) =>
    used(async () => {
      await clearMarked(fingerprint);
      const text = await clipboard.readText();
      // On Wayland a window that has not the focus sees nothing, whatever is there.
      if (text === '' && isWayland()) return 'unseen';
      if (fingerprintOf(text) !== fingerprint) return 'not-there';
      clipboard.clear();
      return 'cleared';
    }),
};

/**
 * On Linux, Chromium puts a copied text also where marked text is, which the middle button pastes. There
 * it would outlast the clipboard.
 */
async function clearMarked(fingerprint: Fingerprint): Promise<void> {
  if (process.platform !== 'linux') return;
  try {
    const marked = markedText();
    if (fingerprintOf(await marked.readText()) === fingerprint) marked.clear();
  } catch {
    // It must keep nobody from what the clipboard itself needs.
  }
}

/** Newer runtimes have an object for it, older ones a word. */
function markedText(): { readText(): string | Promise<string>; clear(): void } {
  const found: unknown = Reflect.get(clipboard, 'selection');
  if (isClipboard(found)) return found;
  const older: unknown = clipboard;
  if (!isOlder(older)) throw new Error('This clipboard is of no kind that we know.');
  return { readText: () => older.readText('selection'), clear: () => older.clear('selection') };
}

function isClipboard(value: unknown): value is electron.Clipboard {
  return typeof value === 'object' && value !== null && 'readText' in value && 'clear' in value;
}

interface OlderClipboard {
  readText(of: 'selection'): string;
  clear(of: 'selection'): void;
}

function isOlder(value: unknown): value is OlderClipboard {
  return isClipboard(value);
}

async function writeConcealed(text: string): Promise<boolean> {
  const Item = itemClass();
  const marks = leaveOut[process.platform];
  if (Item === null || marks === undefined) return false;
  const formats = Object.entries(marks).map(
    ([name, value]) => [`electron application/osclipboard;format="${name}"`, value] as const,
  );
  try {
    await clipboard.write([new Item({ 'text/plain': text, ...Object.fromEntries(formats) })]);
    return true;
  } catch {
    return false;
  }
}

/** Null on runtimes that do not have it, so it must not be imported by its name. */
function itemClass(): typeof electron.ClipboardItem | null {
  const found: unknown = Reflect.get(electron, 'ClipboardItem');
  return isItemClass(found) ? found : null;
}

function isItemClass(value: unknown): value is typeof electron.ClipboardItem {
  return typeof value === 'function';
}

function isWayland(): boolean {
  if (process.platform !== 'linux') return false;
  return process.env['XDG_SESSION_TYPE'] === 'wayland' || Boolean(process.env['WAYLAND_DISPLAY']);
}

function fingerprintOf(text: string): Fingerprint {
  return createHmac('sha256', salt).update(text).digest('base64');
}

async function used<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch {
    // What the system says of it may quote what was to be copied.
    throw new FailureError({ code: 'clipboard-failed' });
  }
}
