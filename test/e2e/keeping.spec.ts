import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { systemKeychain } from '../../src/main/platform/keychain.ts';
import type { CallName, Request, Response } from '../../src/shared/contract.ts';
import type { Failure, Result } from '../../src/shared/failure.ts';
import type { KeyRow } from '../../src/shared/key.ts';
import type { OpenApp, Session, TestFixtures } from './app.ts';
import { email, expect, test, type Sandbox } from './at-sandbox.ts';
import { endWithWindow } from './in-use.ts';

// By Calls and not by clicks: what is looked at here is what main does with the world.

/** What a Call answers; a Failure is given back by its code. */
async function call<Name extends CallName>(
  page: Page,
  name: Name,
  request: Request<Name>,
): Promise<Response<Name> | Failure['code']> {
  const result = (await page.evaluate(
    ([callName, fields]) => window.bridge.call(callName, fields),
    [name, request] as const,
  )) as Result<Response<Name>>;
  return result.ok ? result.value : result.failure.code;
}

/** The same where only an answer will do. */
async function ask<Name extends CallName>(
  page: Page,
  name: Name,
  request: Request<Name>,
): Promise<Response<Name>> {
  const result = await call(page, name, request);
  if (typeof result === 'string') throw new Error(`${name}: ${result}`);
  return result;
}

async function openSignedIn(openApp: TestFixtures['openApp'], sandbox: Sandbox) {
  const opened = await openApp();
  const { page } = opened;
  const { accountId } = await ask(page, 'addAccount', {
    serviceId: 'postman-v1',
    place: { address: `${sandbox.address}/postman/v1` },
    name: 'Ops',
    email,
    parameters: {},
  });
  await ask(page, 'requestCode', { accountId });
  const code = await sandbox.lastOtp();
  await ask(page, 'signIn', { accountId, code, isToBeKept: false });
  await expect.poll(async () => (await rowsOf(page)).length).toBe(12);
  const generate = (label: string) =>
    call(page, 'generateKey', {
      accountId,
      label,
      contacts: ['team@agency.gov.sg'],
      expiration: null,
    });
  return { ...opened, accountId, generate };
}

async function rowsOf(page: Page): Promise<KeyRow[]> {
  return (await ask(page, 'readState', {})).keys;
}

async function rowOf(page: Page, label: string): Promise<KeyRow | undefined> {
  return (await rowsOf(page)).find((row) => row.label === label);
}

async function rowThere(page: Page, label: string): Promise<KeyRow> {
  const row = await rowOf(page, label);
  if (row === undefined) throw new Error(`${label} is not in State`);
  return row;
}

async function faultsAt(sandbox: Sandbox): Promise<unknown[]> {
  return (await sandbox.get<{ faults: unknown[] }>('GET', '/control')).faults;
}

/** What is in the keyring of the session, by name. */
async function itemsIn({ env }: Session): Promise<Map<string, string>> {
  process.env['DBUS_SESSION_BUS_ADDRESS'] = env['DBUS_SESSION_BUS_ADDRESS'];
  const items = await systemKeychain.all();
  return new Map(items.map(({ account, secret }) => [account, secret.reveal()]));
}

test('a key is made at the service, rests in the keyring, is forgotten, taken back and retired', async ({
  openApp,
  sandbox,
}) => {
  const { page, session, generate } = await openSignedIn(openApp, sandbox);
  await generate('made here');
  const row = await rowThere(page, 'made here');
  expect(row).toMatchObject({ standing: 'held', isHeld: true });
  const [[name, secret] = ['', '']] = await itemsIn(session);
  expect(name).toContain(`made here •••••${row.lastFive}, Postman v1`);
  expect(secret).toMatch(/^officer_v1_[A-Za-z0-9+/]{44}$/);
  // It works at the service: it was the key's own value that was kept.
  const probe = await sandbox.postman('GET', '/transactional/email?limit=0', { bearer: secret });
  expect(probe.status).toBe(400);

  await ask(page, 'forgetKeys', { keyIds: [row.id] });
  expect(await rowOf(page, 'made here')).toMatchObject({ standing: 'known-not-held' });
  expect(await itemsIn(session)).toEqual(new Map());
  await ask(page, 'takeBackKey', { keyId: row.id });
  expect(await rowOf(page, 'made here')).toMatchObject({ id: row.id, standing: 'held' });
  expect(await itemsIn(session)).toEqual(new Map([[name, secret]]));

  expect(await call(page, 'retireKey', { keyId: row.id, lastFive: 'XXXXX' })).toBe(
    'wrong-last-five',
  );
  await ask(page, 'retireKey', { keyId: row.id, lastFive: row.lastFive });
  expect(await rowOf(page, 'made here')).toMatchObject({ standing: 'retired', isHeld: false });
  expect(await itemsIn(session)).toEqual(new Map());
  const after = await sandbox.postman('GET', '/transactional/email?limit=0', { bearer: secret });
  expect(after.status).toBe(401);
  const { events } = await ask(page, 'readHistory', { keyId: row.id });
  expect(events.map(({ kind }) => kind)).toEqual(['retired', 'taken-back', 'generated']);
});

