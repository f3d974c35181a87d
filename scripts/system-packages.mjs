import { existsSync } from 'node:fs';
import { run as runProgram } from './children.mjs';
import { StepError } from './step.mjs';

/**
 * What Electron needs to open a window. Where a package has got another name in a newer release
 * (Debian 13, Ubuntu 24.04), the newer name comes second.
 */
const forWindow = [
  ['libnss3'],
  ['libatk-bridge2.0-0', 'libatk-bridge2.0-0t64'],
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libgbm1'],
  ['libasound2', 'libasound2t64'],
];

/** A desktop of its own for a computer without a screen: display, session bus, keyring, a
 * hand for its password prompt, an eye for the clipboard, a network that leads nowhere, somebody who shows
 * notifications, a font. */
const forHeadless = [
  ['xvfb'],
  ['dbus'],
  ['gnome-keyring'],
  ['libsecret-tools'],
  ['xdotool'],
  ['xclip'],
  ['iproute2'],
  ['dunst'],
  ['fonts-liberation', 'fonts-dejavu-core'],
];

/** What looks at the files by which a desktop knows a program. */
const forPackage = [['desktop-file-utils'], ['appstream']];

/** What looks at it as a desktop does. */
const forPackageTest = [...forPackage, ['libglib2.0-bin'], ['x11-utils']];

/** @typedef {'none' | 'window' | 'headless' | 'package' | 'package-test'} Extent */

/** @type {Record<Extent, string[][]>} */
const wantedFor = {
  none: [],
  window: forWindow,
  headless: [...forWindow, ...forHeadless],
  package: forPackage,
  'package-test': [...forWindow, ...forHeadless, ...forPackageTest],
};

export function needsDisplay(env = process.env, platform = process.platform) {
  return platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY;
}

/**
 * How the system is reached; a test brings its own.
 * @typedef {{
 *   platform: NodeJS.Platform,
 *   isDebian: boolean,
 *   isRoot: boolean,
 *   run: (command: string, args: string[]) => Promise<{ status: number, output: string }>,
 * }} System
 */

/** @type {System} */
const thisSystem = {
  platform: process.platform,
  isDebian: existsSync('/etc/debian_version') && existsSync('/usr/bin/dpkg-query'),
  isRoot: process.getuid?.() === 0,
  run: (command, args) =>
    runProgram(command, args, {
      // A package may start a service of the system.
      isFree: true,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
    }),
};

/**
 * @param {Extent} extent
 * @param {System} system
 */
export async function installSystemPackages(extent, system = thisSystem) {
  if (extent === 'none') return { said: 'nothing needed' };
  if (system.platform !== 'linux') return { said: 'nothing to install on this platform' };
  const wanted = wantedFor[extent];
  if (!system.isDebian) {
    const names = wanted.map(([name]) => name).join(' ');
    return { said: `not a Debian-like Linux: see that it has what Debian calls ${names}` };
  }
  const missing = await missingOf(wanted, system);
  if (missing.length === 0) return { said: 'all packages there' };

  const withSudo = system.isRoot ? [] : ['sudo', '-n'];
  const mayInstall = system.isRoot || (await can(system, 'sudo', ['-n', 'true']));
  if (!mayInstall) {
    const names = await candidatesOf(missing, system);
    throw new StepError(
      `Some system packages are missing. Install them with:\n  sudo apt-get install --no-install-recommends ${names.join(' ')}`,
    );
  }
  /** @param {string[]} args */
  const aptGet = async (...args) => {
    const [command = '', ...rest] = [
      ...withSudo,
      'apt-get',
      '-o',
      'DPkg::Lock::Timeout=120',
      ...args,
    ];
    return system.run(command, rest);
  };
  await aptGet('update', '--quiet');
  const names = await candidatesOf(missing, system);
  const { status, output } = await aptGet(
    'install',
    '--yes',
    '--quiet',
    '--no-install-recommends',
    ...names,
  );
  if (status !== 0) {
    throw new StepError(
      `apt-get could not install ${names.join(' ')}:\n${output.trim().split('\n').slice(-8).join('\n')}`,
    );
  }
  return { said: `installed ${names.join(' ')}` };
}

/**
 * @param {string[][]} wanted
 * @param {System} system
 */
async function missingOf(wanted, system) {
  const { output } = await system.run('dpkg-query', [
    '--show',
    '--showformat=${db:Status-Status} ${Package}\n',
    ...wanted.flat(),
  ]);
  const there = new Set(
    output
      .split('\n')
      .filter((line) => line.startsWith('installed '))
      .map((line) => line.slice('installed '.length)),
  );
  return wanted.filter((either) => !either.some((name) => there.has(name)));
}

/**
 * The names under which this release has the packages.
 * @param {string[][]} packages
 * @param {System} system
 */
async function candidatesOf(packages, system) {
  const { output } = await system.run('apt-cache', ['policy', ...packages.flat()]);
  // A name that only other packages provide has no candidate of its own.
  const candidates = new Set(
    [...output.matchAll(/^(\S+):\n.*\n\s+Candidate: (?!\(none\))/gm)].map(([, name]) => name),
  );
  return packages.map((either) => either.find((name) => candidates.has(name)) ?? either[0] ?? '');
}

/**
 * @param {System} system
 * @param {string} command
 * @param {string[]} args
 */
async function can(system, command, args) {
  try {
    return (await system.run(command, args)).status === 0;
  } catch {
    return false;
  }
}
