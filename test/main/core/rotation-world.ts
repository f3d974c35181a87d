import { createAnswer } from '../../../src/main/core/answer.ts';
import { FailureError } from '../../../src/main/core/failure-error.ts';
import { createHandlers } from '../../../src/main/core/handlers.ts';
import { createRotationParts } from '../../../src/main/core/rotation-parts.ts';
import type { CallName, Request } from '../../../src/shared/contract.ts';
import type { Failure, Result } from '../../../src/shared/failure.ts';
import { createHandOnParts } from '../../../src/main/core/hand-on-parts.ts';
import { fakeCalendarNotes } from '../../fakes/calendar-notes.ts';
import { fakeOutFiles } from '../../fakes/out-files.ts';
import { fakePrinter } from '../../fakes/printer.ts';
import { fakeBrowser } from '../../fakes/browser.ts';
import { fakeClock } from '../../fakes/clock.ts';
import { rightCode, type FakeConnector } from '../../fakes/connector.ts';
import { fakeKeychain, type FakeKeychain } from '../../fakes/keychain.ts';
import { fakeRandom } from '../../fakes/random.ts';
import { fakeRecords, type FakeRecords } from '../../fakes/records.ts';
import { settle, startAt } from './open-accounts.ts';
import { openUse } from './open-use.ts';
import { createJudge } from './rotation-service.ts';

/** One run of the app. It can end at each use of a port: before it, or before anybody heard of it. */
interface Life {
  isOver: boolean;
  /** So many such moments are left; null for any number. */
  left: number | null;
}

function isEnded(life: Life): boolean {
  if (life.left !== null) {
    life.left -= 1;
    if (life.left <= 0) life.isOver = true;
  }
  return life.isOver;
}

function through<Args extends unknown[], Value>(
  life: Life,
  work: (...args: Args) => Promise<Value>,
): (...args: Args) => Promise<Value> {
  return async (...args) => {
    const never = new Promise<Value>(() => undefined);
    if (isEnded(life)) return never;
    try {
      const value = await work(...args);
      return isEnded(life) ? await never : value;
    } catch (error) {
      if (isEnded(life)) return never;
      throw error;
    }
  };
}

function written<Args extends unknown[]>(
  life: Life,
  work: (...args: Args) => void,
): (...args: Args) => void {
  return (...args) => {
    if (isEnded(life)) throw new FailureError({ code: 'bug' });
    work(...args);
    if (isEnded(life)) throw new FailureError({ code: 'bug' });
  };
}

function recordsOf(records: FakeRecords, life: Life): FakeRecords {
  return {
    ...records,
    saveAccount: written(life, (...args: Parameters<typeof records.saveAccount>) =>
      records.saveAccount(...args),
    ),
    saveList: written(life, (...args: Parameters<typeof records.saveList>) =>
      records.saveList(...args),
    ),
    saveKeys: written(life, (...args: Parameters<typeof records.saveKeys>) =>
      records.saveKeys(...args),
    ),
    removeKey: written(life, (...args: Parameters<typeof records.removeKey>) =>
      records.removeKey(...args),
    ),
    saveLooseItems: written(life, (...args: Parameters<typeof records.saveLooseItems>) =>
      records.saveLooseItems(...args),
    ),
  };
}

function connectorOf(connector: FakeConnector, life: Life): FakeConnector {
  return {
    ...connector,
    requestOtp: through(life, (...args: Parameters<typeof connector.requestOtp>) =>
      connector.requestOtp(...args),
    ),
    signIn: through(life, (...args: Parameters<typeof connector.signIn>) =>
      connector.signIn(...args),
    ),
    list: through(life, (...args: Parameters<typeof connector.list>) => connector.list(...args)),
    create: through(life, (...args: Parameters<typeof connector.create>) =>
      connector.create(...args),
    ),
    revoke: through(life, (...args: Parameters<typeof connector.revoke>) =>
      connector.revoke(...args),
    ),
    probe: through(life, (...args: Parameters<typeof connector.probe>) => connector.probe(...args)),
  };
}

