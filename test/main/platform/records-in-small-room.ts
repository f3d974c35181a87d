import type { KeptAccount, KeptList } from '../../../src/main/core/kept.ts';
import { FailureError } from '../../../src/main/core/failure-error.ts';
import { openRecords } from '../../../src/main/platform/records.ts';
import { account } from '../../../src/shared/account.ts';
import { fakeClock } from '../../fakes/clock.ts';
import { fakeLog } from '../../fakes/log.ts';

/** A program of its own, since a limit on the size of files holds for all of a process. */

// Sent by the system beside the error, and deadly if nobody hears it.
process.on('SIGXFSZ', () => undefined);

const [, , folder = ''] = process.argv;
const { records, state, close } = openRecords(folder, fakeClock(), fakeLog());
const keptAs = (id: string): KeptAccount => ({
  account: account.parse({
    id,
    serviceId: 'postman-v1',
    environmentId: null,
    address: 'https://example.org/v1',
    name: id,
    email: null,
    parameters: {},
  }),
  keepsSession: false,
});
const one = keptAs('one');
const longList: KeptList = {
  accountId: one.account.id,
  readAt: '2026-11-21T02:46:00.000Z',
  keys: Array.from({ length: 3000 }, (_, number) => ({
    id: String(number),
    label: 'x'.repeat(200),
    lastFive: 'AB12C',
    createdAt: null,
    expiresAt: null,
    contacts: null,
    lastUsedAt: null,
  })),
};
records.saveAccount(one);
let refused: unknown = null;
try {
  records.saveList(longList);
} catch (error) {
  if (!(error instanceof FailureError)) throw error;
  refused = error.failure;
}
records.saveAccount(keptAs('a later one'));
const { accounts, lists } = records.read();
close();
const kept = { accounts: accounts.map((each) => each.account.id), lists: lists.length };
process.stdout.write(JSON.stringify({ state, refused, kept }));
