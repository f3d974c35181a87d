import { describe, expect, test } from 'vitest';
import { settle } from './open-accounts.ts';
import { openKeeping } from './open-keeping.ts';

async function withOne() {
  const opened = await openKeeping();
  const keyId = await opened.made();
  await opened.sync.sync(opened.accountId);
  return { ...opened, keyId };
}

/** Kept, and listed by no service. */
async function withOwn() {
  const opened = await openKeeping();
  return { ...opened, keyId: opened.held('canaryOwn0123456789AB12C', { label: 'mine' }) };
}

test('a note and tags are kept, and the history says that they were changed', async () => {
  const { call, keyId, rows } = await withOne();
  expect(await call('editKey', { keyId, note: 'For the forms.', tags: ['forms', 'forms'] })).toBe(
    null,
  );
  expect(rows()).toMatchObject([{ note: 'For the forms.', tags: ['forms'] }]);
  expect(await call('readHistory', { keyId })).toEqual({
    events: [
      { at: '2026-11-21T02:46:00.000Z', kind: 'edited', detail: 'note, tags' },
      { at: '2026-11-21T02:46:00.000Z', kind: 'generated', detail: '' },
    ],
  });
});

test('the history never says what the note was or is', async () => {
  const { call, keyId } = await withOne();
  await call('editKey', { keyId, note: 'Somebody put a secret here.' });
  expect(JSON.stringify(await call('readHistory', { keyId }))).not.toContain('secret');
});

test('what is the same as before is no event', async () => {
  const { call, keyId, eventsOf } = await withOne();
  await call('editKey', { keyId, note: '', tags: [] });
  expect(eventsOf(keyId)).toEqual(['generated']);
});

test('label and expiry are the user’s own where no service tells them', async () => {
  const { call, keyId, row, keychain } = await withOwn();
  const items = [...keychain.items.keys()];
  const expiresAt = '2027-03-01T00:00:00.000Z';
  expect(await call('editKey', { keyId, label: 'night job', expiresAt })).toBe(null);
  expect(row(keyId)).toMatchObject({ label: 'night job', expiresAt });
  // Its item keeps the name that it was given: a rename could lose it half-way.
  expect([...keychain.items.keys()]).toEqual(items);
  expect(await call('editKey', { keyId, expiresAt: null })).toBe(null);
  expect(row(keyId).expiresAt).toBe(null);
});

test('what the service tells of a key is not changed here', async () => {
  const { call, keyId, rows } = await withOne();
  expect(await call('editKey', { keyId, label: 'other', note: 'x' })).toBe('call-refused');
  expect(await call('editKey', { keyId, expiresAt: null })).toBe('call-refused');
  expect(rows()).toMatchObject([{ label: 'ops-mailer', note: '' }]);
});

test('a key that only the service lists has no note, and an empty history', async () => {
  const { call, keyId, rows } = await withOne();
  await call('forgetKeys', { keyIds: [keyId] });
  const listed = rows()[0]?.id ?? keyId;
  expect(await call('editKey', { keyId: listed, note: 'x' })).toBe('call-refused');
  expect(await call('readHistory', { keyId: listed })).toEqual({ events: [] });
});

describe('contacts', () => {
  test('are changed at the service, tidied, and seen at once', async () => {
    const { call, keyId, connector, rows, eventsOf } = await withOne();
    const contacts = ['New@Agency.gov.sg', 'new@agency.gov.sg', 'b@agency.gov.sg'];
    expect(await call('changeContacts', { keyId, contacts })).toBe(null);
    const tidied = ['new@agency.gov.sg', 'b@agency.gov.sg'];
    expect([connector.keys[0]?.contacts, rows()[0]?.contacts]).toEqual([tidied, tidied]);
    expect(eventsOf(keyId)).toEqual(['contacts-changed', 'generated']);
  });

  test('of a key that is not held can be changed too', async () => {
    const { call, keyId, rows } = await withOne();
    await call('forgetKeys', { keyIds: [keyId] });
    const listed = rows()[0]?.id ?? keyId;
    const contacts = ['b@agency.gov.sg'];
    expect(await call('changeContacts', { keyId: listed, contacts })).toBe(null);
    expect(rows()).toMatchObject([{ contacts, isKept: false }]);
  });

  test('stay as they are where the service has none, or fewer than it wants are given', async () => {
    const { call, keyId, held } = await withOne();
    const own = held('canaryOwn0123456789AB12C');
    expect(await call('changeContacts', { keyId, contacts: [] })).toBe('call-refused');
    expect(await call('changeContacts', { keyId: own, contacts: ['a@agency.gov.sg'] })).toBe(
      'call-refused',
    );
  });

  test('of a key that was ended there: the list is read again', async () => {
    const { call, keyId, connector, rows } = await withOne();
    connector.keys = [];
    expect(await call('changeContacts', { keyId, contacts: ['a@agency.gov.sg'] })).toBe(
      'not-found',
    );
    await settle();
    expect(rows()[0]?.standing).toBe('gone');
  });
});

test('contacts of a key that is gone are not changed at another that has its id now', async () => {
  const opened = await openKeeping();
  const { call, made, connector, sync, accountId } = opened;
  const keyId = await made();
  await settle();
  connector.keys = connector.keys.map((key) => ({ ...key, lastFive: 'OTHER' }));
  await sync.sync(accountId);
  expect(await call('changeContacts', { keyId, contacts: ['new@agency.gov.sg'] })).toBe(
    'call-refused',
  );
  expect(connector.keys[0]?.contacts).toEqual(['ops@agency.gov.sg']);
});
