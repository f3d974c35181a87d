import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { desktopSizes } from '../../scripts/icon-sizes.mjs';
import { desktopFile, metainfoOf } from '../../scripts/package/desktop-files.mjs';
import { checkFuses, wantedFuses } from '../../scripts/package/fuses.mjs';
import { packedBeside } from '../../scripts/package/licences.mjs';
import { missingLibraries, packedPrograms } from '../../scripts/package/pack.mjs';
import { debFile, debianVersion, releaseFacts } from '../../scripts/package/release-facts.mjs';
import { sizeOf } from '../../scripts/package/sizes.mjs';
import { root } from '../../scripts/project.mjs';

interface Licensed {
  name: string;
  version: string;
  licence: string;
  text: string;
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyturn-package-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('fuses', () => {
  /** As `@electron/fuses` finds them in a program: after this word, the version and the number of fuses. */
  const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

  async function programWith(wrong: (typeof wantedFuses)[number]['fuse'] | null): Promise<string> {
    const program = join(folder, 'program');
    const wire = wantedFuses.map(() => '0').join('');
    const bytes = Buffer.concat([
      Buffer.from(`some code ${sentinel}`),
      Buffer.from([1, wantedFuses.length]),
      Buffer.from(`${wire} more code`),
    ]);
    writeFileSync(program, bytes);
    const states = wantedFuses.map(({ fuse, isOn }) => [
      FuseV1Options[fuse],
      fuse === wrong ? !isOn : isOn,
    ]);
    await flipFuses(program, { version: FuseVersion.V1, ...Object.fromEntries(states) });
    return program;
  }

  test('a program with all of them as they must be passes', async () => {
    expect((await checkFuses(await programWith(null))).said).toBe('8 as they must be');
  });

  test.each(wantedFuses.map(({ fuse }) => fuse))('one that is wrong is found: %s', async (fuse) => {
    const program = await programWith(fuse);
    await expect(checkFuses(program)).rejects.toThrow(`${fuse} is not`);
  });

  test('the configuration says the same of each', () => {
    const configuration = readFileSync(join(root, 'electron-builder.yml'), 'utf8');
    for (const { fuse, isOn } of wantedFuses) {
      const name = fuse.replace('Enable', '').replace(/^./, (letter) => letter.toLowerCase());
      const line = new RegExp(`^  (?:enable)?${name}: (\\w+)$`, 'im').exec(configuration);
      expect([fuse, line?.[1]]).toEqual([fuse, String(isOn)]);
    }
  });
});

describe('a package that is made with another runtime than a release’s', () => {
  const trial = releaseFacts({ isForDevelopmentOnly: true });
  const release = releaseFacts({ isForDevelopmentOnly: false });

  test('says so, and a release follows it everywhere', () => {
    expect(trial).toEqual({
      version: `${release.version}-development`,
      kind: 'development-runtime',
    });
    expect(release.kind).toBe('release');
    expect(debianVersion(trial.version)).toBe(`${release.version}~development`);
    expect(debFile(trial)).toContain('~development_');
  });

  test('is no stable version to software centres', () => {
    const metainfo = metainfoOf(trial, 1_800_000_000);
    expect(metainfo).toContain(
      `<release version="${release.version}~development" date="2027-01-15" type="development" />`,
    );
    expect(metainfoOf(release, 1_800_000_000)).toContain('type="stable"');
    expect(metainfo).not.toContain('@');
  });
});

test('the desktop entry hands links over and nothing that a file manager could open', () => {
  const entry = readFileSync(desktopFile, 'utf8');
  expect(/^MimeType=(.*)$/m.exec(entry)?.[1]).toBe('x-scheme-handler/keyturn;');
  expect(/^Exec=(.*)$/m.exec(entry)?.[1]).toBe('keyturn %u');
});

test('there is an icon of each size', () => {
  for (const size of desktopSizes) {
    const png = readFileSync(join(root, `resources/icons/${size}x${size}.png`));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
  }
  expect(readdirSync(join(root, 'resources/icons'))).toHaveLength(desktopSizes.length);
});

test('the libraries of all processors are asked for by name and version', () => {
  expect(missingLibraries('linux', folder)).toEqual([]);
  const missing = missingLibraries('darwin', folder);
  expect(missing).toHaveLength(4);
  for (const name of [...missing, ...missingLibraries('win32', folder)]) {
    expect(name).toMatch(/^@(?:libsql|napi-rs)\/[\w-]+@\d+\.\d+\.\d+$/);
  }
});

test('on each platform there is a program whose fuses are read', () => {
  for (const platform of ['linux', 'darwin', 'win32'] as const) {
    expect(packedPrograms(platform).length).toBeGreaterThan(0);
  }
});

describe('the list of licences', () => {
  const list: Licensed[] = JSON.parse(readFileSync(join(root, 'resources/licences.json'), 'utf8'));
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));

  test('names what is packed beside the bundle', () => {
    const beside = packedBeside(packages).map((place) => place.replace(/^.*node_modules\//, ''));
    expect(beside).toContain('libsql');
    expect(beside.filter((name) => !list.some((one) => one.name === name))).toEqual([]);
  });

  test('has the versions of the lockfile', () => {
    const known = new Set(
      Object.entries<{ version: string }>(packages).map(
        ([place, { version }]) => `${place.replace(/^.*node_modules\//, '')} ${version}`,
      ),
    );
    const others = list.filter(({ name, version }) => version && !known.has(`${name} ${version}`));
    expect(others.map(({ name }) => name)).toEqual([]);
  });

  test('holds no licence that nobody has looked at, and a text for each', () => {
    const seen =
      /^(?:MIT|ISC|0BSD|Apache-2\.0|BSD-[23]-Clause(?: and others)?|OFL-1\.1|BlueOak-1\.0\.0)$/;
    expect(list.filter(({ licence }) => !seen.test(licence))).toEqual([]);
    expect(list.filter(({ text }) => text.trim() === '')).toEqual([]);
  });
});

test('a size counts files alone, and not those that are no part of it', () => {
  cpSync(join(root, 'LICENSE'), join(folder, 'a/one'));
  cpSync(join(root, 'LICENSE'), join(folder, 'b/two'));
  const one = readFileSync(join(root, 'LICENSE')).length;
  expect([sizeOf(folder), sizeOf(folder, ['b'])]).toEqual([2 * one, one]);
});
