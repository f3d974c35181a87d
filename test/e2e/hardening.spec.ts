import { once } from 'node:events';
import type { ElectronApplication, Page } from '@playwright/test';
import type { Result } from '../../src/shared/failure.ts';
import { endWithWindow } from './in-use.ts';
import { expect, test } from './visitors.ts';

test.describe('the page has no powers of its own', () => {
  test('no Node: nothing of it can be named', async ({ openApp }) => {
    const { page } = await openApp();
    const found = await page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron'].filter(
        (name) => name in globalThis,
      ),
    );
    expect(found).toEqual([]);
  });

  test('the preload lives in a world of its own, out of reach of the page', async ({ openApp }) => {
    const { app, page } = await openApp();
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      // Not in the public types, but what the window was really made with.
      return Reflect.apply(Reflect.get(contents ?? {}, 'getLastWebPreferences'), contents, []);
    });
    expect(preferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
    });
    // A page that shared its world with the preload could replace what the bridge is made of.
    const bridge = await page.evaluate(() => {
      Reflect.set(window.bridge, 'call', () => 'replaced');
      return {
        isFrozen: Object.isFrozen(window.bridge),
        call: String(Reflect.get(window.bridge, 'call')),
      };
    });
    expect(bridge).toEqual({ isFrozen: true, call: 'function () { [native code] }' });
    expect(await callRaw(page, 'checkKeychain', {})).toEqual({ ok: true, value: null });
  });

  test('the bridge has three functions and nothing else', async ({ openApp }) => {
    const { page } = await openApp();
    expect(await page.evaluate(() => Object.keys(window.bridge).toSorted())).toEqual([
      'call',
      'onState',
      'pathOf',
    ]);
  });

  test('every permission is denied when it is looked up', async ({ openApp }) => {
    const { page } = await openApp();
    const names = ['notifications', 'geolocation', 'camera', 'microphone', 'clipboard-read'];
    const states = await page.evaluate(
      (asked) =>
        Promise.all(
          asked.map(async (name) => {
            const { state } = await navigator.permissions.query({ name: name as PermissionName });
            return state;
          }),
        ),
      names,
    );
    expect(states).toEqual(names.map(() => 'denied'));
  });

  test('every permission is denied when it is asked for', async ({ openApp }) => {
    // With a camera that could be granted.
    const { page } = await openApp({ switches: ['--use-fake-device-for-media-stream'] });
    const answers = await page.evaluate(async () => {
      const camera = navigator.mediaDevices.getUserMedia({ video: true });
      const place = new Promise((found, lost) => {
        navigator.geolocation.getCurrentPosition(found, lost);
      });
      return {
        notifications: await Notification.requestPermission(),
        camera: await camera.catch(({ name }: Error) => name),
        place: await place.catch(({ code }: GeolocationPositionError) => code),
      };
    });
    const permissionDenied = 1;
    expect(answers).toEqual({
      notifications: 'denied',
      camera: 'NotAllowedError',
      place: permissionDenied,
    });
  });
});

