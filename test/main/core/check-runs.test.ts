import { expect, test } from 'vitest';
import { FailureError } from '../../../src/main/core/failure-error.ts';
import type { ProbeAnswer } from '../../../src/shared/probe.ts';
import { keyId } from '../../../src/shared/key.ts';
import { settle } from './open-accounts.ts';
import { openUse, probedCard } from './open-use.ts';

const works: ProbeAnswer = { outcome: 'works' };
const refused: ProbeAnswer = { outcome: 'refused', because: 'not-accepted' };
const limited = (seconds: number): ProbeAnswer => ({
  outcome: 'unknown',
  because: { code: 'rate-limited', retryAfterSeconds: seconds },
  retryAfterSeconds: seconds,
});

/** Keys that are held, and a service that writes down when it was asked about which. */
function openRun(
  { count = 3, answers = {} }: { count?: number; answers?: Record<string, ProbeAnswer[]> } = {},
  world: Parameters<typeof openUse>[0] = {},
) {
  const use = openUse(world);
  const asked: string[] = [];
  use.connector.probe = async (_place, key) => {
    const name = key.reveal().slice(-5);
    const second = (use.clock.now().getTime() - startMs) / 1000;
    asked.push(`${name} ${second}`);
    return answers[name]?.shift() ?? works;
  };
  const startMs = use.clock.now().getTime();
  const ids = Array.from({ length: count }, (_none, number) =>
    use.held(`canary-key-of-many-0000${number}`),
  );

  /** Lets time pass in steps, so that what waits for it goes on in between. */
  async function pass(seconds: number): Promise<void> {
    for (let step = 0; step < seconds * 20; step += 1) {
      await settle();
      use.clock.move(50);
    }
    await settle();
  }

  const run = () => use.store.read().checkRun;
  return { ...use, asked, ids, pass, run };
}

test('all are asked about, a few a second, and State tells what came of it', async () => {
  const { asked, checkRuns, history, ids, pass, row, run } = openRun({
    answers: { '00001': [refused] },
  });
  checkRuns.begin(ids);
  expect(run()).toEqual({
    total: 3,
    works: 0,
    refused: 0,
    unknown: 0,
    notAsked: 0,
    status: 'running',
  });
  await pass(2);
  expect(asked).toEqual(['00000 0', '00001 0.25', '00002 0.5']);
  expect(run()).toEqual({
    total: 3,
    works: 2,
    refused: 1,
    unknown: 0,
    notAsked: 0,
    status: 'done',
  });
  const [, second] = ids;
  expect(second && [row(second).check?.answer, history(second)]).toEqual([
    refused,
    ['checked refused'],
  ]);
  checkRuns.dismiss();
  expect(run()).toBe(null);
});

test('a service that allows less is asked less often', async () => {
  const { probe } = probedCard;
  const slow = { ...probedCard, probe: probe && { ...probe, pace: { count: 6, perSeconds: 12 } } };
  const { asked, checkRuns, ids, pass } = openRun({}, { ruleCards: [slow] });
  checkRuns.begin(ids);
  await pass(5);
  expect(asked).toEqual(['00000 0', '00001 2', '00002 4']);
});

test('accounts at different addresses are asked at the same time, those at one address share its pace', async () => {
  const { accounts, asked, checkRuns, held, ids, pass, wish } = openRun({ count: 1 });
  const shared = accounts.add({ ...wish, email: 'other@agency.gov.sg' });
  const apart = accounts.add({ ...wish, place: { address: 'https://other.example.org' } });
  checkRuns.begin([
    ...ids,
    held('canary-key-of-shared-SHARE', { accountId: shared }),
    held('canary-key-of-apart-APART', { accountId: apart }),
  ]);
  await pass(1);
  expect(asked).toEqual(['00000 0', 'APART 0', 'SHARE 0.25']);
});

test('a service that asks for patience is given it, and then asked about the same key again', async () => {
  const { asked, checkRuns, ids, pass, run } = openRun({
    count: 2,
    answers: { '00000': [limited(3)] },
  });
  checkRuns.begin(ids);
  await pass(5);
  expect(asked).toEqual(['00000 0', '00000 3', '00001 3.25']);
  expect(run()).toMatchObject({ works: 2, unknown: 0, status: 'done' });
});

test('one that goes on refusing is asked three times about a key, and no more', async () => {
  const { asked, checkRuns, ids, pass, run } = openRun({
    count: 1,
    answers: { '00000': [limited(1), limited(1), limited(1)] },
  });
  checkRuns.begin(ids);
  await pass(6);
  expect(asked).toHaveLength(3);
  expect(run()).toMatchObject({ unknown: 1, status: 'done' });
});

test('one that wants an hour is left alone, and its other keys count as not asked', async () => {
  const { asked, checkRuns, ids, pass, run } = openRun({ answers: { '00000': [limited(3600)] } });
  checkRuns.begin(ids);
  await pass(2);
  expect(asked).toEqual(['00000 0']);
  expect(run()).toMatchObject({ unknown: 1, notAsked: 2, status: 'done' });
});

