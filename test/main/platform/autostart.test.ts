import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAutostart } from '../../../src/main/platform/autostart.ts';

const command = ['/opt/Keyturn/keyturn', '--hidden'];
let config = '';
beforeEach(() => {
  config = mkdtempSync(join(tmpdir(), 'keyturn-'));
});
afterEach(() => rmSync(config, { recursive: true, force: true }));

const entryFile = (): string => join(config, 'autostart/keyturn.desktop');
const execOf = (words: readonly string[]): string | undefined => {
  createAutostart(config, words).set(true);
  return /^Exec=(.*)$/m.exec(readFileSync(entryFile(), 'utf8'))?.[1];
};

test('it is on when the entry was written, and off when it is gone', () => {
  const start = createAutostart(config, command);
  expect(start.isOn()).toBe(false);
  start.set(true);
  expect([start.isOn(), readdirSync(join(config, 'autostart'))]).toEqual([
    true,
    ['keyturn.desktop'],
  ]);
  expect(readFileSync(entryFile(), 'utf8')).toBe(
    [
      '[Desktop Entry]',
      'Type=Application',
      'Name=Keyturn',
      'Comment=Watches your API keys in the background',
      'Icon=keyturn',
      'Exec="/opt/Keyturn/keyturn" "--hidden"',
      'Terminal=false',
      'X-GNOME-Autostart-enabled=true',
      '',
    ].join('\n'),
  );
  start.set(false);
  start.set(false);
  expect([start.isOn(), existsSync(entryFile())]).toEqual([false, false]);
});

test.each([
  ['a blank', '/opt/my apps/keyturn', '"/opt/my apps/keyturn"'],
  ['a percent sign', '/opt/100%u/keyturn', '"/opt/100%%u/keyturn"'],
  ['a quote', '/opt/a"b', String.raw`"/opt/a\\"b"`],
  ['a dollar sign and a backtick', '/opt/$(id)`id`', '"/opt/\\\\$(id)\\\\`id\\\\`"'],
  ['a backslash', String.raw`/opt/a\b`, String.raw`"/opt/a\\\\b"`],
  ['the end of a line', '/opt/a\nExec=evil', String.raw`"/opt/a\nExec=evil"`],
])('%s in its path is quoted by the rules of desktop entries', (_what, path, expected) => {
  expect(execOf([path])).toBe(expected);
});

test.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false'])(
  'an entry that the settings of a desktop have switched off by %s counts as off',
  (line) => {
    const start = createAutostart(config, command);
    start.set(true);
    writeFileSync(entryFile(), `[Desktop Entry]\n${line}\n`);
    expect(start.isOn()).toBe(false);
  },
);

test('a link in its place is replaced, and what it leads to stays as it is', () => {
  mkdirSync(join(config, 'autostart'));
  const other = join(config, 'other');
  writeFileSync(other, 'mine');
  symlinkSync(other, entryFile());
  createAutostart(config, command).set(true);
  expect([readFileSync(other, 'utf8'), lstatSync(entryFile()).isFile()]).toEqual(['mine', true]);
});

test('a folder that cannot be written is said to be one', () => {
  // A file where the folder should be: not even root can write below it.
  writeFileSync(join(config, 'autostart'), '');
  chmodSync(join(config, 'autostart'), 0o400);
  expect(() => createAutostart(config, command).set(true)).toThrow(
    expect.objectContaining({ failure: { code: 'file-unwritable' } }),
  );
});

test('what a kill left half written is no hindrance', () => {
  mkdirSync(join(config, 'autostart'), { recursive: true });
  writeFileSync(join(config, `autostart/.keyturn.desktop-${process.pid}`), '[Desk');
  createAutostart(config, command).set(true);
  expect(readdirSync(join(config, 'autostart'))).toEqual(['keyturn.desktop']);
  expect(readFileSync(entryFile(), 'utf8')).toContain('[Desktop Entry]\nType=Application');
});
