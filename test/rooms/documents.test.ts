import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/project.mjs';

const documents = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** Where the links and pictures of a document lead, but for those out of the project. */
function targetsIn(document: string): string[] {
  const text = readFileSync(join(root, document), 'utf8');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target));
}

function headingsIn(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, words = '']) =>
    words
      .toLowerCase()
      .replace(/[^a-z0-9 -]/g, '')
      .replaceAll(' ', '-'),
  );
}

describe('the documents', () => {
  it.each(documents)('%s leads to what is there', (document) => {
    const lost = targetsIn(document).filter((target) => {
      const [path = '', heading] = target.split('#');
      const file = path === '' ? join(root, document) : join(root, dirname(document), path);
      if (!existsSync(file)) return true;
      return heading !== undefined && !headingsIn(file).includes(heading);
    });
    expect(lost).toEqual([]);
  });
});

const heldByTests = 'docs/security.md';

/** The sections of what is said without a test, in so many words. */
const apart = new Set(['Without a test', 'Not promised']);

interface Promised {
  words: string;
  /** One line each: a link to a file of tests, and in italics the titles that hold the promise. */
  tests: string[];
}

/** What stands under the headings, a promise a line. What is neither promise nor test is told as a promise without one. */
function promisesIn(document: string): Promised[] {
  const promises: Promised[] = [];
  const [, ...sections] = readFileSync(join(root, document), 'utf8').split(/^## /m);
  for (const section of sections) {
    const [heading = '', ...lines] = section.split('\n');
    if (apart.has(heading)) continue;
    for (const line of lines.filter((each) => each.trim() !== '')) {
      if (line.startsWith('  - ')) promises.at(-1)?.tests.push(line);
      else promises.push({ words: line.replace(/^- /, ''), tests: [] });
    }
  }
  return promises;
}

/** What is wrong with a line that says by which tests a promise is held. */
function complaintsAbout(line: string): string[] {
  const links = [...line.matchAll(/\]\(\.\.\/(test\/[^)\s]+\.ts)\)/g)];
  const [, path = ''] = links[0] ?? [];
  if (links.length !== 1 || !existsSync(join(root, path))) return [`no file of tests: ${line}`];
  const code = readFileSync(join(root, path), 'utf8');
  return [...line.matchAll(/(?<=^|[ :;])_([^_]+)_(?=[ ;]|$)/g)]
    .map(([, title = '']) => title)
    .filter((title) => !hasTitle(code, title))
    .map((title) => `not in ${path}: ${title}`);
}

/** A title is a whole text of the code, in whichever marks; “…” stands for any words in it. */
function hasTitle(code: string, title: string): boolean {
  const words = title
    .split('…')
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`));
  return new RegExp(`(['"\`])${words.join('.*')}\\1`).test(code);
}

describe('each promise', () => {
  const promises = promisesIn(heldByTests);

  it('is held by a test', () => {
    expect(promises).not.toEqual([]);
    expect(promises.filter(({ tests }) => tests.length === 0)).toEqual([]);
  });

  it('leads to tests that are there, under their titles', () => {
    expect(promises.flatMap(({ tests }) => tests.flatMap(complaintsAbout))).toEqual([]);
  });
});
