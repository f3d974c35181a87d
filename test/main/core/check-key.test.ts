import { expect, test } from 'vitest';
import { FailureError } from '../../../src/main/core/failure-error.ts';
import { Secret } from '../../../src/main/core/secret.ts';
import { cluesOf } from '../../../src/main/core/clues.ts';
import type { ProbeAnswer } from '../../../src/shared/probe.ts';
import { postmanV1 } from '../../../src/shared/rule-cards/postman-v1.ts';
import { postmanV2 } from '../../../src/shared/rule-cards/postman-v2.ts';
import type { Account } from '../../../src/shared/account.ts';
import type { RuleCard } from '../../../src/shared/service.ts';
import { keyRow } from '../../fakes/key-row.ts';
import { canary, openUse, probedCard, probedGuidedCard } from './open-use.ts';

const refused: ProbeAnswer = { outcome: 'refused', because: 'not-accepted' };
const past = '2026-11-20T00:00:00.000Z';
const now = '2026-11-21T02:46:00.000Z';

test('what the service says of a key is kept with it, and its history tells of it', async () => {
  const { checkKey, connector, held, history, records, row } = openUse();
  const id = held(canary);
  connector.probe = async () => refused;
  await checkKey.check(id);
  const check = { at: now, answer: refused, clues: [] };
  expect(row(id).check).toEqual(check);
  expect(records.read().keys).toMatchObject([{ id, check }]);
  expect(history(id)).toEqual(['checked refused']);
});

test('a key of a service with pages only is asked about too, at the address and with the parameters of its account', async () => {
  const { accounts, checkKey, connector, held, row } = openUse();
  const accountId = accounts.add({
    serviceId: probedGuidedCard.id,
    place: { environmentId: 'production' },
    name: 'ours',
    email: null,
    parameters: { campaignId: '7' },
  });
  const seen: unknown[] = [];
  connector.probe = async (place, key) => {
    seen.push([place.address, place.parameters, key.reveal()]);
    return { outcome: 'works' };
  };
  const id = held(canary, { accountId });
  await checkKey.check(id);
  expect(seen).toEqual([['https://api.example.org/v1', { campaignId: '7' }, canary]]);
  expect(row(id).check?.answer).toEqual({ outcome: 'works' });
});

test('a service without a harmless question is not asked, and that is what is kept', async () => {
  const { checkKey, connector, held, row } = openUse({
    ruleCards: [{ ...probedCard, probe: null }],
  });
  connector.probe = () => Promise.reject(new Error('nobody may ask'));
  const id = held(canary);
  await checkKey.check(id);
  expect(row(id).check?.answer).toEqual({
    outcome: 'not-asked',
    because: { reason: 'no-probe' },
  });
});

test('a service that cannot be reached is noted so, and says nothing of the key', async () => {
  const { account, accountId, checkKey, connector, held, row } = openUse();
  const because = { code: 'unreachable', reason: 'offline' } as const;
  connector.probe = async () => ({ outcome: 'unknown', because, retryAfterSeconds: null });
  const id = held(canary);
  await checkKey.check(id);
  expect(row(id).check?.answer).toEqual({ outcome: 'unknown', because, retryAfterSeconds: null });
  expect(account(accountId).unreachableSince).toBe(now);
  connector.probe = async () => refused;
  await checkKey.check(id);
  expect(account(accountId).unreachableSince).toBe(null);
});

test('a sandbox that does not start is an answer too', async () => {
  const { checkKey, connector, held, row, sandbox, sandboxAccounts } = openUse({
    ruleCards: [probedCard, { ...probedCard, id: 'data-gov-style' }],
  });
  const accountId = await sandboxAccounts.start();
  const id = held(canary, { accountId });
  sandbox.start = () =>
    Promise.reject(new FailureError({ code: 'unreachable', reason: 'refused' }));
  connector.probe = async () => refused;
  await checkKey.check(id);
  expect(row(id).check?.answer).toMatchObject({ outcome: 'unknown' });
});

test('a key that is not held is not asked about, nor one whose keychain is locked', async () => {
  const { checkKey, connector, held, keychain } = openUse();
  connector.probe = () => Promise.reject(new Error('nobody may ask'));
  const retired = held(canary, { retiredAt: past });
  await expect(checkKey.check(retired)).rejects.toMatchObject({
    failure: { code: 'key-not-held' },
  });
  const id = held(canary);
  keychain.lock();
  await expect(checkKey.check(id)).rejects.toMatchObject({ failure: { code: 'keychain-locked' } });
});

test('what comes back of a key that was forgotten meanwhile is dropped', async () => {
  const { checkKey, connector, held, keyBook, records } = openUse();
  const id = held(canary);
  connector.probe = async () => {
    keyBook.remove(id);
    return refused;
  };
  await checkKey.check(id);
  expect(records.read().keys).toEqual([]);
});

test('nothing that State, the records or the log hold of a check has the key in it', async () => {
  const { checkKey, connector, held, log, records, store } = openUse();
  connector.probe = async () => refused;
  const id = held(canary);
  await checkKey.check(id);
  const all = JSON.stringify([store.read(), records.read(), records.eventsOf(id), log]);
  expect(all).not.toContain(canary);
  expect(all).toContain(canary.slice(-5));
});

const goodV1 = `ops_v1_${'aB3+/'.repeat(8)}AB12`;

const account = (card: RuleCard, environmentId: string | null): Account => ({
  id: keyRow().accountId,
  serviceId: card.id,
  environmentId,
  address: 'https://api.example.org',
  name: 'ops',
  email: null,
  parameters: {},
});

test.each([
  ['a good key that was simply refused', goodV1, postmanV1, {}, 'production', []],
  ['one whose end is past', goodV1, postmanV1, { expiresAt: past }, 'production', ['expired']],
  [
    'one that is gone at the service',
    goodV1,
    postmanV1,
    { standing: 'gone' },
    'production',
    ['gone'],
  ],
  ['one that is cut short', goodV1.slice(0, -3), postmanV1, {}, 'production', ['other-form']],
  ['one with a blank at its end', `${goodV1} `, postmanV1, {}, 'production', ['other-form']],
  [
    'one whose + became a blank',
    goodV1.replace('+', ' '),
    postmanV1,
    {},
    'production',
    ['plus-lost', 'other-form'],
  ],
  [
    'a test key at production',
    'key_test_abcdefgh12345',
    postmanV2,
    {},
    'production',
    ['other-environment'],
  ],
  [
    'a production key at test',
    'key_prod_abcdefgh12345',
    postmanV2,
    {},
    'test',
    ['other-environment'],
  ],
  ['a test key at test', 'key_test_abcdefgh12345', postmanV2, {}, 'test', []],
  ['a test key at an address of the user’s own', 'key_test_abcdefgh12345', postmanV2, {}, null, []],
] as const)('of %s it is known why it may be', (_what, value, card, part, environmentId, clues) => {
  const found = cluesOf({
    answer: refused,
    row: keyRow(part),
    secret: new Secret(value),
    account: account(card, environmentId),
    card,
    now: new Date(now),
  });
  expect(found).toEqual(clues);
});

test('of a key that works nothing is to be explained', () => {
  const answer: ProbeAnswer = { outcome: 'works' };
  const row = keyRow({ expiresAt: past });
  const secret = new Secret('short');
  const card = postmanV1;
  const at = account(card, 'production');
  expect(cluesOf({ answer, row, secret, account: at, card, now: new Date(now) })).toEqual([]);
});
