import type Database from 'libsql';
import { z } from 'zod';
import { account } from '../../shared/account.ts';
import { keyEvent, keyEventKind, keyPlan } from '../../shared/key.ts';
import { rotation, type Rotation } from '../../shared/rotation.ts';
import { ruleCard } from '../../shared/service.ts';
import { keptSettings, settingsToKeep, type Settings } from '../../shared/settings.ts';
import { firstSettings } from '../../shared/first-settings.ts';
import { keptAccount, keptKey, keptList, looseItem, type Kept } from '../core/kept.ts';
import { FailureError } from '../core/failure-error.ts';
import { saysNothing } from '../core/key-plans.ts';
import type { Records } from '../core/ports.ts';
import { endRecovery } from './recovery-note.ts';
import { inTransaction } from './records-versions.ts';
import { failureOfWrite } from './sqlite-failure.ts';
import { storedText } from './stored-text.ts';

/** The records in an open database that has been brought up to the present version. */
export function recordsIn(database: Database.Database): Records {
  const change = (work: () => void): void => {
    try {
      inTransaction(database, work);
    } catch (error) {
      throw failureOfWrite(error) ?? error;
    }
  };
  const run = (sql: string, ...values: (string | number)[]): void => {
    change(() => void database.prepare(sql).run(...values));
  };
  return {
    read: () => read(database),
    saveAccount({ account: saved, keepsSession }) {
      run(
        `INSERT INTO accounts (id, account, keeps_session) VALUES (?, ?, ?)
         ON CONFLICT (id) DO UPDATE
         SET account = excluded.account, keeps_session = excluded.keeps_session`,
        saved.id,
        JSON.stringify(saved),
        keepsSession ? 1 : 0,
      );
    },
    removeAccount(id) {
      change(() => {
        // Those of its keys, and of what only its service lists: see `listedKeyId`.
        database
          .prepare(
            `DELETE FROM plans WHERE key_id IN (SELECT id FROM keys WHERE account_id = ?)
             OR substr(key_id, 1, length(?) + 1) = ? || '/'`,
          )
          .run(id, id, id);
        database.prepare('DELETE FROM accounts WHERE id = ?').run(id);
      });
    },
    saveList({ accountId, readAt, keys }) {
      run(
        `INSERT INTO lists (account_id, read_at, keys) VALUES (?, ?, ?)
         ON CONFLICT (account_id) DO UPDATE SET read_at = excluded.read_at, keys = excluded.keys`,
        accountId,
        readAt,
        JSON.stringify(keys),
      );
    },
    saveService(card) {
      run(
        `INSERT INTO services (id, card) VALUES (?, ?)
         ON CONFLICT (id) DO UPDATE SET card = excluded.card`,
        card.id,
        JSON.stringify(card),
      );
    },
    removeService: (id) => run('DELETE FROM services WHERE id = ?', id),
    saveKeys(changes, rotations = []) {
      change(() => {
        const saveKey = database.prepare(
          `INSERT INTO keys (id, account_id, key) VALUES (?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET account_id = excluded.account_id, key = excluded.key`,
        );
        const saveEvent = database.prepare(
          'INSERT INTO events (key_id, at, kind, detail) VALUES (?, ?, ?, ?)',
        );
        for (const { key, events } of changes) {
          saveKey.run(key.id, key.accountId, JSON.stringify(key));
          for (const { at, kind, detail } of events) saveEvent.run(key.id, at, kind, detail);
        }
        for (const saved of rotations) saveRotation(database, saved);
      });
    },
    savePlans(plans) {
      change(() => {
        const drop = database.prepare('DELETE FROM plans WHERE key_id = ?');
        const save = database.prepare(
          `INSERT INTO plans (key_id, plan) VALUES (?, ?)
           ON CONFLICT (key_id) DO UPDATE SET plan = excluded.plan`,
        );
        for (const plan of plans) {
          if (saysNothing(plan)) drop.run(plan.keyId);
          else save.run(plan.keyId, JSON.stringify(plan));
        }
      });
    },
    removeKey(id) {
      change(() => {
        database.prepare('DELETE FROM plans WHERE key_id = ?').run(id);
        database.prepare('DELETE FROM keys WHERE id = ?').run(id);
      });
    },
    eventsOf: (id) =>
      database
        .prepare(
          `SELECT ${bytes('at')}, ${bytes('kind')}, ${bytes('detail')} FROM events
           WHERE key_id = ? ORDER BY number DESC`,
        )
        .all(id)
        .map((row) => keyEvent.parse(eventRow.parse(row))),
    saveSettings(saved) {
      run(
        `INSERT INTO settings (name, value) VALUES ('settings', ?)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
        JSON.stringify(settingsToKeep(saved)),
      );
    },
    readLooseItems: () =>
      database
        .prepare(`SELECT ${bytes('value')} FROM settings WHERE name = 'loose-items'`)
        .all()
        .flatMap((row) => z.array(looseItem).parse(settingsRow.parse(row).value)),
    saveLooseItems(items) {
      run(
        `INSERT INTO settings (name, value) VALUES ('loose-items', ?)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
        JSON.stringify(items),
      );
    },
    endRecovery: () => change(() => endRecovery(database)),
  };
}