test.describe('the page is only ever our own', () => {
  test('it comes from app://keyturn with the whole policy', async ({ openApp }) => {
    const { app, page } = await openApp();
    expect(page.url()).toBe('app://keyturn/index.html');
    const { status, policy } = await fetchFromMain(app, 'app://keyturn/index.html');
    expect(status).toBe(200);
    expect(policy).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
  });

  for (const path of [
    '../package.json',
    '../../package.json',
    '%2e%2e/%2e%2e/package.json',
    '..%2f..%2fpackage.json',
    '..%5c..%5cpackage.json',
    'assets/../../main/index.js',
    'assets/..%2f..%2fmain%2findex.js',
    '/etc/passwd',
    'index.html%00.png',
    '.',
    '',
  ]) {
    test(`nothing is served for app://keyturn/${path}`, async ({ openApp }) => {
      const { app } = await openApp();
      const { status, text } = await fetchFromMain(app, `app://keyturn/${path}`);
      expect({ status, text }).toEqual({ status: 404, text: '' });
    });
  }

  test('nothing is served from another host of the scheme, or to another method', async ({
    openApp,
  }) => {
    const { app } = await openApp();
    expect(await fetchFromMain(app, 'app://other/index.html')).toMatchObject({ status: 404 });
    expect(await fetchFromMain(app, 'app://keyturn/index.html', 'POST')).toMatchObject({
      status: 405,
    });
  });

  test('inline code and styles, eval and frames are refused by the policy', async ({ openApp }) => {
    const { page } = await openApp();
    await page.evaluate(() => {
      const violations = new Set<string>();
      Reflect.set(window, 'violations', violations);
      document.addEventListener('securitypolicyviolation', (violation) => {
        const { effectiveDirective, blockedURI } = violation;
        violations.add(`${effectiveDirective} ${blockedURI.split('/')[2] ?? blockedURI}`);
      });
      const attempts: [tag: string, attribute: string, value: string][] = [
        ['script', 'textContent', 'window.wasRun = true'],
        ['style', 'textContent', 'body { display: none }'],
        ['iframe', 'src', 'app://keyturn/index.html'],
        ['object', 'data', 'app://keyturn/index.html'],
        ['base', 'href', 'https://elsewhere.example/'],
        ['img', 'src', 'https://elsewhere.example/image'],
        ['script', 'src', 'https://elsewhere.example/script'],
      ];
      for (const [tag, attribute, value] of attempts) {
        const element = document.createElement(tag);
        Reflect.set(element, attribute, value);
        document.body.append(element);
      }
      const style = Object.assign(document.createElement('link'), {
        rel: 'stylesheet',
        href: 'https://elsewhere.example/style',
      });
      const form = Object.assign(document.createElement('form'), {
        action: 'https://elsewhere.example/form',
      });
      document.body.append(style, form);
      form.submit();
      void fetch('https://elsewhere.example/fetch').catch(() => {});
      void new FontFace('Elsewhere', 'url(https://elsewhere.example/font)').load().catch(() => {});
      // In a task of its own: what a test tool runs directly is allowed to evaluate.
      setTimeout(() => {
        try {
          // oxlint-disable-next-line no-implied-eval, typescript/no-implied-eval -- It must be refused.
          Reflect.set(window, 'wasRun', new Function('return true')());
        } catch {
          violations.add('eval');
        }
      });
    });
    const refused = () =>
      page.evaluate(() => {
        const violations: Set<string> = Reflect.get(window, 'violations');
        return [...violations].toSorted();
      });
    await expect
      .poll(refused)
      .toEqual([
        'base-uri elsewhere.example',
        'connect-src elsewhere.example',
        'eval',
        'font-src elsewhere.example',
        'form-action elsewhere.example',
        'frame-src app',
        'img-src elsewhere.example',
        'object-src app',
        'script-src eval',
        'script-src-elem elsewhere.example',
        'script-src-elem inline',
        'style-src-elem elsewhere.example',
        'style-src-elem inline',
      ]);
    expect(await page.evaluate(() => 'wasRun' in window)).toBe(false);
  });

  test('navigation is refused, to the network and to our own files', async ({
    openApp,
    visitors,
  }) => {
    const { app } = await openApp();
    const inPage = (code: string): Promise<unknown> =>
      app.evaluate(
        ({ BrowserWindow }, source) =>
          BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(source),
        code,
      );
    await inPage('window.isStillHere = true');
    const addresses = [
      visitors.origin,
      'app://keyturn/assets/',
      'file:///etc/passwd',
      'data:text/html,x',
    ];
    for (const address of addresses) {
      const to = JSON.stringify(address);
      await inPage(`Object.assign(document.createElement('a'), { href: ${to} }).click()`);
      await inPage(`location.href = ${to}; null`);
      await inPage(`location.replace(${to}); null`);
    }
    await inPage(
      'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))',
    );
    expect(await inPage('[window.isStillHere, location.href]')).toEqual([
      true,
      'app://keyturn/index.html',
    ]);
    expect(visitors.seen).toEqual([]);
  });

  test('no second window can be opened', async ({ openApp, visitors }) => {
    const { app, page } = await openApp();
    const opened = await page.evaluate(
      (origin) => [
        window.open(origin) === null,
        window.open('app://keyturn/index.html') === null,
        window.open('about:blank') === null,
      ],
      visitors.origin,
    );
    expect(opened).toEqual([true, true, true]);
    expect(app.windows()).toHaveLength(1);
    expect(visitors.seen).toEqual([]);
  });

  test('nothing is downloaded', async ({ openApp }) => {
    const { app, page } = await openApp();
    const wasPrevented = app.evaluate(
      ({ BrowserWindow }) =>
        new Promise((resolve) => {
          const session = BrowserWindow.getAllWindows()[0]?.webContents.session;
          session?.once('will-download', (event) => resolve(event.defaultPrevented));
        }),
    );
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.download = 'file.txt';
      link.href = URL.createObjectURL(new Blob(['text']));
      link.click();
    });
    expect(await wasPrevented).toBe(true);
  });

  test('no menu reloads the page or opens its inner workings', async ({ openApp }) => {
    const { app } = await openApp();
    const roles = await app.evaluate(({ Menu }) =>
      Menu.getApplicationMenu()?.items.flatMap(({ submenu }) =>
        submenu?.items.map(({ role }) => String(role)),
      ),
    );
    expect(roles).toContain('copy');
    expect(roles).not.toEqual(expect.arrayContaining(['reload']));
    expect(roles).not.toEqual(expect.arrayContaining(['forcereload']));
    expect(roles).not.toEqual(expect.arrayContaining(['toggledevtools']));
  });

  test('the built app takes no page from a development server', async ({ openApp, visitors }) => {
    const { page } = await openApp({ env: { ELECTRON_RENDERER_URL: visitors.origin } });
    expect(page.url()).toBe('app://keyturn/index.html');
    expect(visitors.seen).toEqual([]);
  });
});

