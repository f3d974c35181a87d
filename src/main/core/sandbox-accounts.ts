import type { Account, AccountId } from '../../shared/account.ts';
import { sandboxEnvironmentId } from '../../shared/sandbox.ts';
import type { AccountBook } from './account-book.ts';
import type { Accounts } from './accounts.ts';
import { FailureError } from './failure-error.ts';
import type { Sandbox } from './ports.ts';
import type { StateStore } from './state-store.ts';

export interface SandboxAccounts {
  /** Starts the sandbox and sees that there is an account at each of its services. The first of them. */
  start(): Promise<AccountId>;
  /** Only where the file cannot be read. */
  beginAnew(): Promise<void>;
  newestCode(id: AccountId): Promise<string | null>;
  /** Stops it and forgets what it knew, so that it begins from its beginning the next time. */
  end(): Promise<void>;
}

/** The example account that the sandbox begins with. */
const email = 'officer@agency.gov.sg';

/** Where each service stands in the sandbox, and what its mails call it. */
const stands = [
  { serviceId: 'postman-v1', path: '/postman/v1', name: 'Sandbox Postman', mailedAs: 'Postman' },
  {
    serviceId: 'data-gov-style',
    path: '/data-gov',
    name: 'Sandbox Data.gov',
    mailedAs: 'data.gov.sg',
  },
] as const;

export function createSandboxAccounts(
  sandbox: Sandbox,
  store: StateStore,
  book: AccountBook,
  accounts: Accounts,
): SandboxAccounts {
  return {
    async beginAnew() {
      if (store.read().sandbox.status !== 'unreadable') {
        throw new FailureError({ code: 'call-refused', reason: 'bad-request' });
      }
      const aside = await sandbox.setAside();
      store.change({ sandbox: { status: 'begun-anew', aside } });
      await sandbox.start();
    },
    async start() {
      const base = await sandbox.start();
      const ids = stands.map(({ serviceId, path, name }) => {
        const known = book.all().find(({ account }) => isStand(account, serviceId));
        if (known) return known.account.id;
        const address = `${base}${path}`;
        const environmentId = sandboxEnvironmentId;
        return accounts.put({ serviceId, environmentId, address, name, email, parameters: {} });
      });
      const [first] = ids;
      if (first === undefined) throw new Error('The sandbox has no services.');
      return first;
    },
    async newestCode(id) {
      const { account } = book.find(id);
      const stand = stands.find(({ serviceId }) => isStand(account, serviceId));
      if (!stand) return null;
      const mails = await sandbox.mails();
      const mail = mails.find(
        ({ to, subject }) =>
          to === account.email && subject === `Your one-time password for ${stand.mailedAs}`,
      );
      return /\b[A-Z0-9]{6}\b/.exec(mail?.text ?? '')?.[0] ?? null;
    },
    async end() {
      await sandbox.end();
      store.change({ sandbox: { status: 'ok' } });
    },
  };
}

/** The same sandbox; that its file cannot be read is told by State, whoever needed it. */
export function tellOfSandbox(sandbox: Sandbox, store: StateStore): Sandbox {
  async function told<Value>(work: Promise<Value>): Promise<Value> {
    try {
      return await work;
    } catch (error) {
      if (error instanceof FailureError && error.failure.code === 'sandbox-unreadable') {
        store.change({ sandbox: { status: 'unreadable', file: error.failure.file } });
      }
      throw error;
    }
  }
  return {
    start: () => told(sandbox.start()),
    mails: () => told(sandbox.mails()),
    setAside: () => sandbox.setAside(),
    end: () => sandbox.end(),
  };
}

/** Where an account's service is at this moment. */
export type AddressOf = (account: Account) => Promise<string>;

/**
 * The sandbox is started when it is first needed, at whatever port is free then, so that the port an
 * account was added at means nothing later.
 */
export function createAddressOf(sandbox: Sandbox, book: AccountBook): AddressOf {
  return async function addressOf(account) {
    const stand = stands.find(({ serviceId }) => isStand(account, serviceId));
    if (!stand) {
      if (account.address !== null) return account.address;
      throw new FailureError({ code: 'call-refused', reason: 'bad-request' });
    }
    const address = `${await sandbox.start()}${stand.path}`;
    if (address !== account.address && book.has(account.id)) {
      book.change(account.id, { account: { ...book.find(account.id).account, address } });
    }
    return address;
  };
}

function isStand(account: Account, serviceId: string): boolean {
  return account.environmentId === sandboxEnvironmentId && account.serviceId === serviceId;
}
