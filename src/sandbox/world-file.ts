import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { world as worldSchema, type World } from './world.ts';

/** What is in the file is not what we write. It is left as it is. */
export class SpoiltFileError extends Error {}

export interface WorldFile {
  read(): Readonly<World>;
  /**
   * Works on a copy, which becomes the world once it is safe in the file. When the work throws or the
   * file cannot be written, nothing has happened.
   */
  change<Outcome>(work: (draft: World) => Outcome): Outcome;
}

/**
 * The world, from its file if there is one. Without a file it lives as long as the process.
 */
export function openWorldFile(file: string | null, createWorld: () => World): WorldFile {
  const found = file === null ? null : load(file);
  let current = found ?? createWorld();
  let saved = found === null ? '' : JSON.stringify(found);
  keep(current);

  function keep(next: World): void {
    const content = JSON.stringify(next);
    if (content === saved) return;
    worldSchema.parse(next);
    if (file !== null) replace(file, content);
    saved = content;
    current = next;
  }

  return {
    read: () => current,
    change(work) {
      const draft = structuredClone(current);
      const outcome = work(draft);
      keep(draft);
      return outcome;
    },
  };
}

function load(file: string): World | null {
  const content = readIfThere(file);
  if (content === null) return null;
  try {
    return worldSchema.parse(JSON.parse(content));
  } catch (error) {
    throw new SpoiltFileError(
      `${file} is not a file of this sandbox, or of another version of it. Remove it to start anew.`,
      { cause: error },
    );
  }
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Killed at any moment, this leaves the old file or the new one, whole. */
function replace(file: string, content: string): void {
  const next = `${file}.tmp`;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // One that a killed run left may be half written, and of any mode.
  rmSync(next, { force: true });
  const descriptor = openSync(next, 'wx', 0o600);
  try {
    writeFileSync(descriptor, content);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(next, file);
}
