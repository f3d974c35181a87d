import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/**
 * The rooms are kept by the compiler and the linter. These tests show that both really do it: a copy
 * of their configuration is set before code that breaks each rule.
 */

const root = join(import.meta.dirname, '../..');
const trespasses: { file: string; code: string; says: string }[] = [
  { file: 'src/shared/bad.ts', code: "import 'node:fs';", says: 'shared/ is what both' },
  { file: 'src/shared/bad.ts', code: "import 'electron';", says: 'shared/ is what both' },
  { file: 'src/main/core/bad.ts', code: "import 'node:fs';", says: 'core/ decides and touches' },
  { file: 'src/main/core/bad.ts', code: "import 'electron';", says: 'core/ decides and touches' },
  { file: 'src/main/core/bad.ts', code: "import '../platform/log.ts';", says: 'core/ decides and' },
  { file: 'src/main/core/bad.ts', code: 'export const at = Date.now();', says: 'Clock port' },
  { file: 'src/main/core/bad.ts', code: 'export const n = Math.random();', says: 'Random port' },
  { file: 'src/main/connectors/bad.ts', code: "import 'electron';", says: 'connectors/ talk to' },
  {
    file: 'src/main/platform/bad.ts',
    code: "import '../connectors/x.ts';",
    says: 'platform/ builds',
  },
  { file: 'src/main/platform/bad.ts', code: "import 'got';", says: 'platform/ builds the ports' },
  {
    file: 'src/main/platform/bad.ts',
    code: "import { ipcMain } from 'electron'; ipcMain.removeHandler('x');",
    says: 'one door',
  },
  { file: 'src/preload/bad.ts', code: "import 'zod';", says: 'The preload is the bridge' },
  {
    file: 'src/renderer/bad.ts',
    code: "import 'electron';",
    says: 'The renderer knows only State',
  },
  { file: 'src/renderer/bad.ts', code: "import 'node:fs';", says: 'The renderer knows only State' },
  {
    file: 'src/renderer/bad.ts',
    code: "import '../main/core/x.ts';",
    says: 'nothing of another process',
  },
  {
    file: 'src/renderer/ui/bad.ts',
    code: "import '../call.ts';",
    says: 'ui/ knows nothing of keys',
  },
  { file: 'src/sandbox/bad.ts', code: "import '../shared/key.ts';", says: 'somebody else' },
];

let copy: string;

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'keyturn-rooms-'));
  await cp(join(root, '.oxlintrc.json'), join(copy, '.oxlintrc.json'));
  await cp(join(root, 'tsconfig.base.json'), join(copy, 'tsconfig.base.json'));
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
});

afterAll(() => rm(copy, { recursive: true }));

function runTool(name: string, ...args: string[]): { status: number | null; said: string } {
  const tool = join(root, 'node_modules/.bin', name);
  const path = `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`;
  const env = { ...process.env, PATH: path };
  const { status, stdout, stderr } = spawnSync(tool, args, { cwd: copy, env, encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

async function put(file: string, code: string): Promise<string> {
  const place = join(copy, file);
  await mkdir(dirname(place), { recursive: true });
  await writeFile(place, `${code}\n`);
  return place;
}

test.each(trespasses)('$file may not say: $code', async ({ file, code, says }) => {
  const place = await put(file, code);
  const { status, said } = runTool('oxlint', '--format=json', file);
  await rm(place);
  expect(said).toContain(says);
  expect(status).not.toBe(0);
});

test('core reads no clock: the time comes through the port', () => {
  const folder = join(root, 'src/main/core');
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  expect(files.length).toBeGreaterThan(0);
  const guilty = files.filter((name) =>
    /new Date\(\)/.test(readFileSync(join(folder, name), 'utf8')),
  );
  expect(guilty).toEqual([]);
});

test('what a room may import passes', async () => {
  await put(
    'src/main/core/good.ts',
    "import 'zod';\nimport '../../shared/key.ts';\nimport './x.ts';",
  );
  await put('src/main/platform/good.ts', "import 'node:fs/promises';\nimport '../core/x.ts';");
  const { said } = runTool('oxlint', '--format=json', 'src');
  await rm(join(copy, 'src'), { recursive: true });
  expect(said).not.toContain('no-restricted');
});

/** Not as one of many projects, so that nothing but this room is compiled. */
const asOne = ['--noEmit', '--composite', 'false', '--emitDeclarationOnly', 'false'];

describe('the compiler knows what each room has', () => {
  test.each([
    { zone: 'src/shared', code: 'setTimeout(() => {}, 1);', says: "'setTimeout'" },
    { zone: 'src/shared', code: 'document.title;', says: "'document'" },
    { zone: 'src/main/core', code: 'process.exit();', says: "'process'" },
    { zone: 'src/main/core', code: "void fetch('x');", says: "'fetch'" },
    { zone: 'src/main/core', code: 'console.log(1);', says: "'console'" },
    { zone: 'src/main/platform', code: 'document.title;', says: "'document'" },
    { zone: 'src/renderer', code: 'process.exit();', says: "'process'" },
    { zone: 'src/renderer', code: "require('fs');", says: "'require'" },
  ])('$zone has no $says', async ({ zone, code, says }) => {
    await cp(join(root, zone, 'tsconfig.json'), join(copy, zone, 'tsconfig.json'));
    const place = await put(join(zone, 'bad.ts'), `export {};\n${code}`);
    const { status, said } = runTool('tsc', '--project', zone, ...asOne);
    await rm(place);
    expect(said).toContain(`Cannot find name ${says}`);
    expect(status).not.toBe(0);
  });
});
