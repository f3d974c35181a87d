import { expect, test } from 'vitest';
import { settle } from './open-accounts.ts';
import { openKeeping } from './open-keeping.ts';

const file = '/home/ops/Documents/keyturn.ics';

async function withFile() {
  const opened = await openKeeping();
  const keyId = await opened.made();
  await opened.sync.sync(opened.accountId);
  opened.calendarFile.begin();
  opened.outFiles.chosen = file;
  expect(await opened.call('chooseCalendarFile', {})).toEqual({ file });
  async function pass(ms: number): Promise<void> {
    await settle();
    opened.clock.move(ms);
    await settle();
    await settle();
  }
  return { ...opened, keyId, pass, text: () => opened.outFiles.files.get(file) ?? '' };
}

test('a calendar is written where the user has chosen, of all keys or of some, and nowhere if not', async () => {
  const { call, made, outFiles, seen } = await openKeeping();
  const first = await made('one, and; only');
  await made('two');
  expect(await call('exportCalendar', { keyIds: null })).toEqual({ file: null });
  outFiles.chosen = '/tmp/a.ics';
  expect(await call('exportCalendar', { keyIds: [first] })).toEqual({ file: '/tmp/a.ics' });
  const some = outFiles.files.get('/tmp/a.ics') ?? '';
  expect([some.match(/BEGIN:VEVENT/g)?.length, some.includes('one\\, and\\; only')]).toEqual([
    1,
    true,
  ]);
  await call('exportCalendar', { keyIds: null });
  expect(outFiles.files.get('/tmp/a.ics')?.match(/BEGIN:VEVENT/g)).toHaveLength(2);
  expect(seen() + outFiles.files.get('/tmp/a.ics')).not.toContain('canaryQ7w3R9t2Y5u8I1o4P6a0S');
});

test('some keys that are exported do not make a calendar forget what it said of others', async () => {
  const { call, made, calendarNotes, outFiles } = await openKeeping();
  const [first] = [await made('one'), await made('two')];
  outFiles.chosen = '/tmp/a.ics';
  await call('exportCalendar', { keyIds: null });
  await call('exportCalendar', { keyIds: [first] });
  expect(calendarNotes.read()).toHaveLength(2);
});

test('the kept file is written anew within a minute of a change, and not where nothing of it changed', async () => {
  const { call, keyId, outFiles, pass, row, text } = await withFile();
  expect([outFiles.writeCount, text().includes('STATUS:CONFIRMED')]).toEqual([1, true]);
  await call('editKey', { keyId, note: 'It is for the forms.' });
  await pass(60_000);
  expect(outFiles.writeCount).toBe(1);
  await call('planKeys', { plans: [{ keyId, rotateBy: '2027-05-01' }] });
  await pass(60_000);
  expect([outFiles.writeCount, text().includes('20270501')]).toEqual([2, true]);
  await call('retireKey', { keyId, lastFive: row(keyId).lastFive });
  await pass(60_000);
  expect([outFiles.writeCount, text().match(/STATUS:CANCELLED/g)?.length]).toEqual([3, 2]);
});

test('a file that cannot be written is told, tried again each minute, and all is well once it can be', async () => {
  const { call, keyId, outFiles, pass, store, text } = await withFile();
  outFiles.isBroken = true;
  await call('planKeys', { plans: [{ keyId, rotateBy: '2027-05-01' }] });
  await pass(60_000);
  expect(store.read().calendarTrouble).toEqual({ code: 'file-unwritable' });
  outFiles.isBroken = false;
  await pass(60_000);
  expect([store.read().calendarTrouble, text().includes('20270501')]).toEqual([null, true]);
});

test('a file that cannot be written is not kept, and no window can name one', async () => {
  const { call, outFiles, calendarFile, store } = await openKeeping();
  calendarFile.begin();
  outFiles.chosen = '/gone/keyturn.ics';
  outFiles.isBroken = true;
  expect(await call('chooseCalendarFile', {})).toBe('file-unwritable');
  expect(store.read().settings.calendarFile).toBeNull();
  expect(await call('changeSettings', { calendarFile: '/home/ops/.bashrc' })).toBe('call-refused');
});

test('who wants no kept file any more has none, and no trouble with it', async () => {
  const { call, keyId, outFiles, pass, store } = await withFile();
  outFiles.isBroken = true;
  await call('planKeys', { plans: [{ keyId, rotateBy: '2027-05-01' }] });
  await pass(60_000);
  expect(await call('changeSettings', { calendarFile: null })).toBeNull();
  expect(store.read().calendarTrouble).toBeNull();
  outFiles.isBroken = false;
  await pass(120_000);
  expect(outFiles.writeCount).toBe(1);
});