test('cancelled, the one under way is finished and kept, and no other is begun', async () => {
  const { asked, checkRuns, connector, ids, pass, row, run } = openRun();
  let answer = (_answer: ProbeAnswer): void => undefined;
  connector.probe = async (_place, key) => {
    asked.push(key.reveal().slice(-5));
    return new Promise((resolve) => {
      answer = resolve;
    });
  };
  checkRuns.begin(ids);
  await pass(1);
  checkRuns.cancel();
  expect(run()?.status).toBe('cancelled');
  answer(works);
  await pass(2);
  expect([asked, run()]).toEqual([
    ['00000'],
    { total: 3, works: 1, refused: 0, unknown: 0, notAsked: 0, status: 'cancelled' },
  ]);
  expect(ids.map((id) => row(id).check?.answer.outcome)).toEqual(['works', undefined, undefined]);
});

test('a long wait ends at once when it is cancelled, and a new run may begin', async () => {
  const { asked, checkRuns, ids, pass, run } = openRun({ answers: { '00000': [limited(60)] } });
  checkRuns.begin(ids);
  await pass(1);
  checkRuns.cancel();
  await settle();
  checkRuns.begin(ids.slice(1));
  expect(run()).toMatchObject({ total: 2, status: 'running' });
  // The service's wish is still known to the next run.
  await pass(1);
  expect(asked).toEqual(['00000 0']);
  await pass(61);
  expect(run()).toMatchObject({ works: 2, status: 'done' });
});

test('while one runs, another is refused', () => {
  const { checkRuns, ids } = openRun();
  checkRuns.begin(ids);
  expect(() => checkRuns.begin(ids)).toThrow('call-refused');
});

test('keys that there are not begin no run, and take none away that is told of', async () => {
  const { checkRuns, ids, pass, run } = openRun();
  const nobody = [keyId.parse('nobody')];
  expect(() => checkRuns.begin(nobody)).toThrow('call-refused');
  expect(run()).toBeNull();
  checkRuns.begin(ids);
  await pass(2);
  expect(() => checkRuns.begin(nobody)).toThrow('call-refused');
  expect(run()).toMatchObject({ works: 3, status: 'done' });
});

test('a keychain that is locked in the middle ends the run, and what was learnt is kept', async () => {
  const { asked, checkRuns, connector, ids, keychain, pass, row, run } = openRun();
  const ask = connector.probe;
  connector.probe = async (place, key) => {
    keychain.lock();
    return ask(place, key);
  };
  checkRuns.begin(ids);
  await pass(2);
  expect([asked.length, run()?.status]).toEqual([1, 'keychain-shut']);
  expect(ids.map((id) => row(id).check?.answer.outcome)).toEqual(['works', undefined, undefined]);
});

test('what is not held, gone from the keychain or without a question counts as not asked', async () => {
  const { accounts, asked, checkRuns, held, ids, keychain, keyBook, pass, run, wish } = openRun();
  const mute = accounts.add({
    ...wish,
    serviceId: 'data-gov-style',
    place: { address: 'https://mute.example.org' },
  });
  const [first] = ids;
  if (first === undefined) throw new Error('there are keys');
  keychain.items.delete(keyBook.find(first).itemName);
  const retired = held('canary-key-retired-0RETI', { retiredAt: '2026-11-20T00:00:00.000Z' });
  const silent = held('canary-key-silent-0SILE', { accountId: mute });
  checkRuns.begin([...ids, retired, silent, keyId.parse('nobody')]);
  await pass(2);
  expect(asked).toHaveLength(2);
  expect(run()).toMatchObject({ total: 6, works: 2, notAsked: 4, status: 'done' });
});

test('with hundreds of keys State hears of it about once a second, and the disk too', async () => {
  const { checkRuns, ids, pass, records, run, store } = openRun({ count: 120 });
  let told = 0;
  let saved = 0;
  store.subscribe(() => {
    told += 1;
  });
  const saveKeys = records.saveKeys.bind(records);
  records.saveKeys = (changes) => {
    saved += 1;
    saveKeys(changes);
  };
  checkRuns.begin(ids);
  await pass(31);
  expect(run()).toMatchObject({ works: 120, status: 'done' });
  // 30 seconds: once each second for the rows and once for the count.
  expect([saved <= 31, told <= 64]).toEqual([true, true]);
});

test('a keychain that takes five seconds for each answer is waited for', async () => {
  const { checkRuns, clock, ids, keychain, pass, run } = openRun({ count: 2 });
  keychain.takes(5000, clock);
  checkRuns.begin(ids);
  await pass(6);
  expect(run()).toMatchObject({ works: 1, status: 'running' });
  await pass(6);
  expect(run()).toMatchObject({ works: 2, status: 'done' });
});

test('a disk that takes nothing stops no run, and is noted without a word of any key', async () => {
  const { checkRuns, ids, log, pass, records, run } = openRun();
  records.saveKeys = () => {
    throw new FailureError({ code: 'bug' });
  };
  checkRuns.begin(ids);
  await pass(2);
  expect(run()).toMatchObject({ works: 3, status: 'done' });
  expect([log.lines, log.bugs]).toEqual([['What 3 checks have shown could not be kept: bug.'], []]);
});
