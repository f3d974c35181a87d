import { constants } from 'node:fs';
import { open, realpath, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { FailureError } from '../core/failure-error.ts';
import { Secret } from '../core/secret.ts';

const mostBytes = 1024 * 1024;

/** Places of the system whose files are none: reading them does things or never ends. */
const notFiles = /^\/(?:proc|sys|dev)\//;

/** A path that Windows takes to another computer or to a device: a page must not reach either by it. */
export function leadsElsewhere(path: string): boolean {
  return /^[\\/]{2}/.test(path);
}

export async function readPlainFile(path: string): Promise<{ name: string; text: Secret }> {
  try {
    if (leadsElsewhere(path)) throw unreadable();
    const real = await realpath(path);
    if (notFiles.test(real) || leadsElsewhere(real)) throw unreadable();
    // Not blocking, so that a pipe without a writer does not make us wait before it is seen to be one.
    const file = await open(real, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const found = await file.stat();
      if (!found.isFile() || found.size > mostBytes) throw unreadable();
      return { name: basename(path), text: new Secret(textOf(await bytesOf(file))) };
    } finally {
      await file.close();
    }
  } catch {
    throw unreadable();
  }
}

async function bytesOf(file: FileHandle): Promise<Buffer> {
  // One more than may be, since it may grow while it is read.
  const bytes = Buffer.alloc(mostBytes + 1);
  let length = 0;
  while (length <= mostBytes) {
    const { bytesRead } = await file.read(bytes, length, bytes.length - length, null);
    if (bytesRead === 0) return bytes.subarray(0, length);
    length += bytesRead;
  }
  throw unreadable();
}

/** Windows writes UTF-16 now and then. */
function textOf(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe') return bytes.subarray(2).toString('utf16le');
  if (mark === 'feff')
    return Buffer.from(bytes.subarray(2, bytes.length & ~1))
      .swap16()
      .toString('utf16le');
  return bytes.toString('utf8');
}

function unreadable(): FailureError {
  return new FailureError({ code: 'file-unreadable' });
}
