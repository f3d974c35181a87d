import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTestSandbox, type Client } from './sandbox-client.ts';

const madeAt = '2026-01-15T09:30:00Z';
/** Six months later, at the same hour. */
const end = '2026-07-15';

async function makeKey(sandbox: Client, contacts?: string[]) {
  await sandbox.moveClock({ now: madeAt });
  const cookie = await sandbox.signIn();
  return { cookie, key: await sandbox.createKey(cookie, 'grants', contacts) };
}

async function reminders(sandbox: Client) {
  const mails = await sandbox.mails();
  return mails.filter((mail) => mail.subject.includes('expires in')).toReversed();
}

async function summaryOf(sandbox: Client) {
  const mails = await reminders(sandbox);
  return mails.map(({ to, subject, sentAt }) => [to, subject, sentAt]);
}

function bothGet(words: string, day: string) {
  const subject = `Your Postman API key "grants" expires in ${words}`;
  return ['a@agency.gov.sg', 'b@agency.gov.sg'].map((to) => [to, subject, `${day}T00:00:00.000Z`]);
}

describe('the reminders of Postman', () => {
  it('go out at 00:00 UTC, 28, 14, 3 and 1 days before, one for each contact', async () => {
    await using sandbox = await openTestSandbox();
    await makeKey(sandbox, ['a@agency.gov.sg', 'b@agency.gov.sg']);
    await sandbox.moveClock({ now: '2026-09-01T00:00:00Z' });
    expect(await summaryOf(sandbox)).toEqual([
      ...bothGet('1 month', '2026-06-17'),
      ...bothGet('14 days', '2026-07-01'),
      ...bothGet('3 days', '2026-07-12'),
      ...bothGet('1 day', '2026-07-14'),
    ]);
  });

  it('tell label, last five and end, and the order of rotation', async () => {
    await using sandbox = await openTestSandbox();
    const { key } = await makeKey(sandbox);
    // The key's seconds are those of the test's own run.
    const seconds = key.valid_until.slice(17, 19);
    await sandbox.moveClock({ now: '2026-06-17T00:00:01Z' });
    const [mail] = await reminders(sandbox);
    expect(mail?.text).toBe(
      `The API key "grants" ending in ${key.last_five} expires on 15 Jul 2026, 17:30:${seconds} SGT.\n\n` +
        'Create a new key, put it into your system and restart it, then delete the old key.',
    );
  });

  it('are not sent on any other day', async () => {
    await using sandbox = await openTestSandbox();
    await makeKey(sandbox);
    await sandbox.moveClock({ now: '2026-06-16T23:50:00Z' });
    const before = await reminders(sandbox);
    await sandbox.moveClock({ moveMs: 11 * 60_000 });
    const onTheDay = await reminders(sandbox);
    await sandbox.moveClock({ now: '2026-06-30T23:50:00Z' });
    expect([before.length, onTheDay.length, (await reminders(sandbox)).length]).toEqual([0, 1, 1]);
  });

  it('are still sent for a key that has been deleted', async () => {
    await using sandbox = await openTestSandbox();
    const { cookie, key } = await makeKey(sandbox);
    await sandbox.postman('DELETE', `/api-key/${key.id}`, { cookie });
    await sandbox.moveClock({ now: `${end}T00:00:00Z` });
    expect(await reminders(sandbox)).toHaveLength(4);
  });

  it('are not made up for when the sandbox did not run on their day', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'keyturn-'));
    await using _ = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
    const file = join(folder, 'sandbox.json');
    {
      await using sandbox = await openTestSandbox({ file });
      await makeKey(sandbox);
    }
    // Five and a half months pass while it is off, into the day after the first reminder was due.
    const world: { clockOffsetMs: number } = JSON.parse(await readFile(file, 'utf8'));
    world.clockOffsetMs += Date.parse('2026-06-18T05:00:00Z') - Date.parse(madeAt);
    await writeFile(file, JSON.stringify(world));
    await using sandbox = await openTestSandbox({ file });
    const missed = await summaryOf(sandbox);
    await sandbox.moveClock({ now: '2026-07-01T00:00:00Z' });
    expect([missed, await summaryOf(sandbox)]).toEqual([
      [],
      [
        [
          'team@agency.gov.sg',
          'Your Postman API key "grants" expires in 14 days',
          '2026-07-01T00:00:00.000Z',
        ],
      ],
    ]);
  });
});
