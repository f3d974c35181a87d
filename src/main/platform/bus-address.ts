import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where a bus listens: a socket of this computer, or an address of another kind as it was written. */
export type BusAddress = { socket: string } | { busAddress: string };

/**
 * The session bus of the user who runs us; null if there is none. Where the desktop names none and where
 * it asks for `autolaunch`, nothing is started: a bus of our own would have nobody on it.
 */
export function sessionBusAddress(env: NodeJS.ProcessEnv = process.env): BusAddress | null {
  const named = env['DBUS_SESSION_BUS_ADDRESS'];
  if (named) return readBusAddress(named);
  const runtimeFolder = env['XDG_RUNTIME_DIR'];
  if (!runtimeFolder) return null;
  const socket = join(runtimeFolder, 'bus');
  return existsSync(socket) ? { socket } : null;
}

/** The first of several that a program like us can open. Paths in them are escaped, as in a URL. */
function readBusAddress(text: string): BusAddress | null {
  for (const address of text.split(';')) {
    const [kind, rest = ''] = address.split(/:(.*)/s);
    if (kind === 'tcp') return { busAddress: address };
    if (kind !== 'unix') continue;
    const parts = new Map(rest.split(',').map((part): [string, string] => valueOf(part)));
    const path = parts.get('path');
    if (path) return { socket: path };
    const hidden = parts.get('abstract');
    if (hidden) return { socket: `\0${hidden}` };
  }
  return null;
}

function valueOf(part: string): [string, string] {
  const [name = '', value = ''] = part.split('=');
  try {
    return [name, decodeURIComponent(value)];
  } catch {
    return [name, value];
  }
}
