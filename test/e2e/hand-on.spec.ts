import { readFile, readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import ICAL from 'ical.js';
import type { KeyId } from '../../src/shared/key.ts';
import { dialogOf, postmanAt, press, putIntoClipboard, secretsIn, test } from './add-key.ts';
import { expect, type OpenApp } from './app.ts';
import { call, stateOf } from './in-use.ts';
import { holdKey, panelOf } from './rotating.ts';

/** What the user chooses in the dialog of the system, which no test can press. */
async function choose({ app }: OpenApp, filePath: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path });
  }, filePath);
}

/** What the windows that are opened from now on may do. */
async function watchWindows({ app }: OpenApp): Promise<() => Promise<unknown>> {
  await app.evaluate((electron) => {
    const seen: unknown[] = [];
    Reflect.set(globalThis, 'seenWindows', seen);
    electron.app.on('browser-window-created', (_event, window) => {
      const contents = window.webContents;
      // The types leave it out.
      const wishes: Electron.WebPreferences = Reflect.apply(
        Reflect.get(contents, 'getLastWebPreferences'),
        contents,
        [],
      );
      const { javascript, sandbox, nodeIntegration, preload = null } = wishes;
      const isVisible = window.isVisible();
      seen.push({ javascript, sandbox, nodeIntegration, preload, isVisible });
    });
  });
  return () => app.evaluate(() => Reflect.get(globalThis, 'seenWindows'));
}

async function openHandOn({ page }: OpenApp, entry: string): Promise<void> {
  await page.getByRole('button', { name: 'Hand on', exact: true }).click();
  await page.getByRole('menuitem', { name: entry }).click();
}

function eventsOf(text: string) {
  return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((event) => ({
    uid: String(event.getFirstPropertyValue('uid')),
    summary: String(event.getFirstPropertyValue('summary')),
    status: String(event.getFirstPropertyValue('status')),
  }));
}

test('a report is written as a table, as JSON and as a printed page, for its owner alone, and no key is in it', async ({
  openApp,
  sandbox,
}) => {
  const opened = await openApp();
  const { page, session } = opened;
  const { row } = await holdKey(page, sandbox, postmanAt(sandbox));
  await call(page, 'editKey', { keyId: row.id, note: 'canary-note' });
  const folder = await realpath(session.home);
  const printing = await watchWindows(opened);
  for (const form of ['PDF', 'CSV', 'JSON']) {
    await choose(opened, join(folder, `report-${form}`));
    await openHandOn(opened, 'Report…');
    const dialog = dialogOf(page);
    await dialog.getByRole('radio', { name: 'All keys' }).check();
    await dialog.getByRole('radio', { name: form, exact: true }).check();
    await press(dialog, 'Save report…');
    await expect(dialog).toHaveCount(0, { timeout: 20_000 });
  }
  const [csv, json, pdf] = await Promise.all(
    ['CSV.csv', 'JSON.json', 'PDF.pdf'].map((name) =>
      readFile(join(folder, `report-${name}`), 'latin1'),
    ),
  );
  expect((await stat(join(folder, 'report-CSV.csv'))).mode & 0o777).toBe(0o600);
  const { length } = (await stateOf(page)).keys;
  expect(csv?.split('\r\n')).toHaveLength(length + 2);
  expect(csv).toContain(
    `"night-mailer","${row.lastFive.startsWith('+') ? "'" : ''}${row.lastFive}"`,
  );
  expect(csv).toContain('night-batch, /etc/mailer/.env');
  const report: { keys: unknown[] } = JSON.parse(json ?? '');
  expect(report).toMatchObject({ schema: 'keyturn-report', version: 1, totals: { keys: length } });
  expect(report.keys).toContainEqual(
    expect.objectContaining({
      label: 'night-mailer',
      lastFive: row.lastFive,
      contacts: ['ops@agency.gov.sg'],
      places: ['night-batch, /etc/mailer/.env', 'Wei Ling, her laptop'],
    }),
  );
  expect([pdf?.slice(0, 5), pdf?.trimEnd().slice(-5)]).toEqual(['%PDF-', '%%EOF']);
  const secrets = await secretsIn(session);
  expect(secrets).toHaveLength(1);
  for (const secret of [...secrets, 'canary-note']) {
    expect([csv, json, pdf].filter((text) => text?.includes(secret))).toEqual([]);
  }
  // The page is printed in a hidden window of its own, which can do nothing and is gone with it.
  expect(await printing()).toEqual([
    { javascript: false, sandbox: true, nodeIntegration: false, preload: null, isVisible: false },
  ]);
  expect(opened.app.windows()).toHaveLength(1);
});

