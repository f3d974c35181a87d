import { readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';

/**
 * What can be asked for is a list made beforehand, so that no spelling of `..` leads out of it.
 * From address path to file.
 */
export async function filesIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return [file.slice(folder.length).replaceAll(sep, '/'), file];
    }),
  );
}
