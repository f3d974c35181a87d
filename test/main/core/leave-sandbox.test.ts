import { expect, test } from 'vitest';
import { leaveSandbox } from '../../../src/main/core/leave-sandbox.ts';
import { keptRotation } from '../../fakes/kept-rotation.ts';
import { openUse } from './open-use.ts';

test('whoever leaves the sandbox loses what is made up, and nothing of their own', async () => {
  const opened = openUse();
  const { held, row, accountId: ownId, sandboxAccounts, sandbox, store, keychain } = opened;
  const own = held('canary-of-their-own-00001');
  const sandboxId = await sandboxAccounts.start();
  const made = held('canary-made-up-00002', { accountId: sandboxId });
  const { id, remoteId, label, lastFive, expiresAt } = row(made);
  opened.rotationBook.save([
    keptRotation({
      accountId: sandboxId,
      old: { keyId: id, remoteId, label, lastFive, expiresAt },
      step: { at: 'soaking', until: '2026-12-21T02:46:00.000Z' },
    }),
  ]);

  await leaveSandbox(opened);

  expect(store.read().accounts.map((account) => account.id)).toEqual([ownId]);
  expect(opened.inventory.all().map((one) => one.id)).toEqual([own]);
  expect([...keychain.items.values()]).toEqual(['canary-of-their-own-00001']);
  expect(opened.records.read().accounts.map(({ account }) => account.id)).toEqual([ownId]);
  expect(sandbox.ends).toBe(1);
});

test('a keychain that is shut lets nothing of the sandbox go', async () => {
  const opened = openUse();
  const { held, sandboxAccounts, sandbox, store, keychain } = opened;
  held('canary-made-up-00002', { accountId: await sandboxAccounts.start() });
  keychain.lock();
  await expect(leaveSandbox(opened)).rejects.toMatchObject({
    failure: { code: 'keychain-locked' },
  });
  expect(store.read().accounts.filter(({ isSandbox }) => isSandbox)).toHaveLength(2);
  expect(sandbox.ends).toBe(0);
});
