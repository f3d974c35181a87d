import { keyId, type KeyId } from '../../src/shared/key.ts';
import { addAccount, dataGovAt, signIn, test as base, type Sandbox } from './add-key.ts';
import { expect } from './app.ts';
import { setAppClock } from './app-clock.ts';
import { call, stateOf } from './in-use.ts';
import { countShown, history, wake } from './notifications.ts';
import { openTestSandbox } from '../sandbox/sandbox-client.ts';

const test = base.extend<{ sandbox: Sandbox }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of what is needed here.
  async sandbox({}, use) {
    await using sandbox = await openTestSandbox();
    await use(sandbox);
  },
});

const dayMs = 24 * 60 * 60_000;

/** The twelve keys, and the day of 2031 on which each ends at nine in the morning, a year after it was made. */
const ends = {
  jan: '01-15',
  feb: '02-15',
  mar: '03-15',
  apr: '04-15',
  may: '05-15',
  jun: '06-15',
  jul: '06-15',
  aug: '08-15',
  sep: '09-15',
  oct: '10-15',
  nov: '11-15',
  dec: '12-15',
};
type Name = keyof typeof ends;

/** All that must be shown in the year, at half past noon of these days, and nothing else. */
const expected = [
  ['01-01', '“jan” ends in 14 days'],
  ['01-08', '“jan” ends in 7 days'],
  ['01-14', '“jan” ends in 20 hours'],
  ['01-15', '“jan” expired 3 hours ago'],
  // Reminded once only, ten days before.
  ['02-05', '“feb” ends in 10 days'],
  ['02-13', '“mar” ends in 30 days'],
  ['02-15', '“feb” expired 3 hours ago'],
  // Snoozed until the 9th.
  ['03-01', '“mar” ends in 14 days'],
  ['03-09', '“mar” ends in 6 days'],
  ['03-14', '“mar” ends in 20 hours'],
  ['03-15', '“mar” expired 3 hours ago'],
  // The computer is off from the 2nd to the 14th: one stage is told of the two that have begun.
  ['03-16', '“apr” ends in 30 days'],
  ['04-01', '“apr” ends in 14 days'],
  ['04-14', '“apr” ends in 20 hours'],
  ['04-15', '“apr”: expired 3 hours ago, “may”: ends in 30 days'],
  ['05-01', '“may” ends in 14 days'],
  ['05-08', '“may” ends in 7 days'],
  ['05-14', '“may” ends in 20 hours'],
  ['05-15', '“may” expired 3 hours ago'],
  ['05-16', '“jun”: ends in 30 days, “jul”: ends in 30 days'],
  ['06-01', '“jun”: ends in 14 days, “jul”: ends in 14 days'],
  ['06-08', '“jun”: ends in 7 days, “jul”: ends in 7 days'],
  ['06-14', '“jun”: ends in 20 hours, “jul”: ends in 20 hours'],
  ['06-15', '“jun”: expired 3 hours ago, “jul”: expired 3 hours ago'],
  // No weekends from here on.
  ['07-16', '“aug” ends in 30 days'],
  ['08-01', '“aug” ends in 14 days'],
  ['08-08', '“aug” ends in 7 days'],
  ['08-14', '“aug” ends in 20 hours'],
  ['08-15', '“aug” expired 3 hours ago'],
  // Weekends again, and twenty and two days for all of the service, from the 20th on.
  ['08-18', '“sep” ends in 28 days'],
  ['08-26', '“sep” ends in 20 days'],
  ['09-13', '“sep” ends in 44 hours'],
  ['09-15', '“sep” expired 3 hours ago'],
  ['09-25', '“oct” ends in 20 days'],
  ['10-13', '“oct” ends in 44 hours'],
  ['10-15', '“oct” expired 3 hours ago'],
  // The stages of the rule card again: that of thirty days is past, and nobody was told of it.
  ['10-21', '“nov” ends in 25 days'],
  ['11-01', '“nov” ends in 14 days'],
  ['11-08', '“nov” ends in 7 days'],
  ['11-14', '“nov” ends in 20 hours'],
  ['11-15', '“nov”: expired 3 hours ago, “dec”: ends in 30 days'],
  // On 20 November the clock is twenty days ahead for a while. What was told then is not told again.
  ['12-10', '“dec” ends in 5 days'],
  ['12-01', '“dec” ends in 14 days'],
  ['12-14', '“dec” ends in 20 hours'],
  ['12-15', '“dec” expired 3 hours ago'],
] as const;

