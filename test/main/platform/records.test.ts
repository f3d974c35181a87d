import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Kept, KeptAccount, KeptKey, KeptList } from '../../../src/main/core/kept.ts';
import { FailureError } from '../../../src/main/core/failure-error.ts';
import type { Records } from '../../../src/main/core/ports.ts';
import { openRecords } from '../../../src/main/platform/records.ts';
import { account } from '../../../src/shared/account.ts';
import { firstSettings } from '../../../src/shared/first-settings.ts';
import type { KeyEvent } from '../../../src/shared/key.ts';
import { fakeClock } from '../../fakes/clock.ts';
import { keptKey } from '../../fakes/kept-key.ts';
import { fakeLog } from '../../fakes/log.ts';
import { fakeRecords } from '../../fakes/records.ts';
import { guidedCard } from '../../fakes/rule-cards.ts';

const one: KeptAccount = {
  account: account.parse({
    id: 'one',
    serviceId: 'postman-v1',
    environmentId: null,
    address: 'https://example.org/v1',
    name: "O'Brien; DROP TABLE accounts -- 🔑",
    email: 'ops@agency.gov.sg',
    parameters: { campaignId: '7' },
  }),
  keepsSession: false,
};
const two: KeptAccount = {
  account: account.parse({ ...one.account, id: 'a later one', name: 'two' }),
  keepsSession: true,
};
const list: KeptList = {
  accountId: one.account.id,
  readAt: '2026-11-21T02:46:00.000Z',
  keys: [
    {
      id: '1',
      label: 'mailer',
      lastFive: 'AB12C',
      createdAt: null,
      expiresAt: '2027-03-01T00:00:00.000Z',
      contacts: ['team@agency.gov.sg'],
      lastUsedAt: null,
    },
  ],
};

const key = keptKey({ accountId: one.account.id, label: "O'Brien's; DROP TABLE keys -- 🔑" });
const brought: KeyEvent = { at: '2026-11-21T02:46:00.000Z', kind: 'brought-in', detail: 'a file' };
const copied: KeyEvent = { at: '2026-11-21T02:46:00.000Z', kind: 'copied', detail: '' };

const nothing: Kept = {
  accounts: [],
  lists: [],
  services: [],
  keys: [],
  settings: firstSettings,
  rotations: [],
  plans: [],
};

const unwritable = (reason: string) => ({ code: 'records-unwritable', reason });

function endOf(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    if (error instanceof FailureError) return error.failure;
    throw error;
  }
  return null;
}

/** Works with records where no file may grow past so many blocks, as with a quota. */
function inSmallRoom({ folder, blocks }: { folder: string; blocks: number }): unknown {
  const script = join(import.meta.dirname, 'records-in-small-room.ts');
  const words = ['-c', `ulimit -f ${blocks} && exec "$@"`, 'sh', process.execPath, script, folder];
  return JSON.parse(execFileSync('sh', words, { encoding: 'utf8' }));
}

