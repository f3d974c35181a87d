import { sandboxEnvironmentId } from '../../shared/sandbox.ts';
import type { AccountBook } from './account-book.ts';
import type { Accounts } from './accounts.ts';
import type { Forgetting } from './forgetting.ts';
import type { SandboxAccounts } from './sandbox-accounts.ts';

interface World {
  book: AccountBook;
  accounts: Pick<Accounts, 'remove'>;
  forgetting: Pick<Forgetting, 'forgetAccount' | 'expectNothingOf'>;
  sandboxAccounts: Pick<SandboxAccounts, 'end'>;
}

/**
 * Whatever is made up goes: the keys with their items in the keychain, the rotations, wherever they stand,
 * the accounts, and last the stand-in services with what they knew. A keychain that is shut changes nothing
 * of an account, and the next try goes on with those that are left.
 */
export async function leaveSandbox(world: World): Promise<void> {
  const { book, accounts, forgetting, sandboxAccounts } = world;
  const made = book.all().filter(({ account }) => account.environmentId === sandboxEnvironmentId);
  for (const { account } of made) {
    await forgetting.forgetAccount(account.id, true);
    // A key that came in meanwhile would be left in the keychain without anybody to know of it.
    await accounts.remove(account.id, () => forgetting.expectNothingOf(account.id));
  }
  await sandboxAccounts.end();
}
