import { join } from 'node:path';
import Database from 'libsql';

// What the app keeps in its home, looked at from outside.

export function dataFolderIn(home: string): string {
  return join(home, 'config', 'Keyturn');
}

export function recordsFileIn(home: string): string {
  return join(dataFolderIn(home), 'keyturn.db');
}

/** Every row of every table. */
export function recordsIn(home: string): Record<string, unknown[]> {
  const database = new Database(recordsFileIn(home), { readonly: true });
  try {
    const tables = database
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
      .all() as { name: string }[];
    return Object.fromEntries(
      tables.map(({ name }) => [name, database.prepare(`SELECT * FROM "${name}"`).all()]),
    );
  } finally {
    database.close();
  }
}
