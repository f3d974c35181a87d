import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { KeychainLook } from '../core/ports.ts';

/**
 * Looks at the Secret Service (the keychain of a Linux desktop) without touching any item: reading
 * or writing one makes the desktop ask for a password, and nobody wants that unasked. `dbus-send`
 * belongs to D-Bus itself; where it is not installed we only know after the first write.
 */
export async function lookAtSecretService(): Promise<KeychainLook> {
  const address = sessionBusAddress();
  if (address === null) return { status: 'missing', reason: 'no-session-bus' };
  const ask = (path: string, method: string, ...args: string[]): Promise<string> =>
    send(address, 'org.freedesktop.secrets', path, method, args);
  try {
    const alias = 'org.freedesktop.Secret.Service.ReadAlias';
    const keyring = await ask('/org/freedesktop/secrets', alias, 'string:default');
    if (keyring === '/') return { status: 'missing', reason: 'no-default-keyring' };
    const [locked, backend] = await Promise.all([
      ask(
        keyring,
        'org.freedesktop.DBus.Properties.Get',
        'string:org.freedesktop.Secret.Collection',
        'string:Locked',
      ),
      backendName(address),
    ]);
    return { status: locked.endsWith('boolean true') ? 'locked' : 'open', backend };
  } catch (error) {
    return lookOf(error);
  }
}

const anyBackend = 'Secret Service';

/** Never lets libdbus start a bus of its own, which it does where it finds none. */
function sessionBusAddress(): string | null {
  const named = process.env['DBUS_SESSION_BUS_ADDRESS'];
  if (named) return named;
  const runtimeFolder = process.env['XDG_RUNTIME_DIR'];
  if (!runtimeFolder || !existsSync(`${runtimeFolder}/bus`)) return null;
  return `unix:path=${runtimeFolder}/bus`;
}

async function send(
  address: string,
  destination: string,
  path: string,
  method: string,
  args: string[],
): Promise<string> {
  const call = [`--bus=${address}`, '--print-reply=literal', '--reply-timeout=5000'];
  const { stdout } = await promisify(execFile)(
    'dbus-send',
    [...call, `--dest=${destination}`, path, method, ...args],
    { timeout: 6000, env: { ...process.env, LC_ALL: 'C' } },
  );
  return stdout.trim();
}

async function backendName(address: string): Promise<string> {
  try {
    const reply = await send(
      address,
      'org.freedesktop.DBus',
      '/org/freedesktop/DBus',
      'org.freedesktop.DBus.GetConnectionUnixProcessID',
      ['string:org.freedesktop.secrets'],
    );
    const processId = Number(reply.split(' ').at(-1));
    return backendOf((await readFile(`/proc/${processId}/comm`, 'utf8')).trim());
  } catch {
    // Its name is a courtesy; a keychain in another process namespace works as well.
    return anyBackend;
  }
}

function backendOf(program: string): string {
  if (program.startsWith('gnome-keyring')) return 'GNOME Keyring';
  if (program.startsWith('kwallet') || program.startsWith('ksecret')) return 'KWallet';
  if (program.startsWith('keepassxc')) return 'KeePassXC';
  return anyBackend;
}

/** How Node reports a program that did not end well. */
const ended = z.object({
  code: z.unknown(),
  killed: z.boolean().catch(false),
  stderr: z.string().catch(''),
});

function lookOf(error: unknown): KeychainLook {
  const { code, killed: isTooLate, stderr: said } = ended.parse(error);
  if (code === 'ENOENT') return { status: 'unseen', backend: anyBackend };
  if (isTooLate || said.includes('Error.NoReply') || said.includes('Error.Timeout')) {
    return { status: 'missing', reason: 'no-answer' };
  }
  if (said.includes('Failed to open connection')) {
    return { status: 'missing', reason: 'no-session-bus' };
  }
  return { status: 'missing', reason: 'no-service' };
}
