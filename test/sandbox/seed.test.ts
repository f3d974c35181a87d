import { describe, expect, it } from 'vitest';
import { addMonths } from '../../src/sandbox/calendar.ts';
import { createSeededWorld } from '../../src/sandbox/seed.ts';
import { world as worldSchema, type World } from '../../src/sandbox/world.ts';
import { openTestSandbox } from './sandbox-client.ts';

const dayMs = 86_400_000;

function visibleIn({ postman, dataGov, ...rest }: World) {
  const keys = [...postman.keys, ...dataGov.keys];
  return { ...rest, keys: keys.map((key) => ({ ...key, digest: null })) };
}

describe('the seeded account', () => {
  it('has twelve keys, told as the service would, the legacy row last', async () => {
    await using sandbox = await openTestSandbox({ isEmpty: false });
    const keys = await sandbox.listKeys(await sandbox.signIn());
    expect([keys.length, keys.at(-1)]).toEqual([
      12,
      {
        id: '17',
        last_five: '*****',
        label: 'default',
        valid_until: '2024-04-21T00:00:00.000Z',
        notification_contacts: null,
      },
    ]);
  });

  it('has keys at data.gov.sg too', async () => {
    await using sandbox = await openTestSandbox({ isEmpty: false });
    const bearer = await sandbox.signInToDataGov();
    const { data } = await sandbox.get<{ data: { keys: object[] } }>(
      'GET',
      '/data-gov/v2/admin/api/keys',
      { bearer },
    );
    expect(data.keys).toHaveLength(3);
  });

  // A whole leap year and more, so that every end of a month is among the days.
  const weeks = Array.from(
    { length: 60 },
    (_, index) => Date.UTC(2027, 6, 3, 7) + index * 7 * dayMs,
  );
  const monthEnds = Array.from({ length: 14 }, (_, index) => Date.UTC(2027, index, 0, 23, 59));
  it.each([...weeks, ...monthEnds].map((time) => new Date(time).toISOString()))(
    'has on %s one key due within a week, one just expired, and none made in the future',
    (iso) => {
      const now = new Date(iso);
      const world = createSeededWorld(now);
      const keys = world.postman.keys.filter((key) => key.label !== 'default');
      const left = keys.map((key) => (Date.parse(key.validUntil) - now.getTime()) / dayMs);
      const made = keys.map((key) => (now.getTime() - Date.parse(key.createdAt)) / dayMs);
      expect({
        expired: left.filter((days) => days <= 0).length,
        due: left.filter((days) => days > 0 && days <= 7).length,
        later: left.filter((days) => days > 7).length,
        newest: Math.min(...made) > 1,
        oldest: Math.max(...made) > 180 && Math.max(...made) < 200,
        obeys: keys.every(
          (key) => addMonths(new Date(key.createdAt), 6).toISOString() === key.validUntil,
        ),
        valid: worldSchema.safeParse(world).success,
      }).toEqual({
        expired: 1,
        due: 1,
        later: 9,
        newest: true,
        oldest: true,
        obeys: true,
        valid: true,
      });
    },
  );

  it('is the same for the same moment, but for what nobody may know', () => {
    const now = new Date('2026-11-21T03:00:00Z');
    expect(visibleIn(createSeededWorld(now))).toEqual(visibleIn(createSeededWorld(now)));
  });

  it('has had its reminders', () => {
    const { mails } = createSeededWorld(new Date('2026-11-21T03:00:00Z'));
    const subjects = mails.map((mail) => mail.subject);
    expect(subjects).toContain('Your Postman API key "forms-portal production" expires in 14 days');
  });

  it('is not there when the sandbox starts empty', async () => {
    await using sandbox = await openTestSandbox({ isEmpty: true });
    expect([await sandbox.mails(), await sandbox.listKeys(await sandbox.signIn())]).toEqual([
      [],
      [],
    ]);
  });
});