function saveRotation(database: Database.Database, saved: Rotation): void {
  const { id, accountId, old, closedAt, revision } = saved;
  if (closedAt === null && isOpenElsewhere(database, saved)) {
    throw new FailureError({ code: 'rotation-elsewhere' });
  }
  // A new one is the first of its id, and any other follows the one that is there.
  const { changes } = database
    .prepare(
      `INSERT INTO rotations (id, account_id, old_key_id, is_open, revision, rotation)
       VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE
       SET is_open = excluded.is_open, revision = excluded.revision, rotation = excluded.rotation
       WHERE revision = excluded.revision - 1`,
    )
    .run(id, accountId, old.keyId, closedAt === null ? 1 : 0, revision, JSON.stringify(saved));
  if (changes === 0) throw new FailureError({ code: 'rotation-elsewhere' });
}

/** Another copy of us has begun one of the same key. The index would refuse it too, but not say why. */
function isOpenElsewhere(database: Database.Database, { id, old }: Rotation): boolean {
  const other = database
    .prepare('SELECT 1 FROM rotations WHERE old_key_id = ? AND is_open = 1 AND id <> ?')
    .get(old.keyId, id);
  return other !== undefined;
}

const json = storedText.transform((text): unknown => JSON.parse(text));
const accountRow = z.object({ account: json, keeps_session: z.literal([0, 1]) });
const listRow = z.object({ account_id: storedText, read_at: storedText, keys: json });
const serviceRow = z.object({ card: json });
const keyRow = z.object({ key: json });
const eventRow = z.object({
  at: storedText,
  kind: storedText.pipe(keyEventKind),
  detail: storedText,
});
const settingsRow = z.object({ value: json });
const rotationRow = z.object({ rotation: json });
const planRow = z.object({ plan: json });

/** See `storedText`. */
function bytes(column: string): string {
  return `CAST (${column} AS BLOB) AS ${column}`;
}

function read(database: Database.Database): Kept {
  const rows = (sql: string): unknown[] => database.prepare(sql).all();
  return {
    accounts: rows(`SELECT ${bytes('account')}, keeps_session FROM accounts ORDER BY number`).map(
      (row) => {
        const found = accountRow.parse(row);
        return keptAccount.parse({
          account: account.parse(found.account),
          keepsSession: found.keeps_session === 1,
        });
      },
    ),
    lists: rows(
      `SELECT ${bytes('account_id')}, ${bytes('read_at')}, ${bytes('keys')} FROM lists ORDER BY account_id`,
    ).map((row) => {
      const found = listRow.parse(row);
      return keptList.parse({
        accountId: found.account_id,
        readAt: found.read_at,
        keys: found.keys,
      });
    }),
    services: rows(`SELECT ${bytes('card')} FROM services ORDER BY number`).map((row) =>
      ruleCard.parse(serviceRow.parse(row).card),
    ),
    keys: rows(`SELECT ${bytes('key')} FROM keys ORDER BY number`).map((row) =>
      keptKey.parse(keyRow.parse(row).key),
    ),
    rotations: rows(`SELECT ${bytes('rotation')} FROM rotations ORDER BY number`).map((row) =>
      rotation.parse(rotationRow.parse(row).rotation),
    ),
    plans: rows(`SELECT ${bytes('plan')} FROM plans ORDER BY key_id`).map((row) =>
      keyPlan.parse(planRow.parse(row).plan),
    ),
    settings: rows(`SELECT ${bytes('value')} FROM settings WHERE name = 'settings'`).reduce(
      (_first: Settings, row) => keptSettings.parse(settingsRow.parse(row).value),
      firstSettings,
    ),
  };
}
