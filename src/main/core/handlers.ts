import type { AboutHandlers } from './about.ts';
import type { AccountBook } from './account-book.ts';
import type { Accounts } from './accounts.ts';
import type { Handlers } from './answer.ts';
import type { DescribedServices } from './described-services.ts';
import type { HandOnParts } from './hand-on-parts.ts';
import type { KeychainCheck } from './keychain-check.ts';
import { createKeyHandlers } from './key-handlers.ts';
import type { KeyParts } from './key-parts.ts';
import { leaveSandbox } from './leave-sandbox.ts';
import { createLockHandlers } from './lock-handlers.ts';
import type { LockParts } from './lock-parts.ts';
import { openPage } from './open-page.ts';
import type { Browser } from './ports.ts';
import { createRotationHandlers } from './rotation-handlers.ts';
import type { RotationParts } from './rotation-parts.ts';
import type { SandboxAccounts } from './sandbox-accounts.ts';
import type { SignIn } from './sign-in.ts';
import type { StateStore } from './state-store.ts';
import type { Sync } from './sync.ts';
import { createTimeHandlers } from './time-handlers.ts';
import type { TimeParts } from './time-parts.ts';
import { createUseHandlers } from './use-handlers.ts';
import type { UseParts } from './use-parts.ts';

interface Parts {
  store: StateStore;
  keychainCheck: KeychainCheck;
  book: AccountBook;
  accounts: Accounts;
  describedServices: DescribedServices;
  signIn: SignIn;
  sync: Sync;
  sandboxAccounts: SandboxAccounts;
  browser: Browser;
  keyParts: KeyParts;
  useParts: UseParts;
  rotationParts: RotationParts;
  handOnParts: HandOnParts;
  timeParts: TimeParts;
  lockParts: LockParts;
  aboutHandlers: AboutHandlers;
}

/** What each Call does. */
export function createHandlers(parts: Parts): Handlers {
  const { store, keychainCheck, book, accounts, signIn, sync, sandboxAccounts, browser } = parts;
  const { describedServices } = parts;
  return {
    ...createKeyHandlers(parts.keyParts),
    ...createUseHandlers(parts.useParts),
    ...createTimeHandlers(parts.keyParts, parts.timeParts, parts.handOnParts),
    ...createLockHandlers(parts.lockParts),
    ...parts.aboutHandlers,
    ...createRotationHandlers(parts.keyParts, parts.rotationParts),
    // One of the two Calls whose answer holds a secret: nobody has this key but we, and not for long.
    revealUnsaved: ({ keyId }) => ({
      secret: parts.useParts.revealing.show(keyId, parts.keyParts.newKeys.reveal(keyId)),
    }),
    readState: () => store.read(),
    async checkKeychain() {
      await keychainCheck.check();
      return null;
    },
    async unlockKeychain() {
      await keychainCheck.unlock();
      return null;
    },
    addAccount: (wish) => ({ accountId: accounts.add(wish) }),
    renameAccount({ accountId, name }) {
      accounts.rename(accountId, name);
      return null;
    },
    async removeAccount({ accountId, isForgettingKeys }) {
      const { rotationBook, forgetting } = parts.keyParts;
      rotationBook.expectNoneOf(accountId);
      await forgetting.forgetAccount(accountId, isForgettingKeys);
      await accounts.remove(accountId, () => {
        forgetting.expectNothingOf(accountId);
        // It may have begun while the keychain was asked.
        rotationBook.expectNoneOf(accountId);
      });
      return null;
    },
    addService: ({ description }) => ({ serviceId: describedServices.add(description) }),
    changeService({ serviceId, description }) {
      describedServices.change(serviceId, description);
      return null;
    },
    removeService({ serviceId }) {
      describedServices.remove(serviceId);
      return null;
    },
    async requestCode({ accountId }) {
      await signIn.requestCode(accountId);
      return null;
    },
    async signIn(wish) {
      await signIn.signIn(wish);
      sync.begin(wish.accountId);
      return null;
    },
    async signOut({ accountId }) {
      await signIn.signOut(accountId);
      return null;
    },
    async syncAccount({ accountId }) {
      await sync.sync(accountId);
      return null;
    },
    async openPage({ url }) {
      await openPage(url, book, browser);
      return null;
    },
    startSandbox: async () => ({ accountId: await sandboxAccounts.start() }),
    async leaveSandbox() {
      const { forgetting } = parts.keyParts;
      await leaveSandbox({ book, accounts, forgetting, sandboxAccounts });
      return null;
    },
    async beginSandboxAnew() {
      await sandboxAccounts.beginAnew();
      return null;
    },
    readSandboxCode: async ({ accountId }) => ({
      code: await sandboxAccounts.newestCode(accountId),
    }),
  };
}
