import { createHandlers } from '../../../src/main/core/handlers.ts';
import { createAnswer } from '../../../src/main/core/answer.ts';
import type { CallName, Request, Response } from '../../../src/shared/contract.ts';
import type { Failure, Result } from '../../../src/shared/failure.ts';
import type { KeyEventKind, KeyId } from '../../../src/shared/key.ts';
import { fakeBrowser } from '../../fakes/browser.ts';
import type { openAccounts } from './open-accounts.ts';
import { createHandOnParts } from '../../../src/main/core/hand-on-parts.ts';
import { createRotationParts } from '../../../src/main/core/rotation-parts.ts';
import { fakeCalendarNotes } from '../../fakes/calendar-notes.ts';
import { fakeOutFiles } from '../../fakes/out-files.ts';
import { fakePrinter } from '../../fakes/printer.ts';
import { fakeRandom } from '../../fakes/random.ts';
import { openUse } from './open-use.ts';

type Earlier = Parameters<typeof openAccounts>[0];

/** Everything about keys over fakes, signed in at one API service, asked by Calls as the window asks. */
export async function openKeeping(earlier: Earlier = {}) {
  const opened = openUse(earlier);
  const rotationParts = createRotationParts({
    ...opened,
    accountParts: opened,
    keyParts: opened,
    useParts: opened,
    random: fakeRandom('rotation'),
  });
  const outFiles = fakeOutFiles();
  const printer = fakePrinter();
  const calendarNotes = fakeCalendarNotes();
  const handOnParts = createHandOnParts({
    ...opened,
    accountParts: opened,
    keyParts: opened,
    useParts: opened,
    outFiles,
    printer,
    calendarNotes,
  });
  const answer = createAnswer(
    createHandlers({
      ...opened,
      rotationParts,
      handOnParts,
      browser: fakeBrowser(),
      keyParts: opened,
      useParts: opened,
    }),
    opened.locking,
    opened.log,
  );
  const { accountId } = opened;
  await opened.signIn.requestCode(accountId);
  await opened.signIn.signIn({ accountId, code: 'CANARY', isToBeKept: false });
  await opened.sync.sync(accountId);

  const known = opened.book.all().find(({ account }) => account.serviceId === 'guided');
  const guidedId =
    known?.account.id ??
    opened.accounts.add({
      ...opened.wish,
      serviceId: 'guided',
      name: 'campaign',
      email: null,
      parameters: { campaignId: 'c1' },
    });

  /** What a Call answers; a Failure is given back by its code, so that a test reads in one line. */
  async function call<Name extends CallName>(
    name: Name,
    request: Request<Name>,
  ): Promise<Response<Name> | Failure['code']> {
    const result = (await answer(name, request)) as Result<Response<Name>>;
    return result.ok ? result.value : result.failure.code;
  }

  const newKey = (part: Partial<Request<'generateKey'>> = {}): Request<'generateKey'> => ({
    accountId,
    label: 'ops-mailer',
    contacts: ['ops@agency.gov.sg'],
    expiration: null,
    ...part,
  });

  /** A key that was made at the service and is held. */
  async function made(label = 'ops-mailer'): Promise<KeyId> {
    const result = await call('generateKey', newKey({ label }));
    if (typeof result === 'string') throw new Error(result);
    return result.keyId;
  }

  function eventsOf(id: KeyId): KeyEventKind[] {
    return opened.records.eventsOf(id).map(({ kind }) => kind);
  }

  return {
    ...opened,
    ...rotationParts,
    ...handOnParts,
    outFiles,
    printer,
    calendarNotes,
    answer,
    call,
    newKey,
    made,
    eventsOf,
    guidedId,
    rows: () => opened.store.read().keys.filter((row) => row.accountId === accountId),
    /** Everything that could be seen by others: State, what rests on the disk, the log. */
    seen: () => JSON.stringify([opened.store.read(), opened.records.read(), opened.log]),
  };
}
