import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FailureError } from '../../../src/main/core/failure-error.ts';
import type { Records } from '../../../src/main/core/ports.ts';
import { openRecords } from '../../../src/main/platform/records.ts';
import { account } from '../../../src/shared/account.ts';
import { keyId, type KeyEvent, type KeyPlan } from '../../../src/shared/key.ts';
import { fakeClock } from '../../fakes/clock.ts';
import { keptKey } from '../../fakes/kept-key.ts';
import { keptRotation } from '../../fakes/kept-rotation.ts';
import { fakeLog } from '../../fakes/log.ts';
import { fakeRecords } from '../../fakes/records.ts';

const at = '2026-11-21T02:46:00.000Z';
const dayMs = 24 * 60 * 60_000;
const one = accountOf('one');
const two = accountOf('two');
const key = keptKey({ accountId: one.account.id });
const other = keptKey({ accountId: two.account.id });
const stepped: KeyEvent = { at, kind: 'rotation', detail: 'began' };

const rotationOf = (part: Parameters<typeof keptRotation>[0] = {}) =>
  keptRotation({ accountId: one.account.id, ...part });

const planOf = (id: string, part: Partial<KeyPlan> = {}): KeyPlan => ({
  keyId: keyId.parse(id),
  rotateBy: '2027-05-03',
  snoozedUntil: null,
  stages: null,
  told: null,
  ...part,
});

/** The same cases for the fake and for the real one. */
function behavesAsRecordsOfRotations(make: () => Records): void {
  function opened(): Records {
    const records = make();
    records.saveAccount(one);
    records.saveAccount(two);
    return records;
  }

  test('rotations are read as they were saved last, in the order of asking', () => {
    const records = opened();
    const [first, second] = [rotationOf(), rotationOf({ accountId: two.account.id })];
    records.saveKeys([], [first, second]);
    const next = { ...first, revision: 2, step: { at: 'preflight' as const } };
    records.saveKeys([], [next]);
    expect(records.read().rotations).toEqual([next, second]);
  });

  test('a rotation is saved together with its keys and what happened to them', () => {
    const records = opened();
    records.saveKeys([{ key, events: [stepped] }], [rotationOf()]);
    expect(records.read()).toMatchObject({ keys: [key], rotations: [{ revision: 1 }] });
    expect(records.eventsOf(key.id)).toEqual([stepped]);
  });

  test.each([2, 1, 5])(
    'one whose revision %s does not follow 2 is refused, and with it all that was to be saved',
    (revision) => {
      const records = opened();
      const rotation = rotationOf({ revision: 2 });
      records.saveKeys([{ key, events: [] }], [rotation]);
      const changed = { ...key, note: 'changed' };
      const stale = { ...rotation, revision, wait: null };
      const fresh = rotationOf();
      expect(
        codeOf(() => records.saveKeys([{ key: changed, events: [stepped] }], [fresh, stale])),
      ).toBe('rotation-elsewhere');
      expect(records.read()).toMatchObject({ keys: [key], rotations: [rotation] });
      expect(records.eventsOf(key.id)).toEqual([]);
    },
  );

  test('a key has one open rotation, and may have any number that are over', () => {
    const records = opened();
    const first = rotationOf();
    const { old } = first;
    records.saveKeys([], [first]);
    const second = rotationOf({ old });
    expect(codeOf(() => records.saveKeys([], [second]))).toBe('rotation-elsewhere');
    expect(records.read().rotations).toEqual([first]);
    const over = { ...first, revision: 2, step: { at: 'abandoned' as const }, closedAt: at };
    records.saveKeys([], [over, second]);
    const third = rotationOf({ old, closedAt: at, step: { at: 'abandoned' } });
    records.saveKeys([], [third]);
    expect(records.read().rotations).toEqual([over, second, third]);
  });

  test('rotations go with their account, and stay when their keys are forgotten', () => {
    const records = opened();
    const rotation = rotationOf({ old: { ...rotationOf().old, keyId: key.id } });
    records.saveKeys([{ key, events: [] }], [rotation]);
    records.removeKey(key.id);
    expect(records.read().rotations).toEqual([rotation]);
    records.removeAccount(one.account.id);
    expect(records.read().rotations).toEqual([]);
  });

  test('a rotation of an account that is not there is not saved', () => {
    const records = make();
    expect(() => records.saveKeys([], [rotationOf()])).toThrow('FOREIGN KEY');
    expect(records.read().rotations).toEqual([]);
  });

  test('a plan takes the place of the one before, and one that says nothing is dropped', () => {
    const records = opened();
    records.savePlans([planOf('a'), planOf('b'), planOf('c')]);
    const snoozed = planOf('b', { rotateBy: null, snoozedUntil: at });
    records.savePlans([planOf('a', { rotateBy: null }), snoozed]);
    expect(records.read().plans).toEqual([snoozed, planOf('c')]);
  });

  test('10,000 plans are saved and read', () => {
    const records = opened();
    const plans = Array.from({ length: 10_000 }, (_, index) =>
      planOf(`k-${String(index).padStart(5, '0')}`),
    );
    records.savePlans(plans);
    records.savePlans(plans);
    expect(records.read().plans).toEqual(plans);
  });

  test('the plan of a key goes with it', () => {
    const records = opened();
    records.saveKeys([
      { key, events: [] },
      { key: other, events: [] },
    ]);
    records.savePlans([planOf(key.id), planOf(other.id)]);
    records.removeKey(key.id);
    expect(records.read().plans).toEqual([planOf(other.id)]);
  });

  test('an account takes the plans of its keys along, also of those that only its service lists', () => {
    const records = opened();
    records.saveKeys([
      { key, events: [] },
      { key: other, events: [] },
    ]);
    const left = [planOf(other.id), planOf('two/7'), planOf('one-more/7')];
    records.savePlans([planOf(key.id), planOf('one/7'), planOf('one/8'), ...left]);
    records.removeAccount(one.account.id);
    expect(
      records
        .read()
        .plans.map((plan) => plan.keyId)
        .toSorted(),
    ).toEqual(left.map((plan) => plan.keyId).toSorted());
  });
}

