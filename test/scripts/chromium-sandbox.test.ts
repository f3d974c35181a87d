import { expect, test } from 'vitest';
import { checkChromiumSandbox } from '../../scripts/chromium-sandbox.mjs';

const electron = { executable: '/somewhere/electron' };
const user = {
  platform: 'linux' as NodeJS.Platform,
  isRoot: false,
  mayMakeNamespace: () => Promise.resolve(true),
  isSetUidRoot: () => false,
};
const confined = { ...user, mayMakeNamespace: () => Promise.resolve(false) };

test.each([
  [user, 'on'],
  [{ ...user, isRoot: true }, 'off, because Chromium refuses it to root'],
  [{ ...user, platform: 'darwin' as const }, 'nothing to prepare on this platform'],
  [
    { ...confined, isSetUidRoot: (file: string) => file === '/somewhere/chrome-sandbox' },
    'on, by its helper',
  ],
])('the sandbox is said to be as it is: %#', async (system, said) => {
  expect(await checkChromiumSandbox(electron, system)).toEqual({ said });
});

test('where neither way is open, the exact line that opens one is said', async () => {
  await expect(checkChromiumSandbox(electron, confined)).rejects.toThrow(
    'sudo chown root:root /somewhere/chrome-sandbox && sudo chmod 4755 /somewhere/chrome-sandbox',
  );
});
