import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FailureError } from '../../../src/main/core/failure-error.ts';
import { placeOfOutFile, writeOutFile } from '../../../src/main/platform/out-file.ts';

async function openFolder() {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'keyturn-out-')));
  return {
    folder,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'written',
    (error: unknown) => (error instanceof FailureError ? error.failure.code : error),
  );

test('a file is written whole, for its owner alone, and nothing else is left in its folder', async () => {
  await using home = await openFolder();
  const file = join(home.folder, 'keyturn.ics');
  await writeOutFile(file, 'one');
  await writeOutFile(file, Buffer.from('two – three'));
  expect(await readFile(file, 'utf8')).toBe('two – three');
  expect([(await stat(file)).mode & 0o777, await readdir(home.folder)]).toEqual([
    0o600,
    ['keyturn.ics'],
  ]);
});

test('a file may have as long a name as its disk takes', async () => {
  await using home = await openFolder();
  const name = `${'鑰匙'.repeat(41)}.ics`;
  await writeOutFile(join(home.folder, name), 'one');
  expect(await readdir(home.folder)).toEqual([name]);
});

test('a file that says the same already is left as it is', async () => {
  await using home = await openFolder();
  const file = join(home.folder, 'keyturn.ics');
  await writeOutFile(file, 'one');
  await utimes(file, 1000, 1000);
  await writeOutFile(file, 'one');
  expect((await stat(file)).mtimeMs).toBe(1_000_000);
  await writeOutFile(file, 'eno');
  expect((await stat(file)).mtimeMs).toBeGreaterThan(1_000_000);
});

test('links, folders, devices and places of the system are refused, and what a link leads to stays', async () => {
  await using home = await openFolder();
  const { folder } = home;
  await writeFile(join(folder, 'real'), 'mine');
  await symlink(join(folder, 'real'), join(folder, 'link'));
  await symlink(join(folder, 'nowhere'), join(folder, 'dangling'));
  await mkdir(join(folder, 'sub'));
  await symlink(join(folder, 'sub'), join(folder, 'linked'));
  const places = [
    join(folder, 'link'),
    join(folder, 'dangling'),
    join(folder, 'sub'),
    join(folder, 'linked', 'a.ics'),
    join(folder, 'gone', 'a.ics'),
    '/dev/null',
    '/proc/self/comm',
    '/sys/a.ics',
    'a.ics',
    `\\\\.\\pipe\\a`,
    join(folder, 'a\0b'),
  ];
  const answers = await Promise.all(places.map((place) => codeOf(writeOutFile(place, 'text'))));
  expect(answers).toEqual(places.map(() => 'file-unwritable'));
  expect(await readFile(join(folder, 'real'), 'utf8')).toBe('mine');
  expect((await readdir(folder)).toSorted()).toEqual(['dangling', 'link', 'linked', 'real', 'sub']);
});

test('a chosen place is named without links, and gets the ending that was left out', async () => {
  await using home = await openFolder();
  const { folder } = home;
  await mkdir(join(folder, 'sub'));
  await symlink(join(folder, 'sub'), join(folder, 'linked'));
  await writeFile(join(folder, 'sub', 'there'), '');
  const places = await Promise.all(
    ['linked/a', 'linked/A.ICS', 'linked/there'].map((name) =>
      placeOfOutFile(join(folder, name), 'ics'),
    ),
  );
  expect(places).toEqual(['sub/a.ics', 'sub/A.ICS', 'sub/there'].map((name) => join(folder, name)));
  expect(await codeOf(placeOfOutFile(join(folder, 'gone', 'a'), 'ics'))).toBe('file-unwritable');
});
