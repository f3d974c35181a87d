import { equal, match, ok } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { drive, type Driven } from './driven.ts';
import { copyInto } from './installed.ts';
import type { Check, World } from './package-test.ts';
import { until, withStarted, type Session } from './started.ts';

/** The packed app, used: a copy of it with one fuse open, and confined as the package is. */
export function drivenChecks({ installed, pictures, version, isRelease }: World): Check[] {
  return [
    {
      name: 'About says what it is: its version, its runtime, its keychain, its licences, and that it is no release',
      async run() {
        await withDriven(async (driven) => {
          const { inMain, inPage } = driven;
          await until('the keychain', () =>
            inPage(`/Ready/.test(document.body.innerText) || undefined`),
          );
          await inMain(
            `electron.Menu.getApplicationMenu().items.flatMap(({ submenu }) => submenu.items).find(({ label }) => label === 'About Keyturn').click()`,
          );
          const about = await until('About', () =>
            inPage<string | undefined>(
              `document.querySelector('section[aria-label="About Keyturn"]')?.innerText`,
            ),
          );
          ok(about.includes(`Keyturn ${version}`), about);
          match(about, /Electron \d+\.\d+\.\d+, Chromium \d+/);
          match(about, /GNOME Keyring \(ready\)/);
          match(about, /\/config\/Keyturn/);
          equal(about.includes('This Keyturn is no release'), !isRelease);
          equal(about.includes('A release'), isRelease);
          await takePicture(driven, 'about');
          await inPage(
            `[...document.querySelectorAll('button')].find(({ innerText }) => innerText === 'Licences').click()`,
          );
          await until('the licences', () =>
            inPage(`document.querySelectorAll('dialog details').length > 40 || undefined`),
          );
          await takePicture(driven, 'licences');
        });
      },
    },
    {
      name: 'the packed app signs in at the sandbox, and keeps a new key in the keychain',
      async run() {
        await withDriven(async ({ inPage }, session) => {
          await until('the keychain', () =>
            inPage(`/Ready/.test(document.body.innerText) || undefined`),
          );
          const call = async <Value>(name: string, request: object): Promise<Value> => {
            const result = await inPage<{ ok: boolean; value: Value; failure: unknown }>(
              `window.bridge.call(${JSON.stringify(name)}, ${JSON.stringify(request)})`,
            );
            ok(result.ok, JSON.stringify(result.failure));
            return result.value;
          };
          const { accountId } = await call<{ accountId: string }>('startSandbox', {});
          await call('requestCode', { accountId });
          const { code } = await call<{ code: string }>('readSandboxCode', { accountId });
          await call('signIn', { accountId, code, isToBeKept: false });
          const { options } = await call<{ options: { id: string }[] }>('listExpirations', {
            accountId,
          });
          const expiration = options[0]?.id ?? null;
          const wish = { accountId, label: 'packed', contacts: ['ops@agency.gov.sg'], expiration };
          const { keyId } = await call<{ keyId: string }>('generateKey', wish);
          await call('copyKey', { keyId, recipe: 'key', isConfirmed: false });
          equal(await session.countItems(), 1);
          match((await session.labels()).join(), /packed/);
        });
      },
    },
  ];

  async function takePicture({ inMain, inPage }: Driven, name: string): Promise<void> {
    // When all that moves has come to rest and is drawn.
    await inPage(`(async () => {
      await document.fonts.ready;
      await Promise.all(document.getAnimations().map(({ finished }) => finished));
      for (const _frame of [1, 2, 3]) await new Promise((drawn) => requestAnimationFrame(drawn));
    })()`);
    const picture = await inMain<string>(
      `(await electron.BrowserWindow.getAllWindows()[0].webContents.capturePage()).toPNG().toString('base64')`,
    );
    writeFileSync(join(pictures, `${name}.png`), Buffer.from(picture, 'base64'));
  }

  async function withDriven(
    work: (driven: Driven, session: Session) => Promise<void>,
  ): Promise<void> {
    const program = async (home: string): Promise<string> => {
      const copy = join(copyInto(home, installed), 'keyturn');
      await flipFuses(copy, {
        version: FuseVersion.V1,
        [FuseV1Options.EnableNodeCliInspectArguments]: true,
      });
      return copy;
    };
    await withStarted({ program, words: ['--inspect=127.0.0.1:0'] }, async ({ app, session }) => {
      const driven = await drive(app);
      try {
        await until('the page', async () => {
          // The inspector listens before there is anything to ask, and a page that comes up answers nothing.
          const isThere = driven.inMain<boolean>(
            `electron.BrowserWindow.getAllWindows().some(({ webContents }) => webContents.getURL() !== '' && !webContents.isLoading())`,
          );
          return (await isThere.catch(() => false)) || undefined;
        });
        await work(driven, session);
      } finally {
        driven.close();
      }
    });
  }
}
