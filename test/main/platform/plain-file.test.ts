import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { leadsElsewhere, readPlainFile } from '../../../src/main/platform/plain-file.ts';
import { fakeFiles } from '../../fakes/files.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyturn-files-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const unreadable = { failure: { code: 'file-unreadable' } };
const mebibyte = 1024 * 1024;

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe.each([
  ['the fake', fakeFiles],
  ['the real one', () => ({ texts: new Map<string, string>(), read: readPlainFile })],
] as const)('%s', (_name, open) => {
  test('gives the text of a file, and its name without the folders', async () => {
    const files = open();
    const path = file('.env', 'KEY=canary');
    files.texts.set(path, 'KEY=canary');
    const { name, text } = await files.read(path);
    expect([name, text.reveal(), String(text)]).toEqual(['.env', 'KEY=canary', '[secret]']);
  });

  test('refuses what is not there', async () => {
    await expect(open().read(join(folder, 'nowhere'))).rejects.toMatchObject(unreadable);
  });
});

test('a link to a plain file is followed, and keeps its own name', async () => {
  file('real', 'KEY=canary');
  symlinkSync(join(folder, 'real'), join(folder, 'link'));
  expect((await readPlainFile(join(folder, 'link'))).name).toBe('link');
});

test('UTF-16, as Windows writes it now and then, is read', async () => {
  const little = Buffer.from('\uFEFFKEY=canary', 'utf16le');
  const big = Buffer.from(little).swap16();
  for (const [name, bytes] of Object.entries({ little, big })) {
    expect((await readPlainFile(file(name, bytes))).text.reveal()).toBe('KEY=canary');
  }
});

test('a file of one mebibyte is read, a larger one is not', async () => {
  const { text } = await readPlainFile(file('most', 'a'.repeat(mebibyte)));
  expect(text.reveal()).toHaveLength(mebibyte);
  const larger = readPlainFile(file('larger', 'a'.repeat(mebibyte + 1)));
  await expect(larger).rejects.toMatchObject(unreadable);
});

describe.runIf(process.platform !== 'win32')('what is no plain file is refused at once', () => {
  test.each(['/dev/zero', '/dev/stdin', '/proc/self/environ', '/sys/kernel', '/', ''])(
    '%s',
    async (path) => {
      await expect(readPlainFile(path)).rejects.toMatchObject(unreadable);
    },
  );

  test('a pipe that nobody writes to', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    await expect(readPlainFile(join(folder, 'pipe'))).rejects.toMatchObject(unreadable);
  });

  test('a link to a device, and one to itself', async () => {
    symlinkSync('/dev/zero', join(folder, 'zero'));
    symlinkSync(join(folder, 'loop'), join(folder, 'loop'));
    await expect(readPlainFile(join(folder, 'zero'))).rejects.toMatchObject(unreadable);
    await expect(readPlainFile(join(folder, 'loop'))).rejects.toMatchObject(unreadable);
  });
});

test.each([
  ['\\\\host\\share\\keys.env', true],
  ['//host/share/keys.env', true],
  ['\\\\.\\pipe\\keys', true],
  ['\\\\?\\C:\\keys.env', true],
  ['C:\\Users\\officer\\.env', false],
  ['/home/officer/.env', false],
])('whether %s leads to another computer or a device: %s', (path, leads) => {
  expect(leadsElsewhere(path)).toBe(leads);
});
