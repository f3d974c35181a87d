import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AccountId } from '../../src/shared/account.ts';
import type { KeyId } from '../../src/shared/key.ts';
import type { Outcome } from '../survival/in-lanes.ts';
import { RefusedError, type Lane } from '../survival/lane.ts';
import { until } from '../survival/until.ts';
import { answers, hostileLabels, slowAnswers, type Answering } from './hostile-answers.ts';

const session = 's%3Asession-that-nobody-else-gets.sig';
/** Of what a request leaves in main; it holds 100,000 keys in less. */
const mostGrowth = 200 * 1024 * 1024;

/** Asks services that mean it ill for all that Keyturn asks a service for. */
export async function askHostileServices(lane: Lane, isShort: boolean): Promise<Outcome> {
  await lane.beginAnew();
  await lane.open();
  const heard: string[] = [];
  const elsewhere = await serve((request, response) => {
    heard.push(`${request.url} ${JSON.stringify(request.headers)}`);
    response.end('[]');
  });
  let answer: Answering | null = null;
  const service = await serve((request, response) => {
    response.on('error', () => undefined);
    if (answer !== null) return answer(response, elsewhere.address);
    // Lets anybody in, and has one key.
    response.setHeader('set-cookie', `postmangovsg=${session}; Path=/`);
    const isCreate = request.method === 'POST' && request.url?.endsWith('/api-key') === true;
    response.end(JSON.stringify(isCreate ? { ...row, plain_text_key: key } : [row]));
  });
  try {
    const accountId = await signedIn(lane, service.address);
    const { keyId } = await lane.call('generateKey', newKey(accountId));
    const before = await memoryOf(lane);
    const wrong: string[] = [];
    const all = Object.entries({ ...answers, ...(isShort ? {} : slowAnswers) });
    for (const [name, one] of all) {
      answer = one;
      const codes = await askAll(callsFor(lane, accountId, keyId), name in slowAnswers);
      for (const [call, code] of Object.entries(codes)) {
        if (!expected.has(code)) wrong.push(`${name}, ${call}: ${code}`);
      }
      answer = null;
      // What came of it may have ended the session, and then anybody signs in again.
      await signIn(lane, accountId);
    }
    answer = answers[hostileLabels] ?? null;
    // The first may join one that still waits for what came before.
    const sync = (): Promise<string> => codeOf(lane.call('syncAccount', { accountId }));
    await until('the list is read', async () => (await sync()) === 'done');
    const shown = lane.driven().page.getByText('<img src=x', { exact: false }).first();
    await shown
      .waitFor({ timeout: 10_000 })
      .catch(() => wrong.push('hostile labels are not shown'));
    const grown = (await memoryOf(lane)) - before;
    if (grown > mostGrowth) wrong.push(`main has grown by ${Math.round(grown / 1024 / 1024)} MB`);
    if (heard.length > 0) wrong.push(`elsewhere was asked ${heard.length} times: ${heard[0]}`);
    wrong.push(...(await wrongInPage(lane)));
    const said = lane.said();
    if (said.includes(session) || said.includes(key) || /bug|unexpected/i.test(said))
      wrong.push(`it said ${said.slice(-300)}`);
    return {
      said: `${all.length} kinds of answers to ${Object.keys(callsFor(lane, accountId, keyId)).length} Calls`,
      wrong,
    };
  } finally {
    await service.close();
    await elsewhere.close();
  }
}

const key = `officer1_v1_${'hO5t+'.repeat(8)}AB12`.slice(0, 56);
const row = {
  id: '1',
  last_five: key.slice(-5),
  label: 'x',
  valid_until: '2099-03-01T02:03:04Z',
  notification_contacts: ['a@agency.gov.sg'],
};

function newKey(accountId: AccountId) {
  return { accountId, label: 'x', contacts: ['a@agency.gov.sg'], expiration: null };
}

/** Done, or a Failure that says what is wrong with the service. */
const expected = new Set([
  'done',
  'unreadable-answer',
  'unreachable',
  'outcome-unknown',
  'signed-out',
  'code-refused',
  'call-refused',
]);

function callsFor(
  lane: Lane,
  accountId: AccountId,
  keyId: KeyId,
): Record<string, () => Promise<unknown>> {
  return {
    sync: () => lane.call('syncAccount', { accountId }),
    create: () => lane.call('generateKey', newKey(accountId)),
    check: () => lane.call('checkKey', { keyId }),
    contacts: () => lane.call('changeContacts', { keyId, contacts: ['b@agency.gov.sg'] }),
    code: () => lane.call('requestCode', { accountId }),
    'sign-in': () => lane.call('signIn', { accountId, code: 'ABC123', isToBeKept: false }),
    expirations: () => lane.call('listExpirations', { accountId }),
  };
}

/** At once where each takes as long as it may. */
async function askAll(calls: Record<string, () => Promise<unknown>>, isAtOnce: boolean) {
  const codes: Record<string, string> = {};
  const asked = Object.entries(calls).map(([name, call]) => async () => {
    codes[name] = await codeOf(call());
  });
  if (isAtOnce) await Promise.all(asked.map((ask) => ask()));
  else for (const ask of asked) await ask();
  return codes;
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof RefusedError) return error.failure.code;
    throw error;
  }
}

async function signedIn(lane: Lane, address: string): Promise<AccountId> {
  const { accountId } = await lane.call('addAccount', {
    serviceId: 'postman-v1',
    place: { address: `${address}/v1` },
    name: 'A bad one',
    email: 'officer@agency.gov.sg',
    parameters: {},
  });
  await until('the keychain is open', async () => (await lane.state()).keychain.status === 'ok');
  await signIn(lane, accountId);
  return accountId;
}

async function signIn(lane: Lane, accountId: AccountId): Promise<void> {
  await codeOf(lane.call('requestCode', { accountId }));
  await codeOf(lane.call('signIn', { accountId, code: 'ABC123', isToBeKept: false }));
}

function memoryOf(lane: Lane): Promise<number> {
  return lane.driven().app.evaluate(() => process.memoryUsage.rss());
}

/** What a label would like to be, it is not. */
async function wrongInPage(lane: Lane): Promise<string[]> {
  const { page } = lane.driven();
  const found = await page.evaluate(() => ({
    wasRun: 'wasRun' in window,
    images: document.querySelectorAll('img[src="x"]').length,
    polluted: Object.keys(Object.prototype).length,
  }));
  return Object.entries(found)
    .filter(([, value]) => Boolean(value))
    .map(([name]) => `in the page: ${name}`);
}

async function serve(listener: RequestListener) {
  const server = createServer(listener);
  server.on('clientError', (_error, socket) => socket.destroy());
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
