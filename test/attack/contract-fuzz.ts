import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { CallName } from '../../src/shared/contract.ts';
import type { State } from '../../src/shared/state.ts';
import type { Outcome } from '../survival/in-lanes.ts';
import type { Lane } from '../survival/lane.ts';
import { prepareRun } from '../survival/rotation-run.ts';
import { planned } from '../survival/scenario.ts';
import { postman } from '../survival/tested-service.ts';
import { leaks } from '../survival/what-is-wrong.ts';
import { allThereIs, changesSince } from './all-there-is.ts';
import { answerDialogs } from './dialogs.ts';
import { kindOf, messagesFor, type Kind, type Message } from './messages.ts';
import { installOddValues } from './odd-values.ts';
import type { Pool } from './request-like.ts';

/**
 * These may tell a secret to a window that asks rightly, and no other Call may. What they may not is told
 * by `e2e/revealing`.
 */
const telling: ReadonlySet<string> = new Set<CallName>([
  'revealKey',
  'revealUnsaved',
  'readSandboxCode',
]);

const lastEmail = 'added-last@agency.gov.sg';

/** One answer as the page got it; what was thrown in the page has never left it. */
interface Told {
  message: Message;
  answer: { ok: boolean; failure?: { code: string; reason?: string }; value?: unknown } | null;
  text: string;
}

/** Sends so many messages from the page of an app that holds keys. */
export async function fuzzContract(lane: Lane, seed: number, count: number): Promise<Outcome> {
  await lane.beginAnew();
  await lane.open();
  await prepareRun(lane, planned);
  await answerDialogs(lane, join(lane.home(), 'chosen.ics'), { isByTurns: true });
  await lane.driven().page.evaluate(installOddValues);
  const pool = poolOf(lane, await lane.state());
  const messages = fc.sample(messagesFor(pool), { seed, numRuns: count });
  const sorted: Record<Kind, Message[]> = { malformed: [], astray: [], valid: [] };
  for (const message of messages) sorted[kindOf(message, pool)].push(message);

  const before = await allThereIs(lane);
  lane.recorder.watch();
  const malformed = await send(lane, sorted.malformed, 250);
  const astray = await send(lane, sorted.astray, 100);
  const wrong = [
    ...malformed.filter((told) => !isRefused(told)).map(words('was not refused')),
    ...(await changesSince(lane, before)),
    ...lane.recorder
      .heard()
      .map(({ route }) => `${route} was asked by a request that is not valid`),
  ];
  const valid = await send(lane, sorted.valid.filter(isBearable), 25);
  const told = [...malformed, ...astray, ...valid];
  wrong.push(
    ...told.filter(({ answer }) => answer?.failure?.code === 'bug').map(words('is a bug')),
  );
  wrong.push(...told.filter((one) => tellsSecret(lane, one)).map(words('told a secret')));
  wrong.push(...(await wrongAfterwards(lane)), ...leaks({ lane, email: lastEmail }));
  const done = valid.filter(({ answer }) => answer?.ok).length;
  return {
    said: `${malformed.length} malformed, ${astray.length} astray, ${valid.length} valid of which ${done} were done`,
    wrong: [...new Set(wrong)].slice(0, 20),
  };
}

/** Everything that there is to name, and what hostile people write. */
function poolOf(lane: Lane, state: State): Pool {
  const keyFile = join(lane.home(), '..', 'found.env');
  const found = `FOUND_KEY=found_v1_${'aB3+/'.repeat(8)}x9Yz\n`;
  writeFileSync(keyFile, found);
  const accounts = state.accounts.map(({ id }) => id);
  const keys = state.keys.map(({ id }) => id);
  return new Map([
    ['accountId', accounts],
    ['keyId', keys],
    ['serviceId', state.services.map(({ id }) => id)],
    ['rotationId', state.rotations.map(({ id }) => id)],
    ['intakeId', []],
    ['placeId', []],
    ['email', state.accounts.flatMap(({ email }) => email ?? [])],
    ['address', [`${lane.recorder.address}/postman/v1`, 'http://127.0.0.1:9/nobody']],
    ['lastFive', state.keys.map(({ lastFive }) => lastFive)],
    [
      'path',
      [keyFile, '/etc/passwd', '/proc/self/mem', '/dev/zero', '/', '\\\\host\\share', lane.home()],
    ],
    ['contact', ['team@agency.gov.sg', 'other@agency.gov.sg']],
    ['url', state.services.flatMap(({ pages }) => pages.map(({ url }) => url))],
    ['', hostileTexts],
  ]);
}

const hostileTexts = [
  '<img src=x onerror=alert(1)>',
  '\u202Eevil\u2066\u0000\u001B[31m',
  '../../../etc/passwd',
  '=HYPERLINK("x")',
  "'; DROP TABLE keys; --",
  '${jndi:ldap://127.0.0.1/x}',
  'x'.repeat(200_000),
  '\uD800',
  '__proto__',
  'http://127.0.0.1:9/',
  'file:///etc/passwd',
  'javascript:alert(1)',
];

/**
 * Left out where it is valid: the lock, which would take the page away, and the way to have it come by
 * itself (`e2e/lock` tries both).
 */
function isBearable({ name, request }: Message): boolean {
  return (
    name !== '"lock"' && !(name === '"changeSettings"' && request.includes('afterIdleMinutes'))
  );
}

async function send(lane: Lane, messages: readonly Message[], atOnce: number): Promise<Told[]> {
  const told: Told[] = [];
  for (let from = 0; from < messages.length; from += atOnce) {
    const batch = messages.slice(from, from + atOnce);
    const answers = await lane.driven().page.evaluate(async (wanted) => {
      const withOddValues: (text: string) => never = Reflect.get(globalThis, 'withOddValues');
      const one = async ({ name, request }: { name: string; request: string }) => {
        try {
          return JSON.stringify(
            await window.bridge.call(withOddValues(name), withOddValues(request)),
          );
        } catch (error) {
          return JSON.stringify(String(error));
        }
      };
      return Promise.all(wanted.map(one));
    }, batch);
    for (const [at, message] of batch.entries()) {
      const text = answers[at] ?? '""';
      const parsed: unknown = JSON.parse(text);
      told.push({ message, text, answer: typeof parsed === 'string' ? null : (parsed as never) });
    }
  }
  return told;
}

function isRefused({ answer }: Told): boolean {
  return answer === null || answer.failure?.code === 'call-refused';
}

function words(what: string) {
  return ({ message: { name, request }, text }: Told): string =>
    `${what}: ${name.slice(0, 60)} ${request.slice(0, 300)} → ${text.slice(0, 200)}`;
}

function tellsSecret(lane: Lane, { message, text }: Told): boolean {
  const called: unknown = JSON.parse(message.name);
  if (typeof called === 'string' && telling.has(called)) return false;
  return [...lane.recorder.secrets()].some((secret) => text.includes(secret));
}

async function wrongAfterwards(lane: Lane): Promise<string[]> {
  if (!lane.isRunning()) return ['the app has ended'];
  const { app, page } = lane.driven();
  const pollution = (): string[] => Object.keys(Object.prototype);
  const wrong = [...(await app.evaluate(pollution)), ...(await page.evaluate(pollution))].map(
    (name) => `every object has a ${name}`,
  );
  // All that was there before may rightly be gone by now. It does what it is asked, and writes it down.
  await lane.call('addAccount', {
    serviceId: postman.id,
    place: { address: `${lane.recorder.address}${postman.path}` },
    name: 'Added last',
    email: lastEmail,
    parameters: {},
  });
  return wrong;
}