test('a year of a twelve-key account: what the desktop shows is what stands in the table, and nothing else', async ({
  openApp,
  sandbox,
}) => {
  await makeKeys(sandbox);
  const opened = await openApp();
  const { session } = opened;
  let { app, page } = opened;
  const setTo = async (moment: Date): Promise<void> => {
    await sandbox.moveClock({ now: moment.toISOString() });
    await setAppClock(app, moment.getTime() - Date.now());
  };
  await setTo(noonOf('01-01'));
  await signIn(page, sandbox, await addAccount(page, dataGovAt(sandbox)));
  const ids = new Map<string, KeyId>(
    (await stateOf(page)).keys.map(({ label, id }) => [label, id]),
  );
  expect(ids.size).toBe(12);
  const idsOf = (name: Name): KeyId[] => [keyId.parse(ids.get(name))];
  const remind = async (part: object): Promise<void> => {
    const { reminders } = (await stateOf(page)).settings;
    await call(page, 'changeSettings', { reminders: { ...reminders, ...part } });
  };
  const stagesOf = (...counts: number[]) =>
    counts.map((count) => ({ count, unit: 'days' as const }));

  const fired: (readonly [string, string])[] = [];
  const look = async (day: string): Promise<void> => {
    const isExpected = expected[fired.length]?.[0] === day;
    // What was shown since, on a day of which the table says nothing, would still be there.
    if (isExpected) expect(await countShown(session), `before ${day}`).toBe(0);
    await setTo(noonOf(day));
    await wake(app);
    if (!isExpected) return;
    await expect.poll(() => countShown(session), { message: day, intervals: [20] }).toBe(1);
    const [newest = ''] = await history(session);
    fired.push([day, wordsOf(newest)]);
  };
  let isOff = false;
  /** After the look of the day. */
  const life: Record<string, () => Promise<unknown>> = {
    // A key of its own mind, also before anything was told of it.
    '01-02': () => call(page, 'setStages', { keyIds: idsOf('feb'), stages: stagesOf(10) }),
    // Over the stage of seven days.
    '03-01': () =>
      call(page, 'snoozeKeys', { keyIds: idsOf('mar'), until: noonOf('03-09').toISOString() }),
    // The computer is off until the day before the end.
    '04-02': async () => {
      await app.close();
      isOff = true;
    },
    '04-13': async () => {
      ({ app, page } = await openApp({ session }));
      isOff = false;
    },
    '07-01': () => remind({ isQuietAtWeekends: true }),
    '08-20': () =>
      remind({
        isQuietAtWeekends: false,
        stages: [{ serviceId: 'data-gov-style', stages: stagesOf(20, 2) }],
      }),
    '10-20': () => remind({ stages: [] }),
    // The clock runs twenty days ahead for a while.
    '11-20': () => look('12-10'),
  };
  await session.offerNotifications();
  for (let at = noonOf('01-01'); at < noonOf('12-31'); at = new Date(at.getTime() + dayMs)) {
    const day = dayOf(at);
    if (!isOff) await look(day);
    await life[day]?.();
  }
  expect(fired).toEqual(expected);
  expect(await countShown(session)).toBe(0);
});

/** Each a year before its end, at nine. */
async function makeKeys(sandbox: Sandbox): Promise<void> {
  for (const day of new Set(Object.values(ends))) {
    const names = Object.entries(ends).filter(([, end]) => end === day);
    // Two of one day end in the order of the table.
    for (const [index, [keyName]] of names.entries()) {
      await sandbox.moveClock({ now: `2030-${day}T01:0${index}:00.000Z` });
      const bearer = await sandbox.signInToDataGov();
      const json = { keyName, expiration: '365d' };
      expect((await sandbox.dataGov('POST', '/keys', { bearer, json })).status).toBe(201);
    }
  }
}

/** In Singapore, as all days here; not at the full hour, of which words are made. */
function noonOf(day: string): Date {
  return new Date(`2031-${day}T12:30:00+08:00`);
}

function dayOf(noon: Date): string {
  return noon.toISOString().slice(5, 10);
}

/** The title of one key, or the lines of several, without their last five. */
function wordsOf(shown: string): string {
  const [title = '', body = ''] = shown.split(' | ');
  return title.includes('keys are due')
    ? body.replaceAll(/ •••••.{5}/g, '').replaceAll('\n', ', ')
    : title;
}