test('a keyring that stops for five seconds loses no key: one in the making is kept, and a copy arrives', async ({
  openApp,
  sandbox,
}) => {
  const { app, page, session, generate } = await openSignedIn(openApp, sandbox);
  const isSlow = async () => (await ask(page, 'readState', {})).keychainIsSlow;
  /** Says so meanwhile. */
  const fiveSecondsFrom = async (pausedAt: number) => {
    await expect.poll(isSlow).toBe(true);
    await expect.poll(() => Date.now() - pausedAt).toBeGreaterThan(5000);
  };

  session.pauseKeyring();
  const made = generate('made slowly');
  await fiveSecondsFrom(Date.now());
  session.resumeKeyring();
  expect(await made).toMatchObject({ keyId: expect.any(String) });
  const row = await rowThere(page, 'made slowly');
  expect(row).toMatchObject({ standing: 'held', isHeld: true });
  const [secret = ''] = (await itemsIn(session)).values();
  expect(secret).toMatch(/^officer_v1_/);

  session.pauseKeyring();
  const copied = ask(page, 'copyKey', { keyId: row.id, recipe: 'key', isConfirmed: false });
  await fiveSecondsFrom(Date.now());
  session.resumeKeyring();
  await copied;
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe(secret);
  expect(await ask(page, 'readState', {})).toMatchObject({
    keychain: { status: 'ok' },
    keychainIsSlow: false,
    unsaved: [],
  });
});

test('a key in the clipboard of the desktop is kept as the one that the service lists, and cleared from it', async ({
  openApp,
  sandbox,
}) => {
  const { app, page, session, accountId } = await openSignedIn(openApp, sandbox);
  await sandbox.moveClock({ moveMs: 31_000 });
  const made = await sandbox.createKey(await sandbox.signIn(), 'made elsewhere');
  await ask(page, 'syncAccount', { accountId });
  const listed = await rowThere(page, 'made elsewhere');
  await app.evaluate(
    ({ clipboard }, text) => clipboard.writeText(text),
    `POSTMAN_API_KEY="${made.plain_text_key}"\r\n`,
  );
  const { intakeId, candidates } = await ask(page, 'readClipboard', {});
  expect(candidates).toMatchObject([{ fits: ['postman-v1'], mayBe: [listed?.id] }]);
  const answer = await ask(page, 'keepKeys', {
    intakeId,
    picks: [{ number: 0, accountId, listedAs: listed?.id ?? null, label: 'any', expiresAt: null }],
  });
  expect(answer.isClipboardCleared).toBe(true);
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe('');
  expect(await rowOf(page, 'made elsewhere')).toMatchObject({
    standing: 'held',
    expiresAt: made.valid_until,
  });
  expect([...(await itemsIn(session)).values()]).toEqual([made.plain_text_key]);
});

test('a file of the desktop brings its keys, and what is no plain file is not opened', async ({
  openApp,
}) => {
  const { page, session } = await openApp();
  const path = join(session.home, '.env');
  writeFileSync(path, 'A=key_test_canary0123456789\nB=key_prod_canary0123456789\nPORT=80\n');
  expect(await ask(page, 'readKeyFile', { path })).toMatchObject({
    source: 'file',
    fileName: '.env',
    candidates: [
      { name: 'A', kind: 'Test' },
      { name: 'B', kind: 'Production' },
    ],
  });
  for (const wrong of ['/dev/zero', '/proc/self/environ', session.home]) {
    expect(await call(page, 'readKeyFile', { path: wrong })).toBe('file-unreadable');
  }
});

/** A key that its service has made while somebody locked the keyring. */
async function openUnsaved(openApp: TestFixtures['openApp'], sandbox: Sandbox) {
  const opened = await openSignedIn(openApp, sandbox);
  const { page, session, generate } = opened;
  await sandbox.setFault({ route: 'postman.create', fault: 'slow', times: 1, delayMs: 4000 });
  const answer = generate('made here');
  // The service has made the key, and takes its time to say so.
  await expect.poll(() => faultsAt(sandbox)).toEqual([]);
  await session.lockKeyring();
  expect(await answer).toBe('key-unsaved');
  const { unsaved } = await ask(page, 'readState', {});
  expect(unsaved).toMatchObject([{ label: 'made here', because: { code: 'keychain-locked' } }]);
  const [key] = unsaved;
  if (!key) throw new Error('State tells of no unsaved key.');
  return { ...opened, key };
}

/** From now on the user answers so; gives what they are asked. */
async function answerWith(app: OpenApp['app'], response: number) {
  await app.evaluate(({ dialog }, chosen) => {
    const asked: unknown[] = [];
    Reflect.set(globalThis, 'asked', asked);
    Reflect.set(dialog, 'showMessageBox', async (...args: { message?: string }[]) => {
      asked.push(args.at(-1)?.message);
      return { response: chosen };
    });
  }, response);
  return () => app.evaluate(() => Reflect.get(globalThis, 'asked') as string[]);
}

test('a keyring that is locked in the middle: the key stays in memory, quitting asks, and it is saved when it opens', async ({
  openApp,
  sandbox,
}) => {
  const { app, page, session, key } = await openUnsaved(openApp, sandbox);
  const { keyId } = key;
  const { secret } = await ask(page, 'revealUnsaved', { keyId });
  expect(secret.slice(-5)).toBe(key.lastFive);

  await endWithWindow(page);
  const asked = await answerWith(app, 0);
  await app.evaluate(({ app: running }) => running.quit());
  await expect.poll(asked).toEqual(['A new key is not saved yet']);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(asked).toHaveLength(2);
  expect(await ask(page, 'readState', {})).toMatchObject({ unsaved: [{ keyId }] });

  await session.reopenKeyring();
  await ask(page, 'checkKeychain', {});
  await expect.poll(() => rowOf(page, 'made here')).toMatchObject({ id: keyId, standing: 'held' });
  expect([...(await itemsIn(session)).values()]).toEqual([secret]);
});

test('who would rather lose a new key than stay can close the window', async ({
  openApp,
  sandbox,
}) => {
  const { app, page } = await openUnsaved(openApp, sandbox);
  await endWithWindow(page);
  await answerWith(app, 1);
  const closed = app.waitForEvent('close');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await closed;
});