/** The same cases for the fake and for the real one, so that the fake can be believed. */
function behavesAsRecords(make: () => Records): void {
  test('at first there is nothing', () => {
    expect(make().read()).toEqual(nothing);
  });

  test('what was saved is read, in the order of adding', () => {
    const records = make();
    records.saveAccount(one);
    records.saveAccount(two);
    records.saveList(list);
    records.saveService(guidedCard);
    expect(records.read()).toEqual({
      ...nothing,
      accounts: [one, two],
      lists: [list],
      services: [guidedCard],
    });
  });

  test('what is saved again takes the place of what was there', () => {
    const records = make();
    records.saveAccount(one);
    records.saveAccount(two);
    records.saveList(list);
    const renamed = { ...one, account: { ...one.account, name: 'new' }, keepsSession: true };
    records.saveAccount(renamed);
    records.saveList({ ...list, keys: [] });
    records.saveService(guidedCard);
    records.saveService({ ...guidedCard, name: 'New' });
    expect(records.read()).toEqual({
      ...nothing,
      accounts: [renamed, two],
      lists: [{ ...list, keys: [] }],
      services: [{ ...guidedCard, name: 'New' }],
    });
  });

  test('an account goes with its list, and with nothing else', () => {
    const records = make();
    records.saveAccount(one);
    records.saveAccount(two);
    records.saveList(list);
    records.saveList({ ...list, accountId: two.account.id });
    records.removeAccount(one.account.id);
    records.removeAccount(one.account.id);
    expect(records.read()).toMatchObject({
      accounts: [two],
      lists: [{ accountId: 'a later one' }],
    });
  });

  test('keys are read in the order of adding, and what happened to each newest first', () => {
    const records = make();
    const other = keptKey({ accountId: one.account.id, tags: ['a', 'b'] });
    records.saveAccount(one);
    records.saveKeys([
      { key, events: [brought] },
      { key: other, events: [] },
    ]);
    const edited = { ...key, note: 'for the newsletter' };
    records.saveKeys([{ key: edited, events: [copied, { ...copied, kind: 'edited' }] }]);
    expect(records.read().keys).toEqual([edited, other]);
    expect(records.eventsOf(key.id)).toEqual([{ ...copied, kind: 'edited' }, copied, brought]);
    expect(records.eventsOf(other.id)).toEqual([]);
  });

  test('a key goes with what happened to it, and with nothing else', () => {
    const records = make();
    const other = keptKey({ accountId: one.account.id });
    records.saveAccount(one);
    records.saveKeys([
      { key, events: [brought] },
      { key: other, events: [copied] },
    ]);
    records.removeKey(key.id);
    records.removeKey(key.id);
    expect(records.read().keys).toEqual([other]);
    expect(records.eventsOf(key.id)).toEqual([]);
    expect(records.eventsOf(other.id)).toEqual([copied]);
  });

  test('an account takes its keys and what happened to them along', () => {
    const records = make();
    const other = keptKey({ accountId: two.account.id });
    records.saveAccount(one);
    records.saveAccount(two);
    records.saveKeys([
      { key, events: [brought] },
      { key: other, events: [copied] },
    ]);
    records.removeAccount(one.account.id);
    expect(records.read().keys).toEqual([other]);
    expect(records.eventsOf(key.id)).toEqual([]);
    expect(records.eventsOf(other.id)).toEqual([copied]);
  });

  test('many keys are saved with their events at once, or none of them', () => {
    const records = make();
    records.saveAccount(one);
    const homeless = keptKey({ accountId: two.account.id });
    const changes = [
      { key, events: [brought] },
      { key: homeless, events: [copied] },
    ];
    expect(() => records.saveKeys(changes)).toThrow('FOREIGN KEY');
    expect(records.read().keys).toEqual([]);
    expect(records.eventsOf(key.id)).toEqual([]);
    records.saveKeys([]);
    expect(records.read()).toEqual({ ...nothing, accounts: [one] });
  });

  test('a list is not saved for an account that is not there', () => {
    const records = make();
    expect(() => records.saveList(list)).toThrow('FOREIGN KEY');
    expect(records.read()).toEqual(nothing);
  });

  test('10,000 keys are saved and read', () => {
    const records = make();
    records.saveAccount(one);
    const keys = Array.from({ length: 10_000 }, (): KeptKey =>
      keptKey({ accountId: one.account.id }),
    );
    records.saveKeys(keys.map((each) => ({ key: each, events: [brought] })));
    expect(records.read().keys).toEqual(keys);
    expect(records.eventsOf(keys.at(-1)?.id ?? key.id)).toEqual([brought]);
  });

  test('settings are read as they were saved last', () => {
    const records = make();
    records.saveSettings({ ...firstSettings, theme: 'dark' });
    records.saveSettings({ ...firstSettings, clipboardSeconds: 60 });
    records.saveLooseItems([]);
    records.endRecovery();
    expect(records.read().settings).toEqual({ ...firstSettings, clipboardSeconds: 60 });
  });

  test('loose items are read as they were saved last', () => {
    const records = make();
    expect(records.readLooseItems()).toEqual([]);
    records.saveLooseItems([{ itemName: 'one', wants: 'record' }]);
    records.saveLooseItems([{ itemName: 'two', wants: 'removal' }]);
    expect(records.readLooseItems()).toEqual([{ itemName: 'two', wants: 'removal' }]);
  });

  test('a service that the user has described goes again', () => {
    const records = make();
    records.saveService(guidedCard);
    records.removeService(guidedCard.id);
    expect(records.read().services).toEqual([]);
  });
}

describe('the fake records', () => {
  behavesAsRecords(() => fakeRecords());
});

