import { expect, test } from 'vitest';
import { FailureError } from '../../../src/main/core/failure-error.ts';
import { createUpdateCheck } from '../../../src/main/core/update-check.ts';
import { contract } from '../../../src/shared/contract.ts';
import { openUse } from './open-use.ts';

const dayMs = 24 * 60 * 60_000;

test('nothing is asked unless the user wants it', async () => {
  const { about, clock, aboutParts } = openUse();
  await aboutParts.tick();
  clock.move(3 * dayMs);
  await aboutParts.tick();
  expect(about.asked).toEqual([]);
});

test('switched on, it is asked at once and then once a day, over restarts too', async () => {
  const first = openUse();
  first.chosenSettings.change({ checksForUpdates: true });
  for (const ms of [0, 60_000, 60_000]) {
    first.clock.move(ms);
    await first.aboutParts.tick();
  }
  expect(first.about.asked).toEqual(['https://releases.keyturn.example/newest.json']);

  const second = openUse({ records: first.records, clock: first.clock });
  second.chosenSettings.begin(first.records.read().settings);
  await second.aboutParts.tick();
  expect(second.about.asked).toEqual([]);
  second.clock.move(dayMs);
  await second.aboutParts.tick();
  await second.aboutParts.tick();
  expect(second.about.asked).toHaveLength(1);
});

test.each([
  ['0.1.0', { status: 'newest' }],
  ['0.0.9', { status: 'newest' }],
  ['0.2.0', { status: 'newer', version: '0.2.0' }],
])('what it hears of %s', async (version, found) => {
  const { about, call, store } = openAsked();
  about.question.news = () => Promise.resolve(version);
  await call.checkForUpdate({});
  expect(store.read().update).toMatchObject({ isAsking: false, found });
});

test('where nobody answers, that is told, and it is asked again the next day only', async () => {
  const { about, chosenSettings, clock, store, aboutParts } = openUse();
  const failure = { code: 'unreachable', reason: 'timeout' } as const;
  about.question.news = () => Promise.reject(new FailureError(failure));
  chosenSettings.change({ checksForUpdates: true });
  await aboutParts.tick();
  await aboutParts.tick();
  expect(store.read().update.found).toMatchObject({ status: 'failed', failure });
  expect(about.asked).toHaveLength(1);
  clock.move(dayMs);
  await aboutParts.tick();
  expect(about.asked).toHaveLength(2);
});

test('a disk that does not take when it was asked stops the question', async () => {
  const { about, chosenSettings, records, aboutParts } = openUse();
  chosenSettings.change({ checksForUpdates: true });
  records.saveSettings = () => {
    throw new FailureError({ code: 'records-unwritable', reason: 'disk-full' });
  };
  await aboutParts.tick();
  expect(about.asked).toEqual([]);
});

test('a clock that was set back by a year does not put the question off for a year', async () => {
  const { about, chosenSettings, clock, aboutParts } = openUse();
  chosenSettings.change({ checksForUpdates: true });
  await aboutParts.tick();
  clock.set('2025-11-21T02:46:00.000Z');
  await aboutParts.tick();
  expect(about.asked).toHaveLength(2);
});

test('the page of the releases is the one that is built in, whatever was answered', async () => {
  const { about, call } = openAsked();
  about.question.news = () => Promise.resolve('9.9.9');
  await call.checkForUpdate({});
  await call.openReleasePage({});
  expect(about.releaseBrowser.opened).toEqual(['https://keyturn.example/releases']);
});

test('without an address nothing is asked and nothing opened', async () => {
  const opened = openUse();
  const check = createUpdateCheck({
    ...opened,
    releases: null,
    releaseNews: opened.about.releaseNews,
    browser: opened.about.releaseBrowser,
  });
  opened.chosenSettings.change({ checksForUpdates: true });
  await check.tick();
  await check.ask();
  await check.openPage();
  expect([opened.about.asked, opened.about.releaseBrowser.opened]).toEqual([[], []]);
});

test('no window writes down when it was asked', () => {
  const wish = { updateAskedAt: null };
  expect(contract.changeSettings.request.safeParse(wish).success).toBe(false);
});

function openAsked() {
  const opened = openUse();
  return { ...opened, call: opened.aboutHandlers };
}
