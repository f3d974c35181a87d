import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import {
  addAccount,
  dialogOf,
  expect,
  openSignedIn,
  postman,
  press,
  rowsOf,
  test,
} from './at-sandbox.ts';

/** While a server behaves as badly as it can, the window goes on, and says why afterwards. */

async function openServer(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const bad = { ...postman, name: 'A bad one' };

/** Goes about in the window as somebody would who has other things to do. */
async function useWindow(page: Page): Promise<void> {
  const sidebar = page.getByRole('navigation');
  await sidebar.getByRole('button', { name: postman.name }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(postman.name);
  await press(page, 'Sync now');
  await expect(rowsOf(page)).toHaveCount(13);
  await press(page, 'Rename…');
  await page.getByRole('textbox', { name: 'Name' }).fill('Renamed meanwhile');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Renamed meanwhile');
}

test('a server that never answers: the window can be used meanwhile, and says afterwards why', async ({
  openApp,
  sandbox,
}) => {
  let list = { body: '[]' };
  await using server = await openServer(badPostman(() => list));
  const { page } = await openSignedIn(openApp, sandbox);
  const main = page.getByRole('main');
  await signInAt(page, server.address);
  await expect(main).toContainText('This account has no keys');
  list = { body: 'never' };
  await press(page, 'Sync now');
  await expect(main).toContainText('Reading the list…');
  await useWindow(page);
  await page.getByRole('navigation').getByRole('button', { name: bad.name }).click();
  await expect(main).toContainText('Reading the list…');
  // As long as a whole answer is waited for.
  await expect(main.getByRole('alert')).toContainText('did not answer in time', {
    timeout: 25_000,
  });
  await expect(main).toContainText('Unreachable since');
  await expect(main).toContainText('Signed in until');
});

const key = (number: number, label: string) => ({
  id: String(number),
  last_five: 'AB12C',
  label,
  valid_until: '2099-03-01T02:03:04.005Z',
});
const lists: Record<string, { body: string; status?: number; says: RegExp }> = {
  'an answer that is no list': { body: '<!doctype html>', says: /Something answered that is not/ },
  'an answer without end': { body: 'endless', says: /larger than Keyturn takes in/ },
  'an answer that is cut off': { body: 'cut', says: /The connection broke/ },
  'a page with a fault': { body: '<h1>', status: 502, says: /has a fault of its own/ },
  'another shape': { body: '[{"id":{}}]', says: /in a way that Keyturn does not know/ },
};

/** Lets anybody in and answers the list as it is told. */
function badPostman(list: () => { body: string; status?: number }): RequestListener {
  return (request, response) => {
    if (request.url?.endsWith('/api-key')) {
      giveBadly(response, list());
      return;
    }
    response.setHeader('set-cookie', 'postmangovsg=s%3Aa.b; Path=/');
    response.end('OK');
  };
}

function giveBadly(
  response: ServerResponse,
  { body, status = 200 }: { body: string; status?: number },
): void {
  switch (body) {
    case 'never':
      break;
    case 'cut':
      response.writeHead(status, { 'content-length': '99' });
      response.write('[', () => response.destroy());
      break;
    case 'endless': {
      const write = () => void (response.destroyed || response.write('['.repeat(65_536), write));
      write();
      break;
    }
    default:
      response.writeHead(status).end(body);
  }
}

async function signInAt(page: Page, address: string): Promise<void> {
  await addAccount(page, address, { ...bad, path: '/v1' });
  await press(dialogOf(page), 'Send code');
  await page.getByLabel('One-time code').fill('ABC123');
  await press(dialogOf(page), 'Sign in');
  await expect(dialogOf(page)).toHaveCount(0);
}

test('each list that cannot be read is said to be that, and the window goes on', async ({
  openApp,
  sandbox,
}) => {
  let list: { body: string; status?: number } = { body: '[]' };
  await using server = await openServer(badPostman(() => list));
  const { page } = await openSignedIn(openApp, sandbox);
  await signInAt(page, server.address);
  await expect(page.getByRole('main')).toContainText('This account has no keys');
  for (const { says, ...next } of Object.values(lists)) {
    list = next;
    await press(page, 'Sync now');
    await expect(page.getByRole('main').getByRole('alert')).toContainText(says);
    await expect(page.getByRole('main')).toContainText('Signed in until');
  }
  await useWindow(page);
});

test('10,000 keys, one of them with a label of 255 emoji, are drawn as far as they are seen', async ({
  openApp,
  sandbox,
}) => {
  const label = '👩🏽‍💻'.repeat(255);
  const body = JSON.stringify(
    Array.from({ length: 10_000 }, (_, number) => key(number, number === 0 ? label : 'k')),
  ).replaceAll('.005Z', 'Z');
  await using server = await openServer(badPostman(() => ({ body })));
  const { page } = await openSignedIn(openApp, sandbox);
  await signInAt(page, server.address);
  await expect(page.getByRole('heading', { name: '10000 keys at the service' })).toBeVisible();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '10001');
  expect(await rowsOf(page).count()).toBeLessThan(40);
  await page.getByRole('searchbox', { name: 'Search keys' }).fill('👩🏽‍💻');
  await expect(rowsOf(page)).toHaveCount(2);
  await expect(rowsOf(page).nth(1)).toContainText(label);
  expect((await rowsOf(page).nth(1).boundingBox())?.height).toBeLessThan(80);
  const isWider = () => document.documentElement.scrollWidth > document.documentElement.clientWidth;
  expect(await page.evaluate(isWider)).toBe(false);
  await useWindow(page);
});
