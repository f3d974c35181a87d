import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './project.mjs';

/**
 * Fills a home with accounts and keys before the app is started in it: made up, and the same on every
 * day but for their dates. No secret goes with them, as none is in the records.
 * @param {string} home the folder that the app keeps its records in
 * @param {number} count
 */
export async function keepManyKeys(home, count) {
  // Node takes the types off; the path is put together so that this room does not become part of that.
  const { openRecords } = await import(join(root, 'src/main/platform/records.ts'));
  const folder = join(home, 'Keyturn');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const clock = { now: () => new Date() };
  const log = { warn: () => {}, error: () => {} };
  const { records, close } = openRecords(folder, clock, log);
  for (const account of accounts) {
    records.saveAccount({ account, keepsSession: false });
  }
  const keys = Array.from({ length: count }, (_, index) => keyOf(index));
  records.saveKeys(keys.map((key) => ({ key, events: [] })));
  close();
}

const dayMs = 24 * 60 * 60_000;

const accounts = [
  ['ops', 'postman-v1', 'https://api.postman.gov.sg/v1', 'Operations', 'ops@agency.gov.sg'],
  ['forms', 'postman-v1', 'https://api.postman.gov.sg/v1', 'Forms team', 'forms@agency.gov.sg'],
  [
    'data',
    'data-gov-admin',
    'https://api-production.data.gov.sg',
    'Open data',
    'data@agency.gov.sg',
  ],
  ['campaigns', 'postman-v2', 'https://postman-v2.postman.gov.sg', 'Campaigns', null],
].map(([id, serviceId, address, name, email]) => ({
  id,
  serviceId,
  environmentId: 'production',
  address,
  name,
  email,
  parameters: {},
}));

const areas = ['grants', 'forms', 'newsletter', 'payments', 'incident', 'permits', 'library', 'hr'];
const uses = ['notifier', 'portal', 'reminders', 'receipts', 'alerts', 'sync', 'export', 'upload'];
const stages = ['production', 'staging', 'nightly', 'laptop'];
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz0123456789+/';

/** @param {number} index */
function keyOf(index) {
  /** @param {readonly string[]} from @param {number} step */
  const one = (from, step) => from[Math.floor(index / step) % from.length] ?? '';
  // A stride that shares nothing with the length, so that ends are spread and not in the order of labels.
  const endsInDays = ((index * 7919) % 400) - 25;
  const endsAt = Date.now() + endsInDays * dayMs + ((index * 104_729) % 1440) * 60_000;
  return {
    id: `made-up-${index}`,
    accountId: accounts[index % accounts.length]?.id,
    itemName: `made-up-${index}`,
    remoteId: null,
    label: `${one(areas, 1)}-${one(uses, 8)} ${one(stages, 64)} ${index}`,
    lastFive: Array.from(
      { length: 5 },
      (_, at) => letters[(index * (at + 3) * 31 + at * 17) % letters.length],
    ).join(''),
    createdAt: new Date(endsAt - 182 * dayMs).toISOString(),
    expiresAt: index % 40 === 0 ? null : new Date(endsAt).toISOString(),
    contacts: ['ops@agency.gov.sg', `${one(areas, 1)}@agency.gov.sg`].slice(index % 2),
    note: index % 10 === 0 ? 'Used by the job that runs at night.' : '',
    tags: index % 7 === 0 ? ['batch'] : [],
    addedAt: new Date(endsAt - 182 * dayMs).toISOString(),
    retiredAt: index % 50 === 49 ? new Date().toISOString() : null,
    replacedBy: null,
    check: null,
    trouble: null,
  };
}
