import { describe, expect, it } from 'vitest';
import { jsonType, openTestSandbox, type Client } from './sandbox-client.ts';

interface State {
  now: string;
  clockOffsetMs: number;
  nextExpiryAt: string | null;
  faults: unknown[];
  counts: object;
}

function stateOf(sandbox: Client) {
  return sandbox.get<State>('GET', '/control');
}

function minuteOf(iso: string) {
  return iso.slice(0, 16);
}

describe('GET /control', () => {
  it('tells the state of a new sandbox', async () => {
    await using sandbox = await openTestSandbox({ isEmpty: false });
    expect(await stateOf(sandbox)).toEqual({
      now: expect.stringMatching(/Z$/),
      clockOffsetMs: 0,
      nextExpiryAt: expect.stringMatching(/Z$/),
      faults: [],
      counts: {
        mails: expect.any(Number),
        postman: { users: 1, keys: 12, expiredKeys: 2, deletedKeys: 0, sessions: 0 },
        dataGov: { users: 1, keys: 3, expiredKeys: 0, sessions: 0 },
      },
      routeNames: expect.arrayContaining(['postman.create', 'data-gov.whoami']),
      faultNames: expect.arrayContaining(['fail-before', 'quota-full']),
    });
  });
});

describe('the clock', () => {
  it('is set, moved on and set right, and every answer bears its date', async () => {
    await using sandbox = await openTestSandbox();
    await sandbox.moveClock({ now: '2027-02-03T12:00:00+08:00' });
    const set = await stateOf(sandbox);
    await sandbox.moveClock({ moveMs: 86_400_000 });
    const moved = await stateOf(sandbox);
    const response = await sandbox.send('GET', '/postman/v1/auth/userinfo');
    await sandbox.moveClock({ reset: true });
    const right = await stateOf(sandbox);
    expect([
      minuteOf(set.now),
      minuteOf(moved.now),
      response.headers.get('date')?.slice(0, 22),
      right.clockOffsetMs,
    ]).toEqual(['2027-02-03T04:00', '2027-02-04T04:00', 'Thu, 04 Feb 2027 04:00', 0]);
  });

  it('goes to a minute before the next expiry, so that a key is seen to end', async () => {
    await using sandbox = await openTestSandbox();
    const cookie = await sandbox.signIn();
    const key = await sandbox.createKey(cookie);
    await sandbox.moveClock({ toNextExpiry: true });
    const probe = () =>
      sandbox.postman('GET', '/transactional/email?limit=0', { bearer: key.plain_text_key });
    const before = await probe();
    const left = Date.parse(key.valid_until) - Date.parse((await stateOf(sandbox)).now);
    await sandbox.moveClock({ moveMs: 60_000 });
    const after = await probe();
    expect([before.status, left <= 60_000 && left > 50_000, after.status]).toEqual([
      400,
      true,
      401,
    ]);
  });

  it('makes nobody wait for an OTP of the future after it was moved back', async () => {
    await using sandbox = await openTestSandbox();
    await sandbox.moveClock({ moveMs: 604_800_000 });
    await sandbox.signIn();
    await sandbox.moveClock({ reset: true });
    expect(await sandbox.listKeys(await sandbox.signIn())).toEqual([]);
  });

  it.each([
    [{ toNextExpiry: true }],
    [{ now: 'tomorrow' }],
    [{ now: '2100-01-01T00:00:00Z' }],
    [{ moveMs: 1.5 }],
    [{ moveMs: Number.MAX_SAFE_INTEGER }],
    [{ moveMs: 1, reset: true }],
    [{ reset: false }],
    [{}],
  ])('refuses %j in an empty sandbox', async (json) => {
    await using sandbox = await openTestSandbox();
    const answer = await sandbox.moveClock(json);
    expect([answer, (await stateOf(sandbox)).clockOffsetMs]).toEqual([
      { status: 400, type: jsonType, body: { error: expect.any(String) } },
      0,
    ]);
  });
});

