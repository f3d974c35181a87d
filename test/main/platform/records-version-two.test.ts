import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openRecords } from '../../../src/main/platform/records.ts';
import { keyId } from '../../../src/shared/key.ts';
import { firstSettings } from '../../../src/shared/first-settings.ts';
import { fakeClock } from '../../fakes/clock.ts';
import { keptRotation } from '../../fakes/kept-rotation.ts';
import { fakeLog } from '../../fakes/log.ts';

/** As Keyturn wrote it before there were rotations, to the letter. */
const versionTwo = `
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
  CREATE TABLE keys (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    key TEXT NOT NULL
  ) STRICT;
  CREATE TABLE events (
    number INTEGER PRIMARY KEY,
    key_id TEXT NOT NULL REFERENCES keys (id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL
  ) STRICT;
  CREATE INDEX events_of_key ON events (key_id, number);
  CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT;
  INSERT INTO accounts (id, account, keeps_session) VALUES
    ('two', '{"id":"two","serviceId":"postman-v1","environmentId":"production","address":"https://example.org/v1","name":"two","email":"ops@agency.gov.sg","parameters":{}}', 1);
  INSERT INTO keys (id, account_id, key) VALUES
    ('k-2', 'two', '{"id":"k-2","accountId":"two","itemName":"mailer AB12C k-2","remoteId":"1","label":"mailer","lastFive":"AB12C","createdAt":null,"expiresAt":"2027-03-01T00:00:00.000Z","contacts":["team@agency.gov.sg"],"note":"for the newsletter","tags":["ops"],"addedAt":"2026-11-20T02:46:00.000Z","retiredAt":null,"replacedBy":null,"check":{"at":"2026-11-21T02:46:00.000Z","answer":{"outcome":"works"},"clues":[]},"trouble":null}'),
    ('k-1', 'two', '{"id":"k-1","accountId":"two","itemName":"mailer XY98Z k-1","remoteId":null,"label":"mailer","lastFive":"XY98Z","createdAt":null,"expiresAt":null,"contacts":null,"note":"","tags":[],"addedAt":"2026-10-20T02:46:00.000Z","retiredAt":"2026-11-20T02:46:00.000Z","replacedBy":"k-2","check":null,"trouble":"item-missing"}');
  INSERT INTO events (key_id, at, kind, detail) VALUES
    ('k-2', '2026-11-20T02:46:00.000Z', 'generated', ''),
    ('k-2', '2026-11-21T02:46:00.000Z', 'checked', 'works'),
    ('k-1', '2026-11-20T02:46:00.000Z', 'retired', '');
  INSERT INTO settings (name, value) VALUES
    ('settings', '{"clipboardSeconds":60,"paletteShortcut":null,"theme":"dark","density":"dense","told":["clipboard-not-cleared"]}'),
    ('loose-items', '[{"itemName":"mailer XY98Z k-1","wants":"removal"}]');
  PRAGMA user_version = 2;
`;

const heldByVersionTwo = {
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
  ],
  lists: [],
  services: [],
  keys: [
    {
      id: 'k-2',
      accountId: 'two',
      itemName: 'mailer AB12C k-2',
      remoteId: '1',
      label: 'mailer',
      lastFive: 'AB12C',
      createdAt: null,
      expiresAt: '2027-03-01T00:00:00.000Z',
      contacts: ['team@agency.gov.sg'],
      note: 'for the newsletter',
      tags: ['ops'],
      addedAt: '2026-11-20T02:46:00.000Z',
      retiredAt: null,
      replacedBy: null,
      check: { at: '2026-11-21T02:46:00.000Z', answer: { outcome: 'works' }, clues: [] },
      trouble: null,
      places: [],
    },
    {
      id: 'k-1',
      accountId: 'two',
      itemName: 'mailer XY98Z k-1',
      remoteId: null,
      label: 'mailer',
      lastFive: 'XY98Z',
      createdAt: null,
      expiresAt: null,
      contacts: null,
      note: '',
      tags: [],
      addedAt: '2026-10-20T02:46:00.000Z',
      retiredAt: '2026-11-20T02:46:00.000Z',
      replacedBy: 'k-2',
      check: null,
      trouble: 'item-missing',
      places: [],
    },
  ],
  settings: {
    ...firstSettings,
    clipboardSeconds: 60,
    theme: 'dark',
    density: 'dense',
    told: ['clipboard-not-cleared'],
  },
  rotations: [],
  plans: [],
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyturn-version-two-'));
  const database = new Database(join(folder, 'keyturn.db'));
  database.exec(versionTwo);
  database.close();
});
afterEach(() => rmSync(folder, { recursive: true }));
const openOne = () => openRecords(folder, fakeClock(), fakeLog());

test('a file of version 2 comes up to the present one with nothing lost', () => {
  const { records, state, close } = openOne();
  expect(state).toEqual({ status: 'ok' });
  expect(records.read()).toEqual(heldByVersionTwo);
  expect(records.eventsOf(keyId.parse('k-2'))).toEqual([
    { at: '2026-11-21T02:46:00.000Z', kind: 'checked', detail: 'works' },
    { at: '2026-11-20T02:46:00.000Z', kind: 'generated', detail: '' },
  ]);
  expect(records.readLooseItems()).toEqual([{ itemName: 'mailer XY98Z k-1', wants: 'removal' }]);
  close();
  const again = openOne();
  expect(again.records.read()).toEqual(heldByVersionTwo);
  again.close();
});

test('its keys can have places, plans and rotations from then on', () => {
  const { records, close } = openOne();
  const [key] = records.read().keys;
  if (!key) throw new Error('There is no key.');
  const place = { id: 'p', text: '/etc/mailer.env', recipe: 'env-line' as const, setAt: null };
  const placed = { ...key, places: [place] };
  const rotation = keptRotation({ accountId: key.accountId });
  const plan = {
    keyId: key.id,
    rotateBy: '2027-02-01',
    snoozedUntil: null,
    stages: null,
    told: null,
  };
  records.saveKeys([{ key: placed, events: [] }], [rotation]);
  records.savePlans([plan]);
  close();
  const again = openOne();
  expect(again.records.read()).toMatchObject({
    keys: [placed, { id: 'k-1' }],
    rotations: [rotation],
    plans: [plan],
  });
  again.close();
});
