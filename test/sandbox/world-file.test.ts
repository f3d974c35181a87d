import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { openTestSandbox, postmanFailed, type Client } from './sandbox-client.ts';

async function openFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'keyturn-'));
  return {
    folder,
    file: join(folder, 'deep', 'sandbox.json'),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

async function look(sandbox: Client, cookie: string) {
  return [
    await sandbox.listKeys(cookie),
    await sandbox.mails(),
    { ...(await sandbox.get<object>('GET', '/control')), now: null },
  ];
}

describe('the file of the sandbox', () => {
  it('brings back keys, sessions, mails, faults and the clock after a restart', async () => {
    await using place = await openFolder();
    let cookie = '';
    let bearer = '';
    let before: unknown;
    {
      await using sandbox = await openTestSandbox({ file: place.file });
      await sandbox.moveClock({ moveMs: 5 * 86_400_000 });
      await sandbox.setFault({ route: 'postman.delete', fault: 'fail-after', times: 2 });
      cookie = await sandbox.signIn();
      bearer = (await sandbox.createKey(cookie)).plain_text_key;
      before = await look(sandbox, cookie);
    }
    await using sandbox = await openTestSandbox({ file: place.file });
    const after = await look(sandbox, cookie);
    const probe = await sandbox.postman('GET', '/transactional/email?limit=0', { bearer });
    expect([after, probe.status]).toEqual([before, 400]);
  });

  it('goes on as it is, whatever the next start says of an example account', async () => {
    await using place = await openFolder();
    for (const isEmpty of [true, false]) {
      await using sandbox = await openTestSandbox({ file: place.file, isEmpty });
      expect(await sandbox.listKeys(await sandbox.signIn(`a${isEmpty}@b.gov.sg`))).toEqual([]);
      expect(await sandbox.mails()).toHaveLength(isEmpty ? 1 : 2);
    }
  });

  it('holds no key and no session, and is for its owner alone', async () => {
    await using place = await openFolder();
    await using sandbox = await openTestSandbox({ file: place.file });
    const cookie = await sandbox.signIn();
    const token = await sandbox.signInToDataGov();
    const key = await sandbox.createKey(cookie);
    const wish = { bearer: token, json: { keyName: 'Upload', expiration: '30d' } };
    const path = '/data-gov/v2/admin/api/keys';
    const { data } = await sandbox.get<{ data: { apiKey: string } }>('POST', path, wish);
    const content = await readFile(place.file, 'utf8');
    const sessionId = /s%3A([\w-]+)/.exec(cookie)?.[1] ?? 'none';
    const secrets = [
      key.plain_text_key,
      key.plain_text_key.slice(-20),
      data.apiKey,
      token,
      sessionId,
    ];
    expect([
      secrets.filter((secret) => content.includes(secret)),
      ((await stat(place.file)).mode & 0o777).toString(8),
      content.includes(key.last_five),
    ]).toEqual([[], '600', true]);
  });

  it('is replaced whole: nothing half-written is left, and what a killed run left does not matter', async () => {
    await using place = await openFolder();
    await mkdir(join(place.folder, 'deep'));
    await writeFile(`${place.file}.tmp`, '{"version":1,"isSee');
    await using sandbox = await openTestSandbox({ file: place.file });
    await sandbox.createKey(await sandbox.signIn());
    expect([
      await readdir(join(place.folder, 'deep')),
      ((await stat(place.file)).mode & 0o777).toString(8),
    ]).toEqual([['sandbox.json'], '600']);
  });

  it('comes before the answer: what cannot be kept has not happened', async () => {
    await using place = await openFolder();
    await using sandbox = await openTestSandbox({ file: place.file });
    const cookie = await sandbox.signIn();
    await rm(join(place.folder, 'deep'), { recursive: true });
    await writeFile(join(place.folder, 'deep'), 'in the way');
    const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const json = { label: 'lost', notification_contacts: ['team@agency.gov.sg'] };
    const answer = await sandbox.postman('POST', '/api-key', { cookie, json });
    await rm(join(place.folder, 'deep'));
    expect([answer, await sandbox.listKeys(cookie), told.mock.lastCall?.[0]]).toEqual([
      postmanFailed,
      [],
      expect.stringMatching(/^\[sandbox\] Error: E/),
    ]);
  });

  it.each(['', '{', '{"version":2}', '[]'])(
    'is not thrown away when it holds %j',
    async (content) => {
      await using place = await openFolder();
      await mkdir(join(place.folder, 'deep'));
      await writeFile(place.file, content);
      await expect(openTestSandbox({ file: place.file })).rejects.toThrow(
        /Remove it to start anew/,
      );
      expect(await readFile(place.file, 'utf8')).toBe(content);
    },
  );
});
