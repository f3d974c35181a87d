import { expect, test } from 'vitest';
import { isTrusted } from '../../../src/main/platform/is-trusted.ts';
import { isOwnAddress } from '../../../src/main/platform/page.ts';

const address = 'app://keyturn/index.html';

function windowOf(url = address, isDestroyed = false) {
  const mainFrame = { url };
  return { webContents: { mainFrame }, isDestroyed: () => isDestroyed };
}

test('the main frame of our own window on our own page is trusted', () => {
  const window = windowOf();
  const { webContents: sender } = window;
  expect(isTrusted({ sender, senderFrame: sender.mainFrame }, window, 'own')).toBe(true);
});

test('a frame inside it is not, even with our own page in it', () => {
  const window = windowOf();
  const { webContents: sender } = window;
  expect(isTrusted({ sender, senderFrame: { url: address } }, window, 'own')).toBe(false);
});

test('another window is not, even with our own page in it', () => {
  const { webContents: sender } = windowOf();
  expect(isTrusted({ sender, senderFrame: sender.mainFrame }, windowOf(), 'own')).toBe(false);
});

test('another page in our window is not', () => {
  const window = windowOf('app://other/index.html');
  const { webContents: sender } = window;
  expect(isTrusted({ sender, senderFrame: sender.mainFrame }, window, 'own')).toBe(false);
});

test('while it is locked, only the page of the lock is, and else only the other', () => {
  for (const [url, isLock] of [
    ['app://keyturn/index.html', false],
    ['app://keyturn-lock/lock.html', true],
  ] as const) {
    const window = windowOf(url);
    const { webContents: sender } = window;
    const event = { sender, senderFrame: sender.mainFrame };
    expect([isTrusted(event, window, 'lock'), isTrusted(event, window, 'own')]).toEqual([
      isLock,
      !isLock,
    ]);
  }
});

test('a frame that is gone, a window that is gone and no window at all are not', () => {
  const window = windowOf();
  const { webContents: sender } = window;
  expect(isTrusted({ sender, senderFrame: null }, window, 'own')).toBe(false);
  const gone = windowOf(address, true);
  expect(isTrusted({ ...gone, sender, senderFrame: sender.mainFrame }, gone, 'own')).toBe(false);
  expect(isTrusted({ sender, senderFrame: sender.mainFrame }, null, 'own')).toBe(false);
});

test.each([
  ['app://keyturn/index.html', true],
  ['app://keyturn/assets/index.js', true],
  ['app://keyturn-lock/lock.html', true],
  ['app://other/index.html', false],
  ['app://keyturn.example/index.html', false],
  ['https://keyturn/index.html', false],
  ['ws://keyturn/', false],
  ['file:///app://keyturn/', false],
  ['about:blank', false],
  ['', false],
  ['not an address', false],
])('%s is our own address: %s', (url, isOwn) => {
  expect(isOwnAddress(url)).toBe(isOwn);
});