function keychainOf(keychain: FakeKeychain, life: Life): FakeKeychain {
  return {
    ...keychain,
    look: through(life, (...args: Parameters<typeof keychain.look>) => keychain.look(...args)),
    write: through(life, (...args: Parameters<typeof keychain.write>) => keychain.write(...args)),
    read: through(life, (...args: Parameters<typeof keychain.read>) => keychain.read(...args)),
    remove: through(life, (...args: Parameters<typeof keychain.remove>) =>
      keychain.remove(...args),
    ),
    all: through(life, (...args: Parameters<typeof keychain.all>) => keychain.all(...args)),
  };
}

/** The whole of the core, over a service that judges and over ports that outlive its runs. */
export async function openWorld() {
  const clock = fakeClock(startAt);
  const judge = createJudge(clock);
  const records = fakeRecords();
  const keychain = fakeKeychain();
  const logs: { lines: string[]; bugs: unknown[] }[] = [];
  let runs = 0;
  let run = open();

  function open() {
    runs += 1;
    const life: Life = { isOver: false, left: null };
    const opened = openUse({
      clock: {
        ...clock,
        after: (ms, work) =>
          clock.after(ms, () => {
            if (!life.isOver) work();
          }),
      },
      records: recordsOf(records, life),
      keychain: keychainOf(keychain, life),
      connector: connectorOf(judge.connector, life),
    });
    const parts = { accountParts: opened, keyParts: opened, useParts: opened };
    const rotationParts = createRotationParts({
      ...opened,
      ...parts,
      random: fakeRandom(`run-${runs}`),
    });
    const handOnParts = createHandOnParts({
      ...opened,
      ...parts,
      outFiles: fakeOutFiles(),
      calendarNotes: fakeCalendarNotes(),
      printer: fakePrinter(),
    });
    const handlers = { ...opened, ...parts, rotationParts, handOnParts, browser: fakeBrowser() };
    logs.push(opened.log);
    return {
      life,
      ...opened,
      ...rotationParts,
      answer: createAnswer(createHandlers(handlers), opened.locking, opened.log),
    };
  }

  /** As the main process does it at its start. */
  async function restart(): Promise<void> {
    run.life.isOver = true;
    run = open();
    await run.keychainCheck.refresh();
    run.rotations.begin();
    await tick();
  }

  async function tick(): Promise<void> {
    const { life } = run;
    void run.tick();
    await settle();
    if (!life.isOver) run.rotations.tick();
    await rest();
  }

  /** All that can go on without time has gone on; a run that has ended is followed by another. */
  async function rest(): Promise<void> {
    await settle();
    if (run.life.isOver) await restart();
  }

  /** What it answered; null for no failure, and for no answer: it ended before, or waits for the clock. */
  async function call<Name extends CallName>(
    name: Name,
    request: Request<Name>,
  ): Promise<Failure['code'] | null> {
    let code: Failure['code'] | null = null;
    const { life } = run;
    const asked = async (): Promise<void> => {
      const result: Result<unknown> = await run.answer(name, request);
      if (!result.ok && !life.isOver) code = result.failure.code;
    };
    void asked();
    await rest();
    return code;
  }

  async function move(ms: number): Promise<void> {
    // In steps, since what one timer begins may set the next.
    for (let left = ms; left > 0; left -= Math.max(1000, ms / 8)) {
      clock.move(Math.min(left, Math.max(1000, ms / 8)));
      await rest();
    }
    if (ms >= 60_000) await tick();
  }

  async function signIn(): Promise<void> {
    const { accountId } = run;
    if (run.book.find(accountId).signIn.status === 'signed-in') return;
    await call('requestCode', { accountId });
    await call('signIn', { accountId, code: rightCode, isToBeKept: false });
  }

  async function openKeychain(): Promise<void> {
    keychain.unlock();
    const { life } = run;
    void run.keychainCheck.unlock();
    await settle();
    if (!life.isOver) void run.goOn().then(() => run.rotations.keychainOpened());
    await rest();
  }

  return {
    clock,
    judge,
    records,
    keychain,
    call,
    move,
    tick,
    rest,
    restart,
    signIn,
    openKeychain,
    /** The run that goes on now. */
    now: () => run,
    endSoon: (moments: number) => {
      run.life.left = moments;
    },
    bugs: () => logs.flatMap(({ bugs }) => bugs),
    /** Everything that could be seen by others: State, what rests on the disk, the log. */
    seen: () => JSON.stringify([run.store.read(), records.read(), logs]),
  };
}

export type World = Awaited<ReturnType<typeof openWorld>>;
