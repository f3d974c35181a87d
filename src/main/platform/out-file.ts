import { constants } from 'node:fs';
import { lstat, open, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { FailureError } from '../core/failure-error.ts';

/** Places of the system whose files are none. */
const notFiles = /^\/(?:proc|sys|dev)(?:\/|$)/;
/** What Windows takes to a device. A file on a share of the network is one all the same. */
const device = /^[\\/]{2}[?.][\\/]/;

/**
 * Writes a file whole or not at all: it is made under another name in the same folder, and gets its own
 * when it is there. Nothing but a plain file is replaced, and no link is followed, not even one among its
 * folders. Only its owner may read it, as whom a calendar program runs as well.
 */
export async function writeOutFile(path: string, content: string | Uint8Array): Promise<void> {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : Buffer.from(content);
  try {
    await expectPlainPlace(path);
    if (await saysTheSame(path, bytes)) return;
    await replace(path, bytes);
  } catch {
    // What the system says may tell more of the disk than anybody needs.
    throw new FailureError({ code: 'file-unwritable' });
  }
}

async function expectPlainPlace(path: string): Promise<void> {
  const folder = dirname(path);
  const isPlace = isAbsolute(path) && !device.test(path) && !notFiles.test(path);
  if (!isPlace || (await realpath(folder)) !== folder) throw new Error('no place for a file');
  const there = await lstat(path).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  if (there !== null && !there.isFile()) throw new Error('no plain file');
}

async function saysTheSame(path: string, bytes: Buffer): Promise<boolean> {
  try {
    // Not blocking, should a pipe have come there a moment ago.
    const unfollowed = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
    const file = await open(path, constants.O_RDONLY | unfollowed);
    try {
      const { size } = await file.stat();
      return size === bytes.length && (await file.readFile()).equals(bytes);
    } finally {
      await file.close();
    }
  } catch {
    // Not there, or not to be read: it is written.
    return false;
  }
}

async function replace(path: string, bytes: Buffer): Promise<void> {
  const unfinished = join(dirname(path), `.keyturn-${randomUUID()}`);
  try {
    const file = await open(unfinished, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await expectPlainPlace(path);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** The same file, named without links among its folders; with its ending, if it was left out. */
export async function placeOfOutFile(path: string, ending: string): Promise<string> {
  const name = basename(path);
  const hasEnding = name.toLowerCase().endsWith(`.${ending}`);
  try {
    // What lies there already is what the user was asked about, however it is called.
    const isThere = await lstat(path).then(
      () => true,
      () => false,
    );
    const whole = hasEnding || isThere ? name : `${name}.${ending}`;
    return join(await realpath(dirname(path)), whole);
  } catch {
    throw new FailureError({ code: 'file-unwritable' });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