describe('the real records', () => {
  let folder: string;
  let opened: ReturnType<typeof openRecords>[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'keyturn-records-'));
    opened = [];
  });
  afterEach(() => {
    for (const { close } of opened) close();
    rmSync(folder, { recursive: true });
  });
  const file = () => join(folder, 'keyturn.db');
  const openOne = () => {
    const next = openRecords(folder, fakeClock(), fakeLog());
    opened.push(next);
    return next;
  };
  const reopen = () => {
    opened.pop()?.close();
    return openOne();
  };

  behavesAsRecords(() => openOne().records);

  test('of holidays as bundled the file says nothing, so that those of a later Keyturn count', () => {
    const { records } = openOne();
    const own = { ...firstSettings, holidays: [{ date: '2027-05-20', name: 'Vesak Day' }] };
    const written = (): unknown => {
      const database = new Database(file());
      const row = database.prepare("SELECT value FROM settings WHERE name = 'settings'").get();
      database.close();
      return JSON.parse((row as { value: string }).value).holidays;
    };
    records.saveSettings(own);
    expect([written(), records.read().settings]).toEqual([own.holidays, own]);
    records.saveSettings(firstSettings);
    expect([written(), records.read().settings]).toEqual([undefined, firstSettings]);
  });

  test('what was saved is there after a restart', () => {
    openOne().records.saveAccount(one);
    expect(reopen().records.read().accounts).toEqual([one]);
  });

  test('the file is for its owner only, even if it was not', () => {
    openOne();
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    chmodSync(file(), 0o644);
    reopen();
    expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  test('what is no plain file is left alone, and what a link leads to is not touched', () => {
    const other = join(folder, 'other.db');
    writeFileSync(other, '', { mode: 0o644 });
    symlinkSync(other, file());
    expect(openOne().state).toEqual({ status: 'unkept', because: 'unopenable', file: file() });
    expect([readFileSync(other, 'utf8'), statSync(other).mode & 0o777]).toEqual(['', 0o644]);
    rmSync(file());
    mkdirSync(file());
    expect(openOne().state).toMatchObject({ status: 'unkept' });
  });

  test('a file of a newer Keyturn is left as it is', () => {
    openOne().close();
    opened.pop();
    spoil('PRAGMA user_version = 99');
    const before = readFileSync(file());
    const { records, state } = openOne();
    expect(state).toEqual({ status: 'unkept', because: 'newer', file: file() });
    records.saveAccount(one);
    expect(records.read().accounts).toEqual([one]);
    expect(readFileSync(file())).toEqual(before);
    expect(readdirSync(folder)).toEqual(['keyturn.db']);
  });

  test('a change to a file that is not where it was is refused, and goes through once it is back', () => {
    const { records } = openOne();
    records.saveAccount(one);
    renameSync(file(), `${file()}.moved`);
    expect(endOf(() => records.saveAccount(two))).toEqual(unwritable('not-allowed'));
    expect(records.read().accounts).toEqual([one]);
    renameSync(`${file()}.moved`, file());
    records.saveAccount(two);
    expect(reopen().records.read().accounts).toEqual([one, two]);
  });

  const changes: [string, (records: Records) => void][] = [
    ['an account saved', (records) => records.saveAccount(two)],
    ['an account removed', (records) => records.removeAccount(one.account.id)],
    ['a list saved', (records) => records.saveList(list)],
    ['a service saved', (records) => records.saveService(guidedCard)],
    ['a service removed', (records) => records.removeService(guidedCard.id)],
    ['keys saved', (records) => records.saveKeys([{ key, events: [] }])],
    ['a key removed', (records) => records.removeKey(key.id)],
    ['settings saved', (records) => records.saveSettings(firstSettings)],
  ];
  test.each(changes)('while another program holds the file, %s is refused', (_what, change) => {
    const { records } = openOne();
    records.saveAccount(one);
    const other = new Database(file());
    other.exec('BEGIN IMMEDIATE');
    expect(endOf(() => change(records))).toEqual(unwritable('not-allowed'));
    other.close();
    expect(records.read()).toEqual({ ...nothing, accounts: [one] });
    expect(endOf(() => change(records))).toBeNull();
  });

  test('a change that finds no room is refused, and all that was there stays', () => {
    expect(inSmallRoom({ folder, blocks: 256 })).toEqual({
      state: { status: 'ok' },
      refused: unwritable('disk-fault'),
      // A small one finds its place still.
      kept: { accounts: ['one', 'a later one'], lists: 0 },
    });
    expect(openOne().state).toEqual({ status: 'ok' });
  });

  test('a first start without any room works in memory and says so', () => {
    expect(inSmallRoom({ folder, blocks: 1 })).toEqual({
      state: { status: 'unkept', because: 'unopenable', file: file() },
      refused: null,
      kept: { accounts: ['one', 'a later one'], lists: 1 },
    });
  });

  test('a file that the system does not let us open is left alone', () => {
    mkdirSync(file());
    expect(openOne().state).toEqual({ status: 'unkept', because: 'unopenable', file: file() });
  });

  function spoil(sql: string): void {
    const database = new Database(file());
    database.exec(sql);
    database.close();
  }
});
