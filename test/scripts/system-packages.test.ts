import { expect, test } from 'vitest';
import { installSystemPackages, needsDisplay } from '../../scripts/system-packages.mjs';

interface Circumstances {
  platform?: NodeJS.Platform;
  isDebian?: boolean;
  isRoot?: boolean;
  maySudo?: boolean;
  installed?: string[];
  candidates?: string[];
  aptStatus?: number;
}

const forWindow = ['libnss3', 'libatk-bridge2.0-0', 'libgtk-3-0', 'libgbm1', 'libasound2'];
const all = [
  ...forWindow,
  'xvfb',
  'dbus',
  'gnome-keyring',
  'libsecret-tools',
  'xdotool',
  'xclip',
  'iproute2',
  'dunst',
  'fonts-liberation',
];

/** A system that answers as Debian's programs do. */
function systemOf(given: Circumstances) {
  const ran: string[] = [];
  const installed = new Set(given.installed ?? []);
  const candidates = new Set(given.candidates ?? all);
  const system = {
    platform: given.platform ?? 'linux',
    isDebian: given.isDebian ?? true,
    isRoot: given.isRoot ?? true,
    async run(command: string, args: string[]) {
      ran.push([command, ...args].join(' '));
      const words = [command, ...args];
      if (words[0] === 'sudo' && !given.maySudo)
        return { status: 1, output: 'a password is required' };
      if (words.includes('dpkg-query')) {
        const lines = args.slice(2).map((name) => {
          if (installed.has(name)) return `installed ${name}`;
          return `dpkg-query: no packages found matching ${name}`;
        });
        return { status: 1, output: lines.join('\n') };
      }
      if (words.includes('apt-cache')) {
        const lines = args.slice(1).map((name) => {
          const version = candidates.has(name) ? '1.0' : '(none)';
          return `${name}:\n  Installed: (none)\n  Candidate: ${version}\n  Version table:\n`;
        });
        return { status: 0, output: lines.join('') };
      }
      if (words.includes('install'))
        return { status: given.aptStatus ?? 0, output: 'E: apt says no' };
      return { status: 0, output: '' };
    },
  };
  return { system, ran };
}

const installLine = (ran: string[]) => ran.find((line) => line.includes(' install '));

test('with everything there, nothing is installed', async () => {
  const { system, ran } = systemOf({ installed: all });
  expect(await installSystemPackages('headless', system)).toEqual({ said: 'all packages there' });
  expect(installLine(ran)).toBeUndefined();
});

test('root gets what is missing, and only that', async () => {
  const { system, ran } = systemOf({
    installed: all.filter((name) => name !== 'xvfb' && name !== 'libgtk-3-0'),
  });
  expect(await installSystemPackages('headless', system)).toEqual({
    said: 'installed libgtk-3-0 xvfb',
  });
  expect(installLine(ran)).toMatch(/^apt-get .*install .*--no-install-recommends libgtk-3-0 xvfb$/);
});

test('a user whose sudo asks for nothing gets it through sudo', async () => {
  const { system, ran } = systemOf({ isRoot: false, maySudo: true, installed: all.slice(1) });
  await installSystemPackages('headless', system);
  expect(installLine(ran)).toMatch(/^sudo -n apt-get .*install .* libnss3$/);
});

test('anybody else is told the exact line, and nothing is tried', async () => {
  const { system, ran } = systemOf({ isRoot: false, installed: all.slice(2) });
  await expect(installSystemPackages('headless', system)).rejects.toThrow(
    'sudo apt-get install --no-install-recommends libnss3 libatk-bridge2.0-0',
  );
  expect(installLine(ran)).toBeUndefined();
});

test('a newer release that has renamed a package gets it by its new name', async () => {
  const candidates = all.map((name) => (name === 'libasound2' ? 'libasound2t64' : name));
  const { system, ran } = systemOf({
    installed: all.filter((name) => name !== 'libasound2'),
    candidates,
  });
  await installSystemPackages('window', system);
  expect(installLine(ran)).toMatch(/ libasound2t64$/);
});

test('a renamed package that is there counts as there', async () => {
  const installed = all.map((name) => (name === 'libgtk-3-0' ? 'libgtk-3-0t64' : name));
  const { system } = systemOf({ installed });
  expect(await installSystemPackages('headless', system)).toEqual({ said: 'all packages there' });
});

test('a window on a desktop needs no display in memory', async () => {
  const { system } = systemOf({ installed: forWindow });
  expect(await installSystemPackages('window', system)).toEqual({ said: 'all packages there' });
});

test('an apt-get that fails is said with its last words', async () => {
  const { system } = systemOf({ aptStatus: 100 });
  await expect(installSystemPackages('headless', system)).rejects.toThrow('E: apt says no');
});

test.each([
  [{ platform: 'darwin' as const }, 'nothing to install on this platform'],
  [{ platform: 'win32' as const }, 'nothing to install on this platform'],
  [{ isDebian: false }, 'not a Debian-like Linux'],
])('elsewhere nothing is installed: %j', async (given, said) => {
  const { system, ran } = systemOf(given);
  expect((await installSystemPackages('headless', system)).said).toContain(said);
  expect(ran).toEqual([]);
});

test.each([
  [{}, 'linux' as const, true],
  [{ DISPLAY: ':0' }, 'linux' as const, false],
  [{ WAYLAND_DISPLAY: 'wayland-0' }, 'linux' as const, false],
  [{}, 'darwin' as const, false],
])('a display is missing for %j on %s: %j', (env, platform, isMissing) => {
  expect(needsDisplay(env, platform)).toBe(isMissing);
});

test('what looks at a package is installed for packaging alone', async () => {
  const { system, ran } = systemOf({ candidates: ['desktop-file-utils', 'appstream'] });
  await installSystemPackages('package', system);
  expect(ran.at(-1)).toMatch(/ desktop-file-utils appstream$/);
});