test('a calendar is saved, and a kept one follows when a key is retired', async ({
  openApp,
  sandbox,
}) => {
  test.setTimeout(90_000);
  const opened = await openApp();
  const { page, session } = opened;
  const { row } = await holdKey(page, sandbox, postmanAt(sandbox), 'night, mailer; "שלום" 🗝️');
  const secrets = await secretsIn(session);
  const folder = await realpath(session.home);
  const uid = `${encodeURIComponent(row.id)}-expiry@keyturn`;
  await choose(opened, join(folder, 'once.ics'));
  await openHandOn(opened, 'Calendar file…');
  await press(dialogOf(page), 'Save calendar…');
  await expect(dialogOf(page)).toHaveCount(0);
  const once = await readFile(join(folder, 'once.ics'), 'utf8');
  expect(eventsOf(once).find((event) => event.uid === uid)).toEqual({
    uid,
    summary: `API key expires: \u2068night, mailer; "שלום" 🗝️\u2069 •••••${row.lastFive}`,
    status: 'CONFIRMED',
  });

  const kept = join(folder, 'kept.ics');
  await choose(opened, kept);
  await page.getByRole('navigation').getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Choose a file…' }).click();
  await expect(page.getByText(kept)).toBeVisible();
  expect(await readFile(kept, 'utf8')).toBe(once);

  await call(page, 'retireKey', { keyId: row.id, lastFive: row.lastFive });
  const statusOf = async () =>
    eventsOf(await readFile(kept, 'utf8')).find((event) => event.uid === uid)?.status;
  await expect.poll(statusOf, { timeout: 60_000 }).toBe('CANCELLED');
  expect((await readdir(folder)).filter((name) => name.startsWith('.kept'))).toEqual([]);
  const texts = await Promise.all(
    [kept, join(folder, 'once.ics')].map((file) => readFile(file, 'utf8')),
  );
  for (const secret of secrets) expect(texts.join()).not.toContain(secret);
});

test('a contact is changed on three keys, one of which the service refuses, and that one is named', async ({
  openApp,
  sandbox,
}) => {
  const opened = await openApp();
  const { page } = opened;
  const { accountId, row } = await holdKey(page, sandbox, postmanAt(sandbox), 'care-one');
  const keyIds: KeyId[] = [row.id];
  for (const label of ['care-two', 'care-three']) {
    const contacts = ['ops@agency.gov.sg'];
    const wish = { accountId, label, contacts, expiration: null };
    keyIds.push((await call(page, 'generateKey', wish)).keyId);
  }
  await page.getByRole('navigation').getByRole('button', { name: /^All/ }).click();
  await page.getByRole('searchbox', { name: 'Search keys' }).fill('care-');
  await expect(page.getByRole('row')).toHaveCount(4);
  await page
    .getByRole('row')
    .nth(1)
    .click({ modifiers: ['Control'] });
  await page.keyboard.press('Control+a');
  await expect(page.getByText('3 selected')).toBeVisible();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Change a contact…' }).click();
  const dialog = dialogOf(page);
  await expect(dialog.getByLabel('This address', { exact: true })).toHaveValue('ops@agency.gov.sg');
  await dialog.getByLabel('Becomes this address').fill('Team@agency.gov.sg');
  await dialog.getByLabel('Nobody reads the first address any more').check();
  await sandbox.setFault({ route: 'postman.contacts', fault: 'fail-before', times: 1 });
  await press(dialog, 'Change at the services');
  const bar = page.getByRole('region', { name: 'Change of contacts' });
  await expect(bar).toContainText('Some contacts were not changed');
  await expect(bar).toContainText('1 not changed');
  await expect(bar).toContainText('2 changed');
  const rows = (await stateOf(page)).keys.filter(({ id }) => keyIds.includes(id));
  expect(rows.map(({ contacts }) => contacts?.join() ?? '').toSorted(byText)).toEqual([
    'ops@agency.gov.sg',
    'team@agency.gov.sg',
    'team@agency.gov.sg',
  ]);
  // The one that is left has an address that is gone, and the filter finds it.
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('checkbox', { name: 'Contacts need care' }).check();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('row')).toHaveCount(2);
  const left = rows.find(({ contacts }) => contacts?.includes('ops@agency.gov.sg'));
  await page.getByRole('row').nth(1).click();
  await expect(panelOf(page, left?.label ?? '')).toContainText(
    'Nobody reads ops@agency.gov.sg any more, and there is no other contact.',
  );
  // It is tried again, and no other.
  await press(bar, 'Try it again');
  await expect(bar).toContainText('Contacts of 1 key changed');
  const after = (await stateOf(page)).keys.find(({ id }) => id === left?.id);
  expect(after?.contacts).toEqual(['team@agency.gov.sg']);
  await press(bar, 'Dismiss');
  await expect(bar).toHaveCount(0);
});

test('a reminder mail says which key it means, and that nothing is to be done for one that was retired', async ({
  openApp,
  sandbox,
}) => {
  const opened = await openApp();
  const { page } = opened;
  const { row } = await holdKey(page, sandbox, postmanAt(sandbox));
  const mail = `The API key "night-mailer" ending in ${row.lastFive} expires on 12 May 2027, 09:46:00 SGT.`;
  await putIntoClipboard(opened, mail);
  const look = async (): Promise<void> => {
    await page.keyboard.press('Control+i');
    await press(dialogOf(page), 'Look in the clipboard');
  };
  await look();
  await expect(dialogOf(page)).toContainText(`•••••${row.lastFive} ends on`);
  await expect(dialogOf(page).getByRole('button', { name: 'Rotate…' })).toBeVisible();
  await page.keyboard.press('Escape');

  await call(page, 'retireKey', { keyId: row.id, lastFive: row.lastFive });
  await putIntoClipboard(opened, mail);
  await look();
  await expect(dialogOf(page)).toContainText(/•••••.{5}, retired on .*, nothing to do\./);
  await expect(dialogOf(page).getByRole('button', { name: 'Rotate…' })).toHaveCount(0);
  await press(dialogOf(page), 'Show its details');
  await expect(panelOf(page, 'night-mailer')).toBeVisible();
});

function byText(one: string, other: string): number {
  return one.localeCompare(other);
}