test('a page that crashed is loaded again', async ({ openApp }) => {
  const { app } = await openApp();
  const isBack = app.evaluate(
    ({ BrowserWindow }) =>
      new Promise((resolve) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        contents?.once('did-finish-load', () => resolve(contents.getURL()));
        contents?.forcefullyCrashRenderer();
      }),
  );
  expect(await isBack).toBe('app://keyturn/index.html');
});

test('what a page that crashed has left is not given to the next one', async ({ openApp }) => {
  const { app, page } = await openApp();
  await expect(page.getByRole('navigation')).toBeVisible();
  const memo = 'what has made it crash';
  expect(await callRaw(page, 'keepMemo', { memo })).toMatchObject({ ok: true });
  expect(await callRaw(page, 'readMemo', {})).toEqual({ ok: true, value: { memo } });
  const found = app.evaluate(
    ({ BrowserWindow }) =>
      new Promise((resolve) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        contents?.once('did-finish-load', () =>
          resolve(contents.executeJavaScript(`window.bridge.call('readMemo', {})`)),
        );
        contents?.forcefullyCrashRenderer();
      }),
  );
  const next = await found;
  expect(next).toMatchObject({ ok: true });
  expect(next).not.toEqual({ ok: true, value: { memo } });
});

test('a page has no say in whether its window closes', async ({ openApp }) => {
  const { app, page } = await openApp();
  await page.evaluate(() => {
    addEventListener('beforeunload', (event) => event.preventDefault());
  });
  await page.getByRole('button', { name: 'Check again' }).click();
  await endWithWindow(page);
  const ended = once(app.process(), 'exit');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  expect(await ended).toEqual([0, null]);
});

test.describe('Calls come from our window’s own page only', () => {
  test('an unknown Call is refused', async ({ openApp }) => {
    const { page } = await openApp();
    expect(await callRaw(page, 'readSecret', {})).toEqual(refusal('unknown-call'));
    expect(await callRaw(page, '__proto__', {})).toEqual(refusal('unknown-call'));
  });

  test('an unknown field is refused', async ({ openApp }) => {
    const { page } = await openApp();
    expect(await callRaw(page, 'checkKeychain', { also: 1 })).toEqual(refusal('bad-request'));
    expect(await callRaw(page, 'checkKeychain', null)).toEqual(refusal('bad-request'));
  });

  test('a frame inside our page, and another window, are strangers', async ({ openApp }) => {
    const { app, page } = await openApp();
    await page.evaluate(() => {
      document.body.append(document.createElement('iframe'));
    });
    const answers = await app.evaluate(async ({ BrowserWindow, ipcMain }) => {
      const own = BrowserWindow.getAllWindows()[0]?.webContents;
      const other = new BrowserWindow({ show: false }).webContents;
      await other.loadURL('about:blank');
      // The very function that Electron runs for a Call, with the true frame of each caller.
      const handlers: Map<string, (...args: unknown[]) => unknown> = Reflect.get(
        ipcMain,
        '_invokeHandlers',
      );
      const call = async (sender: unknown, senderFrame: unknown): Promise<unknown> => {
        let answer: unknown;
        const event = {
          sender,
          senderFrame,
          _reply: (value: unknown) => (answer = value),
          sendReply: (value: unknown) => (answer = value),
          _throw: (error: unknown) => (answer = error),
        };
        const returned = await handlers.get('call')?.(event, 'checkKeychain', {});
        return returned ?? answer;
      };
      return {
        main: await call(own, own?.mainFrame),
        frame: await call(own, own?.mainFrame.frames[0]),
        gone: await call(own, null),
        other: await call(other, other.mainFrame),
      };
    });
    const stranger = refusal('untrusted-sender');
    expect(answers).toEqual({
      main: { ok: true, value: null },
      frame: stranger,
      gone: stranger,
      other: stranger,
    });
  });
});

async function callRaw(page: Page, name: string, request: unknown): Promise<Result<unknown>> {
  return page.evaluate(
    ([call, fields]) => window.bridge.call(call, fields) as Promise<Result<unknown>>,
    [name, request] as const,
  );
}

async function fetchFromMain(
  app: ElectronApplication,
  address: string,
  method = 'GET',
): Promise<{ status: number; policy: string | null; text: string }> {
  return app.evaluate(
    async ({ BrowserWindow }, [url, verb]) => {
      const session = BrowserWindow.getAllWindows()[0]?.webContents.session;
      const response = await session?.fetch(url, { method: verb });
      return {
        status: response?.status ?? 0,
        policy: response?.headers.get('content-security-policy') ?? null,
        text: (await response?.text()) ?? '',
      };
    },
    [address, method] as const,
  );
}

function refusal(reason: string): Result<unknown> {
  return { ok: false, failure: { code: 'call-refused', reason } } as Result<unknown>;
}

declare global {
  interface Window {
    readonly bridge: { call(name: string, request: unknown): Promise<unknown> };
  }
}
