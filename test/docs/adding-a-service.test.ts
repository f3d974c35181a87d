import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fitsKeyPattern } from '../../src/shared/key-pattern.ts';
import { ruleCard } from '../../src/shared/service.ts';

const text = readFileSync(join(import.meta.dirname, '../../docs/adding-a-service.md'), 'utf8');

/** The only fenced block of this language in the document. */
function fenced(language: string): string {
  const found = [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].filter(([, of]) => of === language);
  expect(found).toHaveLength(1);
  return found[0]?.[2] ?? '';
}

/** What the example exports, run as it stands in the document. */
async function exampleCard(): Promise<unknown> {
  const code = stripTypeScriptTypes(fenced('ts'));
  const exported: unknown = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  return Object.values(exported as Record<string, unknown>)[0];
}

test('the example in the document is a rule card', async () => {
  const card = await exampleCard();
  expect(ruleCard.parse(card)).toEqual(card);
});

test('the invented key in the document fits the pattern of the example, and a cut one does not', async () => {
  const { keyPattern } = ruleCard.parse(await exampleCard());
  const key = fenced('text').trim();
  expect(fitsKeyPattern(keyPattern ?? '', key)).toBe(true);
  expect(fitsKeyPattern(keyPattern ?? '', key.slice(0, -1))).toBe(false);
});

test('the files that the document names are there', () => {
  const named = [...text.matchAll(/`((?:src|test)\/[\w./-]+\.ts)`/g)].map(([, file]) => file ?? '');
  expect(named.length).toBeGreaterThan(3);
  for (const file of named) readFileSync(join(import.meta.dirname, '../..', file));
});
