import type { AccountId } from '../../shared/account.ts';
import type { KeyId } from '../../shared/key.ts';
import type { ProbeAnswer } from '../../shared/probe.ts';
import type { RuleCard } from '../../shared/service.ts';
import type { CheckRun } from '../../shared/state.ts';
import type { AccountBook } from './account-book.ts';
import type { CheckKey, Finding } from './check-key.ts';
import { FailureError } from './failure-error.ts';
import type { Inventory } from './inventory.ts';
import type { KeyBook } from './key-book.ts';
import {
  createWaits,
  hostOf,
  lanesOf,
  mostPatienceMs,
  workOn,
  type Lanes,
  type Waits,
} from './key-run.ts';
import { createPacing } from './pacing.ts';
import type { Clock, Log } from './ports.ts';
import type { StateStore } from './state-store.ts';

/** The check of many keys, in the background. One run at a time. */
export interface CheckRuns {
  begin(ids: readonly KeyId[]): void;
  /** What is under way is finished, and nothing more is begun. */
  cancel(): void;
  /** Takes a run that is over out of State. */
  dismiss(): void;
}

interface World {
  book: AccountBook;
  keyBook: KeyBook;
  inventory: Inventory;
  checkKey: CheckKey;
  clock: Clock;
  store: StateStore;
  log: Log;
}

/** A few a second, whatever a service allows: its probe is for people, not for floods. */
const leastGapMs = 250;
const mostTries = 3;

interface Run {
  status: CheckRun['status'];
  counts: Omit<CheckRun, 'status'>;
  unwritten: Finding[];
  waits: Waits;
}

export function createCheckRuns(world: World): CheckRuns {
  const { book, keyBook, inventory, checkKey, clock, store, log } = world;
  const pacing = createPacing(clock);
  let current: Run | null = null;

  function begin(ids: readonly KeyId[]): void {
    if (current?.status === 'running') {
      throw new FailureError({ code: 'call-refused', reason: 'bad-request' });
    }
    const lanes = lanesOf(inventory, ids);
    const total = new Set(ids).size;
    const run: Run = {
      status: 'running',
      counts: { total, works: 0, refused: 0, unknown: 0, notAsked: 0 },
      unwritten: [],
      waits: createWaits(clock),
    };
    current = run;
    tell(run);
    checkAll(run, lanes).catch(log.bug);
  }

  async function checkAll(run: Run, lanes: Lanes): Promise<void> {
    const work = (id: AccountId, keyIds: readonly KeyId[]) => checkLane(run, id, keyIds);
    try {
      await workOn(lanes, clock, work, () => write(run));
    } finally {
      if (run.status === 'running') run.status = 'done';
      const { total, works, refused, unknown } = run.counts;
      if (run.status === 'done') run.counts.notAsked = total - works - refused - unknown;
      write(run);
    }
  }

  async function checkLane(run: Run, accountId: AccountId, ids: readonly KeyId[]): Promise<void> {
    for (const id of ids) {
      if (run.status !== 'running' || !book.has(accountId)) return;
      if (!isAskable(accountId, id)) {
        run.counts.notAsked += 1;
        continue;
      }
      const isGoingOn = await checkPatiently(run, accountId, id);
      if (!isGoingOn) return;
    }
  }

  function isAskable(accountId: AccountId, id: KeyId): boolean {
    const { probe, use } = book.cardOf(book.find(accountId).account);
    return probe !== null && use !== null && keyBook.get(id)?.retiredAt === null;
  }

  /** Whether the next key of the account is to be asked about too. */
  async function checkPatiently(run: Run, accountId: AccountId, id: KeyId): Promise<boolean> {
    for (let tries = 1; ; tries += 1) {
      const host = hostOf(book, accountId);
      const card = book.cardOf(book.find(accountId).account);
      await run.waits.wait(pacing.msUntilTurn(host, gapMsOf(card)));
      if (run.status !== 'running' || !book.has(accountId)) return false;
      const finding = await ask(run, id);
      if (finding === 'stopped') return false;
      if (finding === null) {
        run.counts.notAsked += 1;
        return true;
      }
      const waitMs = waitMsOf(finding.check.answer);
      if (waitMs > 0) pacing.pause(host, waitMs);
      const isWorthWhile = waitMs > 0 && waitMs <= mostPatienceMs && tries < mostTries;
      if (isWorthWhile && run.status === 'running') continue;
      run.unwritten.push(finding);
      count(run, finding.check.answer);
      return waitMs <= mostPatienceMs;
    }
  }

  /** Null where the key could not be read; the keychain has then said why. */
  async function ask(run: Run, id: KeyId): Promise<Finding | null | 'stopped'> {
    try {
      return await checkKey.ask(id);
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      const { code } = error.failure;
      if (code !== 'keychain-locked' && code !== 'keychain-missing') return null;
      stop(run, 'keychain-shut');
      return 'stopped';
    }
  }

  function stop(run: Run, status: CheckRun['status']): void {
    if (run.status !== 'running') return;
    run.status = status;
    run.waits.endAll();
    tell(run);
  }

  function write(run: Run): void {
    const findings = run.unwritten;
    run.unwritten = [];
    try {
      checkKey.write(findings);
    } catch (error) {
      // The counts tell what was learnt; the next check can be written down, perhaps.
      if (error instanceof FailureError) {
        log.warn(
          `What ${findings.length} checks have shown could not be kept: ${error.failure.code}.`,
        );
      } else {
        log.bug(error);
      }
    }
    tell(run);
  }

  function tell(run: Run): void {
    if (run !== current) return;
    const checkRun = { ...run.counts, status: run.status };
    if (JSON.stringify(store.read().checkRun) !== JSON.stringify(checkRun))
      store.change({ checkRun });
  }

  return {
    begin,
    cancel() {
      if (current) stop(current, 'cancelled');
    },
    dismiss() {
      if (current?.status === 'running') return;
      current = null;
      store.change({ checkRun: null });
    },
  };
}

function gapMsOf({ probe }: RuleCard): number {
  const pace = probe?.pace ?? null;
  return pace === null ? leastGapMs : Math.max(leastGapMs, (pace.perSeconds * 1000) / pace.count);
}

function waitMsOf(answer: ProbeAnswer): number {
  return answer.outcome === 'unknown' && answer.because.code === 'rate-limited'
    ? (answer.retryAfterSeconds ?? 0) * 1000
    : 0;
}

function count({ counts }: Run, { outcome }: ProbeAnswer): void {
  if (outcome === 'not-asked') counts.notAsked += 1;
  else counts[outcome] += 1;
}