describe('the fake records', () => {
  behavesAsRecordsOfRotations(() => fakeRecords());
});

describe('the real records', () => {
  let folder: string;
  let clock: ReturnType<typeof fakeClock>;
  let opened: ReturnType<typeof openRecords>[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'keyturn-rotations-'));
    clock = fakeClock(at);
    opened = [];
  });
  afterEach(() => {
    for (const { close } of opened) close();
    rmSync(folder, { recursive: true });
  });
  const file = () => join(folder, 'keyturn.db');
  const openOne = () => {
    const next = openRecords(folder, clock, fakeLog());
    opened.push(next);
    return next;
  };
  const closeOne = () => opened.pop()?.close();

  behavesAsRecordsOfRotations(() => openOne().records);

  test('of two copies of us that go on with one rotation, the second is refused, and writes nothing', () => {
    const [first, second] = [openOne().records, openOne().records];
    first.saveAccount(one);
    const rotation = rotationOf();
    first.saveKeys([{ key, events: [] }], [rotation]);
    const [here] = first.read().rotations;
    const [there] = second.read().rotations;
    if (!here || !there) throw new Error('There is no rotation.');
    const begun = { ...here, revision: 2, step: { at: 'preflight' as const } };
    first.saveKeys([], [begun]);
    const changed = { ...key, note: 'by the second' };
    const stopped = { ...there, revision: 2, step: { at: 'abandoned' as const }, closedAt: at };
    expect(codeOf(() => second.saveKeys([{ key: changed, events: [stepped] }], [stopped]))).toBe(
      'rotation-elsewhere',
    );
    for (const records of [first, second]) {
      expect(records.read()).toMatchObject({ keys: [key], rotations: [begun] });
      expect(records.eventsOf(key.id)).toEqual([]);
    }
  });

  test('of two copies of us that begin one for the same key, the second is refused', () => {
    const [first, second] = [openOne().records, openOne().records];
    first.saveAccount(one);
    const rotation = rotationOf();
    first.saveKeys([], [rotation]);
    const again = rotationOf({ old: rotation.old });
    expect(codeOf(() => second.saveKeys([], [again]))).toBe('rotation-elsewhere');
    expect(second.read().rotations).toEqual([rotation]);
  });

  test('the file itself takes no second open rotation of a key', () => {
    const { records } = openOne();
    records.saveAccount(one);
    records.saveKeys([], [rotationOf()]);
    const again = `INSERT INTO rotations (id, account_id, old_key_id, is_open, revision, rotation)
      SELECT 'again', account_id, old_key_id, is_open, revision, rotation FROM rotations`;
    expect(() => spoil(again)).toThrow('UNIQUE');
  });

  test.each([
    ['a step that there is not', `json_set(rotation, '$.step.at', 'finished')`],
    ['a field too many', `json_set(rotation, '$.secret', 'x')`],
    ['no revision', `json_remove(rotation, '$.revision')`],
  ])('a rotation that is none (%s) is damage, and the file is put aside', (_what, harm) => {
    const { records } = openOne();
    records.saveAccount(one);
    records.saveKeys([], [rotationOf()]);
    closeOne();
    spoil(`UPDATE rotations SET rotation = ${harm}`);
    expect(openOne().state.status).toBe('set-aside');
  });

  test('a plan that is none is damage', () => {
    const { records } = openOne();
    records.saveAccount(one);
    records.savePlans([planOf('a')]);
    closeOne();
    spoil(`UPDATE plans SET plan = json_set(plan, '$.rotateBy', '31 May')`);
    expect(openOne().state.status).toBe('set-aside');
  });

  test('a backup has the rotations and plans of its day; what is open in it is held back', () => {
    const first = openOne();
    const successor = { ...rotationOf().old, keyId: key.id };
    const proof = { at, by: 'service' as const };
    const over = rotationOf({ step: { at: 'retired', how: 'ended' }, closedAt: at, successor });
    const retiring = rotationOf({ step: { at: 'retiring' }, successor, proof });
    first.records.saveAccount(one);
    first.records.saveKeys([{ key, events: [] }], [over, retiring]);
    first.records.savePlans([planOf(key.id)]);
    first.backUp();
    closeOne();
    clock.move(dayMs);
    writeFileSync(file(), 'garbage');
    const { records, state } = openOne();
    expect(state).toMatchObject({ status: 'restored', from: at });
    const held = {
      ...retiring,
      revision: 2,
      step: { at: 'retire-failed' },
      proof: null,
      timeline: [
        ...retiring.timeline,
        { at: '2026-11-22T02:46:00.000Z', note: 'waits', detail: 'from-backup' },
      ],
    };
    expect(records.read()).toMatchObject({
      rotations: [over, held],
      plans: [planOf(key.id)],
      keys: [key],
    });
    closeOne();
    // Once: the next start finds nothing more to hold back.
    expect(openOne().records.read().rotations).toEqual([over, held]);
  });

  function spoil(sql: string): void {
    const database = new Database(file());
    try {
      database.exec(sql);
    } finally {
      database.close();
    }
  }
});

function codeOf(work: () => void): string | null {
  try {
    work();
  } catch (error) {
    if (error instanceof FailureError) return error.failure.code;
    throw error;
  }
  return null;
}

function accountOf(id: string) {
  return {
    account: account.parse({
      id,
      serviceId: 'postman-v1',
      environmentId: null,
      address: 'https://example.org/v1',
      name: id,
      email: 'ops@agency.gov.sg',
      parameters: {},
    }),
    keepsSession: false,
  };
}
