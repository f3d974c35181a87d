import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { itemNameOf } from '../../src/main/core/item-name.ts';
import { openRecords } from '../../src/main/platform/records.ts';
import { account } from '../../src/shared/account.ts';
import { keyId } from '../../src/shared/key.ts';
import { fakeClock } from '../fakes/clock.ts';
import { keptKey } from '../fakes/kept-key.ts';
import { fakeLog } from '../fakes/log.ts';
import { expect, test, type Session } from './app.ts';

const payroll = account.parse({
  id: 'payroll',
  serviceId: 'other',
  environmentId: null,
  address: null,
  name: 'Payroll',
  email: null,
  parameters: {},
});

function folderOf({ env }: Session): string {
  return join(env['XDG_CONFIG_HOME'] ?? '', 'Keyturn');
}

function nameOf(label: string, lastFive: string): string {
  const id = keyId.parse(label);
  return itemNameOf({ label, lastFive, serviceName: 'Another service', accountId: payroll.id, id });
}

/** In a process of its own: the library stays with the bus that it has met first. */
function storeItem({ env }: Session, name: string, value: string): void {
  const script = join(import.meta.dirname, 'store-item.ts');
  execFileSync(process.execPath, [script, name], { env: { ...process.env, ...env }, input: value });
}

test('a damaged database is put aside, the backup takes its place, and keys come back from the keychain', async ({
  openApp,
  openHome,
}) => {
  const session = await openHome();
  storeItem(session, nameOf('mailer', 'AB12C'), 'canary-of-mailer-AB12C');
  storeItem(session, nameOf('newer', 'ZZ99Z'), 'canary-of-newer-ZZ99Z');

  const folder = folderOf(session);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { records, backUp, close } = openRecords(folder, fakeClock(), fakeLog());
  records.saveAccount({ account: payroll, keepsSession: false });
  const mailer = keptKey({
    id: keyId.parse('mailer'),
    accountId: payroll.id,
    itemName: nameOf('mailer', 'AB12C'),
    remoteId: null,
    label: 'mailer',
  });
  const gone = keptKey({ accountId: payroll.id, remoteId: null, label: 'deleted-elsewhere' });
  records.saveKeys([mailer, gone].map((key) => ({ key, events: [] })));
  backUp();
  close();
  const file = join(folder, 'keyturn.db');
  writeFileSync(file, 'garbage');

  const { page, app } = await openApp({ session });
  const notice = page.getByRole('alert').filter({ hasText: 'could not be read' });
  await expect(notice).toContainText('Keyturn went back to its backup');
  await expect(notice).toContainText('1 key without a record was found in your keychain.');
  await expect(notice).toContainText(
    '1 key of the backup was not found in your keychain any more.',
  );
  const [aside = ''] = readdirSync(folder).filter((name) => name.includes('damaged'));
  await expect(notice).toContainText(join(folder, aside));
  expect(readFileSync(join(folder, aside), 'utf8')).toBe('garbage');
  await expect(page.getByRole('navigation')).toContainText('Payroll');
  await app.close();

  const again = openRecords(folder, fakeClock(), fakeLog());
  const { accounts, keys } = again.records.read();
  expect({
    state: again.state,
    accounts: accounts.map(({ account: { name } }) => name),
    keys: keys.map(({ label, lastFive, trouble }) => ({ label, lastFive, trouble })),
    found: again.records.eventsOf(keyId.parse('newer')).map(({ kind }) => kind),
  }).toEqual({
    state: { status: 'ok' },
    accounts: ['Payroll'],
    keys: [
      { label: 'mailer', lastFive: 'AB12C', trouble: null },
      { label: 'deleted-elsewhere', lastFive: 'AB12C', trouble: 'item-missing' },
      { label: 'newer', lastFive: 'ZZ99Z', trouble: null },
    ],
    found: ['found'],
  });
  again.close();
});

test('while the keychain is locked the restored accounts are there, and keys come back when it opens', async ({
  openApp,
  openHome,
}) => {
  const session = await openHome();
  storeItem(session, nameOf('newer', 'ZZ99Z'), 'canary-of-newer-ZZ99Z');
  await session.lockKeyring();
  const folder = folderOf(session);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { records, backUp, close } = openRecords(folder, fakeClock(), fakeLog());
  records.saveAccount({ account: payroll, keepsSession: false });
  backUp();
  close();
  writeFileSync(join(folder, 'keyturn.db'), 'garbage');

  const first = await openApp({ session });
  const notice = first.page.getByRole('alert').filter({ hasText: 'could not be read' });
  await expect(notice).toContainText('as soon as it is open');
  await first.app.close();

  await session.reopenKeyring();
  const { page } = await openApp({ session });
  const told = page.getByRole('alert').filter({ hasText: 'could not be read' });
  await expect(told).toContainText('1 key without a record was found in your keychain.');
});

test('a backup of the records is made after the start', async ({ openApp }) => {
  const { session } = await openApp();
  const folder = join(folderOf(session), 'backups');
  const backups = () => {
    try {
      return readdirSync(folder).filter((name) => name.startsWith('keyturn-'));
    } catch {
      return [];
    }
  };
  await expect.poll(backups, { timeout: 20_000 }).toHaveLength(1);
});
