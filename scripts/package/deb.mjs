import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { cp, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { run } from '../children.mjs';
import { desktopSizes } from '../icon-sizes.mjs';
import { root } from '../project.mjs';
import { StepError } from '../step.mjs';
import { metainfoName, metainfoOf } from './desktop-files.mjs';
import { lastChange } from './last-change.mjs';
import { linuxFolder } from './pack.mjs';
import { architecture, debFile, debianVersion } from './release-facts.mjs';
import { megabytes, sizeOf } from './sizes.mjs';

/** @typedef {import('./release-facts.mjs').ReleaseFacts} ReleaseFacts */

/**
 * What the program is linked with, under the names of Debian 12 and, where they have changed, of 13 and
 * Ubuntu 24.04. All else comes with these.
 */
const depends = [
  'libasound2 | libasound2t64',
  'libatk-bridge2.0-0 | libatk-bridge2.0-0t64',
  'libgbm1',
  'libgtk-3-0 | libgtk-3-0t64',
  'libnss3',
  'xdg-utils',
];

/**
 * The Debian package of the packed folder, by Debian's own tool. It runs nothing when it is installed:
 * menus, icons and links are found by where their files lie.
 * @param {ReleaseFacts} facts
 */
export async function makeDeb(facts) {
  if (!existsSync('/usr/bin/dpkg-deb')) {
    return { said: 'left out: a Debian package is made where there is dpkg-deb' };
  }
  const stage = join(root, 'dist/deb');
  rmSync(stage, { recursive: true, force: true });
  const date = await lastChange();
  await stageFiles(stage, facts, date);
  settleModes(stage);
  await mkdirAndWrite(join(stage, 'DEBIAN/control'), controlOf(facts, sizeOf(stage)));
  const file = debFile(facts);
  // No owner but root, no time but that of the last change: made twice, it is the same file.
  const env = { ...process.env, SOURCE_DATE_EPOCH: String(date) };
  // Packed as small as can be it takes minutes, for which nobody waits who only tries it out.
  const effort = facts.kind === 'release' ? ['-Zxz', '-z9'] : ['-Zgzip', '-z1'];
  const words = ['--root-owner-group', ...effort, '--build', stage, file];
  const { status, output } = await run('dpkg-deb', words, { env });
  if (status !== 0) throw new StepError(`dpkg-deb said:\n${output.trim()}`);
  rmSync(stage, { recursive: true });
  return { said: `${file.slice(root.length + 1)}, ${megabytes(statSync(file).size)} MB` };
}

/**
 * @param {string} stage
 * @param {ReleaseFacts} facts
 * @param {number} date
 */
async function stageFiles(stage, facts, date) {
  const share = join(stage, 'usr/share');
  const linux = join(root, 'resources/linux');
  await cp(linuxFolder, join(stage, 'usr/lib/keyturn'), { recursive: true });
  mkdirSync(join(stage, 'usr/bin'), { recursive: true });
  await symlink('../lib/keyturn/keyturn', join(stage, 'usr/bin/keyturn'));
  await cp(join(linux, 'keyturn.desktop'), join(share, 'applications/keyturn.desktop'));
  for (const size of desktopSizes) {
    const name = `${size}x${size}`;
    const place = join(share, 'icons/hicolor', name, 'apps/keyturn.png');
    await cp(join(root, `resources/icons/${name}.png`), place);
  }
  await cp(
    join(root, 'resources/icon.svg'),
    join(share, 'icons/hicolor/scalable/apps/keyturn.svg'),
  );
  await cp(join(root, 'LICENSE'), join(share, 'doc/keyturn/copyright'));
  await mkdirAndWrite(join(share, 'metainfo', metainfoName), metainfoOf(facts, date));
}

/**
 * Whatever the umask was. The helper of Chromium's sandbox is root's and may become root: where an
 * ordinary program may make no namespace (Ubuntu, hardened kernels) it makes the sandbox.
 * @param {string} stage
 */
function settleModes(stage) {
  chmodSync(stage, 0o755);
  for (const entry of readdirSync(stage, { recursive: true, withFileTypes: true })) {
    const place = join(entry.parentPath, entry.name);
    if (entry.isSymbolicLink()) continue;
    const isProgram = entry.isFile() && (statSync(place).mode & 0o111) !== 0;
    chmodSync(place, entry.isDirectory() || isProgram ? 0o755 : 0o644);
  }
  chmodSync(join(stage, 'usr/lib/keyturn/chrome-sandbox'), 0o4755);
}

/**
 * @param {ReleaseFacts} facts
 * @param {number} bytes
 */
function controlOf({ version }, bytes) {
  const { author } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return [
    'Package: keyturn',
    `Version: ${debianVersion(version)}`,
    `Architecture: ${architecture}`,
    `Maintainer: ${author}`,
    `Installed-Size: ${Math.ceil(bytes / 1024)}`,
    `Depends: ${depends.join(', ')}`,
    'Recommends: gnome-keyring | keepassxc | kwalletmanager, hicolor-icon-theme',
    'Section: utils',
    'Priority: optional',
    'Description: keeps, watches and rotates API keys',
    " Keeps API keys in the desktop's own keychain, shows which is which and how long",
    ' each will live, and replaces them ahead of expiry.',
    '',
  ].join('\n');
}

/**
 * @param {string} file
 * @param {string} text
 */
async function mkdirAndWrite(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  await writeFile(file, text);
}
