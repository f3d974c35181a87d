import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAccountBook } from '../../../src/main/core/account-book.ts';
import { timeThere } from '../../../src/main/core/clock-skew.ts';
import type { RemoteKey } from '../../../src/main/core/connector.ts';
import { createInventory } from '../../../src/main/core/inventory.ts';
import type { KeptKey } from '../../../src/main/core/kept.ts';
import { createKeyPlans } from '../../../src/main/core/key-plans.ts';
import { createKeyBook } from '../../../src/main/core/key-book.ts';
import { reconcile } from '../../../src/main/core/reconcile.ts';
import { createStateStore } from '../../../src/main/core/state-store.ts';
import { accountId } from '../../../src/shared/account.ts';
import { keyId, type KeyRow } from '../../../src/shared/key.ts';
import { fakeClock } from '../../fakes/clock.ts';
import { initialState } from '../../fakes/initial-state.ts';
import { keptKey } from '../../fakes/kept-key.ts';
import { fakeLog } from '../../fakes/log.ts';
import { fakeRecords } from '../../fakes/records.ts';
import { apiCard } from '../../fakes/rule-cards.ts';

const now = new Date('2026-11-21T02:46:00.000Z');
const id = accountId.parse('account-1');
const account = {
  id,
  serviceId: apiCard.id,
  environmentId: 'production',
  address: 'https://api.example.org/v1',
  name: 'ops',
  email: null,
  parameters: {},
};

function open() {
  const kept = { accounts: [{ account, keepsSession: false }] };
  const records = fakeRecords(kept);
  const store = createStateStore(initialState);
  const ruleCards = [apiCard];
  const book = createAccountBook({ kept: records.read(), ruleCards, store, log: fakeLog() });
  const keyBook = createKeyBook({ kept: [], records });
  const keyPlans = createKeyPlans({ kept: [], keyBook, records });
  const clock = fakeClock(now.toISOString());
  const inventory = createInventory({ book, keyBook, keyPlans, clock, store });
  const whole = (): KeyRow[] => {
    const { list, clockSkewMs } = book.find(id);
    return reconcile({
      accountId: id,
      remote: list?.keys ?? null,
      kept: keyBook.of(id),
      legacyRows: apiCard.legacyRows,
      planOf: keyPlans.of,
      now: timeThere(clock.now(), clockSkewMs),
    });
  };
  return { store, book, keyBook, inventory, clock, whole };
}

const place = fc.integer({ min: 1, max: 5 });
const label = fc.constantFrom('mailer', 'portal');
const end = fc.constantFrom(null, '2026-11-20T00:00:00.000Z', '2026-11-22T00:00:00.000Z');
const moment = fc.constantFrom(
  '2026-11-19T00:00:00.000Z',
  '2026-11-21T02:47:00.000Z',
  '2026-11-22T00:00:00.000Z',
);
const facts = fc.record({ label, expiresAt: end, lastFive: fc.constantFrom('AAAAA', 'BBBBB') });
const remoteKeys = fc.uniqueArray(
  fc.tuple(place, facts).map(([number, said]): RemoteKey => ({
    id: String(number),
    createdAt: null,
    contacts: ['team@agency.gov.sg'],
    lastUsedAt: null,
    ...said,
  })),
  { selector: (key) => key.id, maxLength: 5 },
);
const keptPart: fc.Arbitrary<Partial<KeptKey>> = fc.oneof(
  facts,
  fc.record({ note: fc.constantFrom('', 'for the mailer') }),
  fc.record({ trouble: fc.constantFrom(null, 'item-missing' as const) }),
  fc.record({ tags: fc.constantFrom<string[]>([], ['ops']) }),
  fc.record({ retiredAt: fc.constantFrom(null, now.toISOString()) }),
  fc.record({ remoteId: fc.constantFrom(null, '1', '2') }),
  fc.record({ contacts: fc.constantFrom<string[] | null>(null, ['ops@agency.gov.sg']) }),
);
// No key is in one transaction twice.
const savedParts = fc.uniqueArray(fc.tuple(place, keptPart), { selector: ([number]) => number });
const happening = fc.oneof(
  fc.record({ kind: fc.constant('save' as const), some: savedParts }),
  fc.record({ kind: fc.constant('remove' as const), place }),
  fc.record({ kind: fc.constant('list' as const), keys: remoteKeys }),
  fc.record({ kind: fc.constant('skew' as const), clockSkewMs: fc.constantFrom(null, 2 * 864e5) }),
  fc.record({ kind: fc.constant('answer' as const) }),
  fc.record({ kind: fc.constant('time' as const), at: moment }),
);

test('whatever happens, the rows are those that a look at everything gives, and rows that did not change are the same objects', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 20 }), (happenings) => {
      const { store, book, keyBook, inventory, clock, whole } = open();
      for (const one of happenings) {
        const before = new Map(store.read().keys.map((row) => [row.id, row]));
        if (one.kind === 'save') {
          keyBook.save(
            one.some.map(([number, part]) => {
              const known = keyBook.get(keyId.parse(`key-${number}`));
              const fresh = keptKey({ id: keyId.parse(`key-${number}`), remoteId: String(number) });
              return { key: { ...(known ?? fresh), ...part }, events: [] };
            }),
          );
        } else if (one.kind === 'remove') keyBook.remove(keyId.parse(`key-${one.place}`));
        else if (one.kind === 'list') {
          const list = { accountId: id, readAt: now.toISOString(), keys: one.keys };
          book.change(id, { list });
        } else if (one.kind === 'skew') book.change(id, { clockSkewMs: one.clockSkewMs });
        else if (one.kind === 'time') {
          clock.set(one.at);
          inventory.refresh();
        } else book.change(id, { unreachableSince: null });
        expect(inventory.all()).toEqual(whole());
        expect(store.read().keys).toEqual(inventory.all());
        const renewed = store.read().keys.filter((row) => {
          const known = before.get(row.id);
          return row !== known && JSON.stringify(row) === JSON.stringify(known);
        });
        expect(renewed).toEqual([]);
      }
    }),
  );
});

test('what says nothing of the keys of an account tells nothing of them', () => {
  const { store, book, keyBook } = open();
  keyBook.save([{ key: keptKey({ accountId: id }), events: [] }]);
  const { keys } = store.read();
  book.change(id, { unreachableSince: now.toISOString() });
  book.change(id, { isSyncing: true });
  expect(store.read().keys).toBe(keys);
});

test('with an account its rows are gone', () => {
  const { store, book, keyBook } = open();
  keyBook.save([{ key: keptKey({ accountId: id }), events: [] }]);
  book.remove(id);
  expect(store.read().keys).toEqual([]);
});
