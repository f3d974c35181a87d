import { deepStrictEqual, equal, match, ok } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, realpathSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { desktopSizes } from '../../scripts/icon-sizes.mjs';
import { metainfoName, validate } from '../../scripts/package/desktop-files.mjs';
import { checkFuses } from '../../scripts/package/fuses.mjs';
import { debianVersion } from '../../scripts/package/release-facts.mjs';
import type { Check, World } from './package-test.ts';

/** What is in the package, without starting it. */
export function contentChecks({ deb, installed, version, isRelease }: World): Check[] {
  const archive = join(installed.folder, 'resources/app.asar');
  const share = join(installed.root, 'usr/share');
  return [
    {
      name: 'the fuses of the packed program stand as they must',
      async run() {
        await checkFuses(installed.program);
      },
    },
    {
      name: 'all files are root’s, nobody else may write them, and only the sandbox’s helper becomes root',
      async run() {
        const lines = String(execFileSync('dpkg-deb', ['--contents', deb]))
          .trim()
          .split('\n');
        const files = lines.map((line) => line.split(/\s+/));
        ok(files.length > 30);
        deepStrictEqual([...new Set(files.map(([, owner]) => owner))], ['root/root']);
        const modes = files.map(([mode = '', , , , , place = '']) => ({ mode, place }));
        const isLink = ({ mode }: { mode: string }) => mode.startsWith('l');
        deepStrictEqual(
          modes.filter((one) => !isLink(one) && /^.{5}w|^.{8}w/.test(one.mode)),
          [],
        );
        deepStrictEqual(
          modes.filter(({ mode }) => /[sS]/.test(mode)),
          [{ mode: '-rwsr-xr-x', place: './usr/lib/keyturn/chrome-sandbox' }],
        );
      },
    },
    {
      name: 'nothing is run when it is installed or removed',
      async run() {
        const inside = String(execFileSync('dpkg-deb', ['--ctrl-tarfile', deb])).match(/\.\/\w+/g);
        deepStrictEqual([...new Set(inside)], ['./control']);
      },
    },
    {
      name: 'it holds the built app and its native library, and nothing else of the checkout',
      async run() {
        const places = listPackage(archive, { isPack: false });
        const roots = new Set(places.map((place) => String(place.split('/')[1])));
        deepStrictEqual([...roots].toSorted(), [
          'node_modules',
          'out',
          'package.json',
          'resources',
        ]);
        const packages = places.flatMap(
          (place) =>
            /^\/node_modules\/((?:@[^/]+\/)?[^/@]+)\/package\.json$/.exec(place)?.[1] ?? [],
        );
        deepStrictEqual(packages.toSorted(), [
          '@libsql/linux-x64-gnu',
          '@napi-rs/keyring',
          '@neon-rs/load',
          'detect-libc',
          'libsql',
        ]);
        const strange = /\.(?:map|tsx?|md|spec\.\w+|env|log)$|\/\.[^/]+$/;
        deepStrictEqual(
          places.filter((place) => strange.test(place)),
          [],
        );
      },
    },
    {
      name: 'the version says whether it is a release, in the app, to Debian and to software centres',
      async run() {
        const inside = JSON.parse(String(extractFile(archive, 'package.json')));
        equal(inside.version, version);
        equal(inside.kind, isRelease ? 'release' : 'development-runtime');
        equal(version.endsWith('-development'), !isRelease);
        const field = String(execFileSync('dpkg-deb', ['--field', deb, 'Version'])).trim();
        equal(field, debianVersion(version));
        const metainfo = readFileSync(join(share, 'metainfo', metainfoName), 'utf8');
        match(metainfo, new RegExp(`release version="${field}"`));
      },
    },
    {
      name: 'Debian takes a release for newer than what was made with another Electron before it',
      async run() {
        execFileSync('dpkg', [
          '--compare-versions',
          '0.1.0',
          'gt',
          debianVersion('0.1.0-development'),
        ]);
      },
    },
    {
      name: 'the desktop’s own tools find its entry and its metadata valid',
      async run() {
        await validate('desktop-file-validate', [join(share, 'applications/keyturn.desktop')]);
        await validate('appstreamcli', [
          'validate',
          '--no-net',
          join(share, 'metainfo', metainfoName),
        ]);
      },
    },
    {
      name: 'it has an icon in each size that desktops look for',
      async run() {
        for (const size of desktopSizes) {
          const place = `icons/hicolor/${size}x${size}/apps/keyturn.png`;
          const png = readFileSync(join(share, place));
          deepStrictEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [size, size], place);
        }
      },
    },
    {
      name: 'a desktop that knows the entry opens keyturn:// links with it',
      async run() {
        const applications = join(share, 'applications');
        const path = `${join(installed.root, 'usr/bin')}:${process.env['PATH']}`;
        const env = { PATH: path, XDG_DATA_DIRS: share, XDG_DATA_HOME: '/nonexistent' };
        // As dpkg has it done on a system with a desktop.
        execFileSync('update-desktop-database', [applications]);
        try {
          const said = String(execFileSync('gio', ['mime', 'x-scheme-handler/keyturn'], { env }));
          match(said, /^Default application.*keyturn\.desktop$/m);
        } finally {
          rmSync(join(applications, 'mimeinfo.cache'));
        }
      },
    },
    {
      name: 'every library that the program is linked with comes with what the package depends on',
      async run() {
        const field = String(execFileSync('dpkg-deb', ['--field', deb, 'Depends']));
        const named = field.split(/[,|]/).map((name) => name.trim());
        const less = ['recommends', 'suggests', 'conflicts', 'breaks', 'replaces', 'enhances'];
        const words = ['depends', '--recurse', ...less.map((kind) => `--no-${kind}`), ...named];
        const closure = new Set(String(execFileSync('apt-cache', words)).split('\n'));
        const linked = String(execFileSync('ldd', [installed.program]));
        ok(!linked.includes('not found'), linked);
        const files = [...linked.matchAll(/=> (\/\S+)/g)].map(([, file = '']) =>
          realpathSync(file),
        );
        ok(files.length > 20);
        const others = files.filter((file) => !file.startsWith(realpathSync(installed.folder)));
        // By name: dpkg may know one by the place that it had before /lib became a link.
        const names = others.map((file) => basename(file));
        const patterns = names.map((name) => `*/${name}`);
        const found = String(execFileSync('dpkg', ['--search', ...patterns])).split('\n');
        const isCovered = (name: string): boolean =>
          found.some((line) => line.endsWith(`/${name}`) && closure.has(line.split(':')[0] ?? ''));
        deepStrictEqual(
          names.filter((name) => !isCovered(name)),
          [],
        );
      },
    },
  ];
}
