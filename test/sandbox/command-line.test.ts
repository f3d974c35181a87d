import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { clientFor } from './sandbox-client.ts';

const main = fileURLToPath(new URL('../../src/sandbox/main.ts', import.meta.url));

/** The real command line, ended with the test; its address once it says one. */
async function openProcess(args: string[]) {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    if (line.startsWith('Mailbox')) break;
  }
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  async function end(signal: NodeJS.Signals) {
    child.kill(signal);
    const [code]: unknown[] = await exited;
    return code;
  }
  return {
    lines,
    end,
    address: lines[0]?.split(/\s+/)[1] ?? 'none',
    async fate(): Promise<unknown[]> {
      const [code]: unknown[] = await exited;
      return [code, complaint.trim()];
    },
    [Symbol.asyncDispose]: async () => void (await end('SIGKILL')),
  };
}

async function openFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'keyturn-'));
  return {
    file: join(folder, 'sandbox.json'),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

// Each test starts processes, which takes its time on a busy computer.
describe('the command line', { timeout: 30_000 }, () => {
  it('serves where --port says, tells the addresses, and ends well when asked to', async () => {
    await using place = await openFolder();
    const port = await freePort();
    const address = `http://127.0.0.1:${port}`;
    await using sandbox = await openProcess(['--port', String(port), '--file', place.file]);
    const client = clientFor(address);
    const keys = await client.listKeys(await client.signIn());
    const whoami = await client.dataGov('GET', '/auth/whoami');
    expect([sandbox.lines, keys.length, whoami.status, await sandbox.end('SIGTERM')]).toEqual([
      [
        `Sandbox   ${address}`,
        `Postman   ${address}/postman/v1`,
        `Data.gov  ${address}/data-gov`,
        `Mailbox   ${address}/mailbox`,
      ],
      12,
      401,
      0,
    ]);
  });

  it('starts without the example account when told --empty', async () => {
    await using sandbox = await openProcess(['--port', '0', '--empty']);
    const client = clientFor(sandbox.address);
    expect(await client.listKeys(await client.signIn())).toEqual([]);
  });

  it('has every key that it ever answered after it was killed in the middle of its work', async () => {
    await using place = await openFolder();
    const answered: string[] = [];
    let email = 0;
    for (let round = 0; round < 2; round += 1) {
      await using sandbox = await openProcess(['--port', '0', '--empty', '--file', place.file]);
      const client = clientFor(sandbox.address);
      const cookie = await client.signIn(`officer${(email += 1)}@agency.gov.sg`);
      const work = Array.from({ length: 80 }, async () => {
        const { plain_text_key: key } = await client.createKey(cookie);
        answered.push(key);
        if (answered.length % 30 === 0) await sandbox.end('SIGKILL');
      });
      const outcomes = await Promise.allSettled(work);
      expect(outcomes.some(({ status }) => status === 'rejected')).toBe(true);
      JSON.parse(await readFile(place.file, 'utf8'));
    }
    await using sandbox = await openProcess(['--port', '0', '--file', place.file]);
    const client = clientFor(sandbox.address);
    const statuses = await Promise.all(
      answered.map(async (bearer) => {
        const { status } = await client.postman('GET', '/transactional/email?limit=0', { bearer });
        return status;
      }),
    );
    expect(new Set(statuses)).toEqual(new Set([400]));
  });

  it.each([['-1'], ['65536'], ['http']])('says that %s is not a port', async (port) => {
    await using sandbox = await openProcess([`--port=${port}`]);
    expect(await sandbox.fate()).toEqual([1, `"${port}" is not a port.`]);
  });

  it('says when the port is taken', async () => {
    await using first = await openProcess(['--port', '0', '--empty']);
    await using second = await openProcess(['--port', new URL(first.address).port]);
    expect(await second.fate()).toEqual([
      1,
      'That port is taken. Choose another with --port, or --port 0.',
    ]);
  });

  it.each(['{"half": ', '[]', ''])(
    'says that its file cannot be read, and leaves it: %s',
    async (spoilt) => {
      await using place = await openFolder();
      await writeFile(place.file, spoilt);
      await using sandbox = await openProcess(['--port', '0', '--file', place.file]);
      expect(await sandbox.fate()).toEqual([
        65,
        `${place.file} is not a file of this sandbox, or of another version of it. Remove it to start anew.`,
      ]);
      expect(await readFile(place.file, 'utf8')).toBe(spoilt);
    },
  );
});
