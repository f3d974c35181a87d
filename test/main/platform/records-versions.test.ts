import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openRecords } from '../../../src/main/platform/records.ts';
import { firstSettings } from '../../../src/shared/first-settings.ts';
import { fakeClock } from '../../fakes/clock.ts';
import { fakeLog } from '../../fakes/log.ts';
import { guidedCard } from '../../fakes/rule-cards.ts';

/** As the first Keyturn wrote it, to the letter. */
const versionOne = `
  CREATE TABLE accounts (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL,
    keeps_session INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE lists (
    account_id TEXT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    read_at TEXT NOT NULL,
    keys TEXT NOT NULL
  ) STRICT;
  CREATE TABLE services (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    card TEXT NOT NULL
  ) STRICT;
  INSERT INTO accounts (id, account, keeps_session) VALUES
    ('two', '{"id":"two","serviceId":"postman-v1","environmentId":"production","address":"https://example.org/v1","name":"two","email":"ops@agency.gov.sg","parameters":{}}', 1),
    ('one', '{"id":"one","serviceId":"guided","environmentId":null,"address":"https://example.org/v1","name":"one","email":null,"parameters":{"campaignId":"7"}}', 0);
  INSERT INTO lists (account_id, read_at, keys) VALUES
    ('two', '2026-11-21T02:46:00.000Z', '[{"id":"1","label":"mailer","lastFive":"AB12C","createdAt":null,"expiresAt":"2027-03-01T00:00:00.000Z","contacts":["team@agency.gov.sg"],"lastUsedAt":null}]');
  PRAGMA user_version = 1;
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyturn-versions-'));
  inFile((database) => {
    database.exec(versionOne);
    database
      .prepare('INSERT INTO services (id, card) VALUES (?, ?)')
      .run(guidedCard.id, JSON.stringify(guidedCard));
  });
});
afterEach(() => rmSync(folder, { recursive: true }));
const file = () => join(folder, 'keyturn.db');
const openOne = () => openRecords(folder, fakeClock(), fakeLog());

test('a file of version 1 comes up to the present one with nothing lost', () => {
  const { records, state, close } = openOne();
  expect(state).toEqual({ status: 'ok' });
  expect(records.read()).toEqual(whatVersionOneHeld);
  records.saveSettings({ ...firstSettings, theme: 'dark' });
  close();
  const again = openOne();
  expect(again.records.read()).toEqual({
    ...whatVersionOneHeld,
    settings: { ...firstSettings, theme: 'dark' },
  });
  again.close();
});

test('killed in the middle of coming up, the file is still of version 1, and comes up the next time', () => {
  const child = spawnSync(process.execPath, ['--no-warnings', killedComingUp, folder]);
  expect(child).toMatchObject({ signal: 'SIGKILL', stdout: Buffer.from('2 tables are new\n') });
  inFile((database) => expect(facts(database)).toEqual(asVersionOne));
  const { records, close } = openOne();
  expect(records.read()).toEqual(whatVersionOneHeld);
  close();
});

test('a step that cannot be made leaves a file of version 1, which is put aside', () => {
  inFile((database) => database.exec('CREATE TABLE settings (mine TEXT)'));
  const { state, close } = openOne();
  close();
  const aside = state.status === 'set-aside' ? (state.file ?? '') : '';
  inFile((database) => {
    const { version, tables } = facts(database);
    expect(version).toBe(1);
    expect(tables).toEqual(['accounts', 'lists', 'services', 'settings']);
  }, aside);
});

const killedComingUp = join(import.meta.dirname, 'killed-coming-up.ts');
const asVersionOne = { version: 1, tables: ['accounts', 'lists', 'services'] };

const whatVersionOneHeld = {
  rotations: [],
  plans: [],
  accounts: [
    {
      account: {
        id: 'two',
        serviceId: 'postman-v1',
        environmentId: 'production',
        address: 'https://example.org/v1',
        name: 'two',
        email: 'ops@agency.gov.sg',
        parameters: {},
      },
      keepsSession: true,
    },
    {
      account: {
        id: 'one',
        serviceId: 'guided',
        environmentId: null,
        address: 'https://example.org/v1',
        name: 'one',
        email: null,
        parameters: { campaignId: '7' },
      },
      keepsSession: false,
    },
  ],
  lists: [
    {
      accountId: 'two',
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
    },
  ],
  services: [guidedCard],
  keys: [],
  settings: firstSettings,
};

function inFile(work: (database: Database.Database) => void, path = file()): void {
  const database = new Database(path);
  work(database);
  database.close();
}

function facts(database: Database.Database) {
  const tables = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .all() as { name: string }[];
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as {
    user_version: number;
  };
  return { version, tables: tables.map(({ name }) => name) };
}
