import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { ElectronApplication } from '@playwright/test';
import { addKey, dialogOf, keyOf, press, secretsIn } from './add-key.ts';
import { expect, test } from './app.ts';
import { addBroughtAccount, stateOf } from './in-use.ts';

const keyEndingIn = (end: string): string => `canary_v1_${'zA6+/'.repeat(8).slice(1)}${end}`;

/**
 * The keychain refuses every new item of a key that ends so: what is asked of it gets another name on its way
 * to the bus, and it knows nothing of that name.
 */
async function refuseItems(app: ElectronApplication, end: string | null): Promise<void> {
  await app.evaluate((_electron, wanted) => {
    const { Socket } = process.getBuiltinModule('node:net');
    const known = Reflect.get(globalThis, 'knownWrite') ?? Reflect.get(Socket.prototype, 'write');
    Reflect.set(globalThis, 'knownWrite', known);
    Socket.prototype.write = function write(this: unknown, ...args: unknown[]) {
      const [message] = args;
      if (wanted !== null && Buffer.isBuffer(message) && message.includes(`•••••${wanted},`)) {
        const place = message.indexOf('CreateItem');
        if (place !== -1) message.write('RefuseItem', place);
      }
      return Reflect.apply(known, this, args);
    };
  }, end);
}

test('of many keys one that the keychain refuses is named, the others are kept, and it is tried again', async ({
  openApp,
}) => {
  const { app, page, session } = await openApp();
  await expect.poll(async () => (await stateOf(page)).keychain.status).toBe('ok');
  await addBroughtAccount(page);
  const path = join(session.env['HOME'] ?? '', '.env');
  const keys = ['AAAA1', 'BBBB2', 'CCCC3'].map(keyEndingIn);
  await writeFile(path, keys.map((key, number) => `KEY_${number}=${key}\n`).join(''));
  await app.evaluate(({ dialog }, file) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] });
  }, path);
  await refuseItems(app, 'BBBB2');

  await addKey(page, /^Bring your own/);
  await press(dialogOf(page), 'Choose a file…');
  const dialog = dialogOf(page);
  await dialog
    .getByRole('group', { name: /^KEY_1/ })
    .getByLabel('Label')
    .fill('unlucky');
  await press(dialog, 'Keep 3 keys');
  await expect(dialog).toContainText('2 keys are in your keychain.');
  await expect(dialog.getByRole('alert')).toContainText(
    '1 key was not kept. Your keychain answered and would not take it.',
  );
  expect((await stateOf(page)).keychain.status).toBe('ok');
  await expect(
    dialog.getByRole('list', { name: 'Keys that were not kept' }).getByRole('listitem'),
  ).toHaveText(['unlucky •••••BBBB2']);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  expect((await secretsIn(session)).toSorted()).toEqual([keys[0], keys[2]]);

  await refuseItems(app, null);
  await press(dialog, 'Try again');
  await expect(dialog).toContainText('3 keys are in your keychain.');
  expect((await secretsIn(session)).toSorted()).toEqual(keys);
  expect(await keyOf(page, 'unlucky')).toMatchObject({ isHeld: true, lastFive: 'BBBB2' });
});