describe('faults', () => {
  it('are set one for a route, told, and cleared one by one or all', async () => {
    await using sandbox = await openTestSandbox();
    const create = { route: 'postman.create', fault: 'slow', times: 3, delayMs: 10 };
    const list = { route: 'postman.list', fault: 'garbage' };
    const otp = { route: 'data-gov.otp', fault: 'slow' };
    await sandbox.setFault({ route: 'postman.create', fault: 'fail-after' });
    await sandbox.setFault(create);
    await sandbox.setFault(list);
    await sandbox.setFault(otp);
    const all = (await stateOf(sandbox)).faults;
    await sandbox.ask('DELETE', '/control/faults?route=postman.list');
    const some = (await stateOf(sandbox)).faults;
    await sandbox.ask('DELETE', '/control/faults');
    const slowOtp = { ...otp, times: null, delayMs: 5_000 };
    expect([all, some, (await stateOf(sandbox)).faults]).toEqual([
      [create, { ...list, times: null, delayMs: null }, slowOtp],
      [create, slowOtp],
      [],
    ]);
  });

  it.each([
    [{ route: 'postman.nothing', fault: 'slow' }],
    [{ route: 'postman.list', fault: 'nothing' }],
    [{ route: 'postman.list', fault: 'slow', times: 0 }],
    [{ route: 'postman.list', fault: 'slow', delayMs: -1 }],
    [{ route: 'postman.login', fault: 'end-session' }],
    [{ route: 'data-gov.whoami', fault: 'end-session' }],
    [[]],
  ])('are not set as %j', async (json) => {
    await using sandbox = await openTestSandbox();
    expect([await sandbox.setFault(json), (await stateOf(sandbox)).faults]).toEqual([
      { status: 400, type: jsonType, body: { error: expect.any(String) } },
      [],
    ]);
  });
});

describe('POST /control/reset', () => {
  it('brings back what was there at the start, the clock too', async () => {
    await using sandbox = await openTestSandbox({ isEmpty: false });
    const before = await stateOf(sandbox);
    await sandbox.moveClock({ moveMs: 864_000_000 });
    await sandbox.setFault({ route: 'postman.list', fault: 'fail-before', times: 7 });
    await sandbox.createKey(await sandbox.signIn());
    await sandbox.ask('POST', '/control/reset');
    expect(await stateOf(sandbox)).toEqual({ ...before, now: expect.any(String) });
  });

  it('can be told to be with or without the example account', async () => {
    await using sandbox = await openTestSandbox();
    const keys = async (json?: object) => {
      await sandbox.ask('POST', '/control/reset', { json });
      return (await stateOf(sandbox)).nextExpiryAt !== null;
    };
    expect([
      await keys(),
      await keys({ isEmpty: false }),
      await keys({}),
      await keys({ isEmpty: true }),
    ]).toEqual([false, true, true, false]);
  });
});

describe('the forms of the page', () => {
  it('do the same as JSON, and lead back to the mailbox', async () => {
    await using sandbox = await openTestSandbox();
    const type = 'application/x-www-form-urlencoded';
    const post = async (path: string, raw: string) => {
      const response = await sandbox.send('POST', path, { raw, type });
      return [response.status, response.headers.get('location')];
    };
    const answers = [
      await post('/control/clock', 'moveMs=86400000'),
      await post('/control/faults', 'route=postman.list&fault=slow&times=2&delayMs='),
      await post('/control/faults', 'route=postman.create&fault=garbage&times=&delayMs='),
      await post('/control/faults/clear', 'route=postman.create'),
    ];
    const { clockOffsetMs, faults } = await stateOf(sandbox);
    expect([answers, clockOffsetMs, faults]).toEqual([
      answers.map(() => [303, '/mailbox']),
      86_400_000,
      [{ route: 'postman.list', fault: 'slow', times: 2, delayMs: 5_000 }],
    ]);
  });
});
