import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

/**
 * What is read before the first list is painted, and so makes every start longer: all that is imported
 * from there, and from that, other than types and what is imported while the app runs.
 */
function readsOf(start: string): string[] {
  const found = new Set<string>();
  const read = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    if (!/\.tsx?$/.test(file)) return;
    const text = readFileSync(join(root, file), 'utf8');
    for (const [, what = '', from = ''] of text.matchAll(
      /^(?:import|export) ((?:[^;'"]*? from )?)'([^']+)'/gm,
    )) {
      if (isOfTypes(what)) continue;
      read(from.startsWith('.') ? relative(root, join(root, dirname(file), from)) : from);
    }
  };
  read(start);
  return [...found];
}

function isOfTypes(what: string): boolean {
  if (what.startsWith('type ')) return true;
  const named = /^\{(?<names>[^}]*)\} from $/.exec(what)?.groups?.['names'];
  return named !== undefined && named.split(',').every((name) => /^\s*(?:type |$)/.test(name));
}

test('the window opens before the libraries are read that check, keep and send', () => {
  const reads = readsOf('src/main/index.ts');
  expect(reads).toContain('src/main/platform/window.ts');
  for (const late of ['zod', 'got', 'libsql', 'src/main/life.ts'])
    expect(reads).not.toContain(late);
});

test('nothing is sent before the first list, so what sends is not read for it', () => {
  const reads = readsOf('src/main/life.ts');
  expect(reads).toContain('src/main/connectors/late-http.ts');
  expect(reads).not.toContain('got');
});

test('the page draws its first list without dialogs, and never checks what main has checked', () => {
  const reads = readsOf('src/renderer/main.tsx');
  expect(reads).toContain('src/renderer/inventory/key-list.tsx');
  for (const late of ['zod', 'src/renderer/rest.ts', 'src/renderer/wishes.tsx']) {
    expect(reads).not.toContain(late);
  }
});
