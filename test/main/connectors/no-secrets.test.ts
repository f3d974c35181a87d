import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { FailureError } from '../../../src/main/core/failure-error.ts';
import { Secret } from '../../../src/main/core/secret.ts';
import { failure, type Failure } from '../../../src/shared/failure.ts';
import { dataGovStyle } from '../../../src/shared/rule-cards/data-gov-style.ts';
import { testCertificate } from './test-certificate.ts';
import {
  dataGovFor,
  must,
  openRawServer,
  openServer,
  placeAt,
  postmanFor,
  quick,
} from './servers.ts';

/** In each place where a secret goes out or comes in, one that can be found again. */
const canaries = {
  session: 's%3Acanary-session-Zq81.sig',
  otp: 'CANARY',
  key: 'canarykey_v1_Zq82abcdefghijklmnopqrstuvwxyz0123456789ABCD',
  plainText: 'canary-plain-text-Zq83',
};
const traces = [/canary/i, /Zq8\d/];

const session = { secret: new Secret(canaries.session), expiresAt: null };
const key = new Secret(canaries.key);
const email = 'officer@agency.gov.sg';
const wish = { label: 'forms', contacts: ['team@agency.gov.sg'], expiration: '30d' };

/** All that a log, a crash report or a careless `console.log` could make of what was thrown. */
function everythingIn(error: unknown): string {
  const { cause, stack, message } = error instanceof Error ? error : new Error('no error');
  return [
    String(error),
    inspect(error, { depth: null, showHidden: true, getters: true }),
    inspect(cause, { depth: null, showHidden: true }),
    JSON.stringify(error),
    JSON.stringify(error, Object.getOwnPropertyNames(Object(error))),
    message,
    stack,
    ...(error instanceof FailureError ? [JSON.stringify(error.failure)] : []),
  ].join('\n');
}

type Address = string;
type Server = { address: Address } & AsyncDisposable;

/** Each gives back what it was sent, in every place where that can be done. */
const servers: Record<string, () => Promise<Server>> = {
  ...Object.fromEntries(
    [200, 201, 302, 400, 401, 403, 404, 409, 429, 500, 503].map((status) => [
      `an echo with ${status}`,
      () => echo(status, (said) => ({ code: 'x', message: said, errorMsg: said, data: said })),
    ]),
  ),
  'a quota': () => echo(400, (said) => ({ code: 8, name: 'KEY_QUOTA_EXCEEDED', errorMsg: said })),
  'a refusal to wait for': () =>
    echo(401, (said) => ({ message: `Wait for 12 seconds before ${said}` })),
  'an echo in a page': () => echo(200, (said) => `<html>${said}`),
  'an echo where other things should be': () =>
    echo(200, (said) => [{ id: [said], label: { [said]: said }, [said]: 1 }]),
  'a key that is cut short': () =>
    echo(201, () => ({ id: '1', plain_text_key: canaries.plainText, label: 5 })),
  'an envelope that is cut short': () =>
    echo(201, () => ({ code: 0, data: { apiKey: canaries.plainText, key: {} } })),
  'a connection that breaks': () =>
    openRawServer((socket) => socket.once('data', () => socket.destroy())),
  'no HTTP': () =>
    openRawServer((socket) => socket.once('data', (said) => socket.end(`X ${said.toString()}`))),
  silence: () => openRawServer(() => undefined),
  'a certificate of nobody': () =>
    openServer((_request, response) => response.end(), testCertificate),
  'nobody there': async () => {
    const gone = await openServer(() => undefined);
    await gone[Symbol.asyncDispose]();
    return { address: gone.address, async [Symbol.asyncDispose]() {} };
  },
};

async function echo(status: number, bodyOf: (said: string) => unknown): Promise<Server> {
  const server = await openServer((request, response) => {
    const sent = server.heard.at(-1)?.body ?? '';
    const said = [canaries.session, canaries.key, sent, JSON.stringify(request.headers)].join(' ');
    const body = bodyOf(said);
    response.writeHead(status, {
      'x-echo': encodeURI(said),
      location: `https://elsewhere.example/${canaries.session}`,
    });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  return server;
}

function operationsAt(address: Address): (() => Promise<unknown>)[] {
  const options = { limits: quick };
  const postman = postmanFor(options);
  const dataGov = dataGovFor(options);
  const place = placeAt(address);
  const style = placeAt(address, dataGovStyle);
  return [
    () => postman.requestOtp(place, email),
    () => postman.signIn(place, email, canaries.otp),
    () => must(postman.signOut)(place, session),
    () => postman.list(place, session),
    () => postman.create(place, session, wish),
    () => must(postman.changeContacts)(place, session, '1', wish.contacts),
    () => postman.revoke(place, session, '1'),
    () => postman.probe(place, key),
    () => dataGov.requestOtp(style, email),
    () => dataGov.signIn(style, email, canaries.otp),
    () => dataGov.list(style, session),
    () => must(dataGov.expirations)(style, session),
    () => dataGov.create(style, session, wish),
    () => dataGov.revoke(style, session, '1'),
    () => dataGov.probe(style, key),
  ];
}

/** Thrown by others than connectors. */
const ofOthers: Failure['code'][] = [
  'sandbox-unreadable',
  'call-refused',
  'unlock-refused',
  'keychain-locked',
  'keychain-missing',
  'key-not-held',
  'item-missing',
  'item-changed',
  'read-back-failed',
  'key-unsaved',
  'confirmation-needed',
  'wrong-last-five',
  'nothing-found',
  'file-unreadable',
  'clipboard-failed',
  'recipe-unfit',
  'keys-still-held',
  'records-unwritable',
  'key-refused',
  'in-rotation',
  'rotation-elsewhere',
  'places-open',
  'successor-unproven',
  'old-key-missing',
  'still-works',
  'cannot-be-asked',
  'file-unwritable',
  'bug',
];

test('no Failure of any kind tells a session, an OTP or a key', { timeout: 60_000 }, async () => {
  const seen = new Set<string>();
  for (const open of Object.values(servers)) {
    await using server = await open();
    const ends = operationsAt(server.address).map(async (work) => {
      const end = await work().catch((error: unknown) => error);
      const said = everythingIn(end);
      for (const trace of traces) expect(said).not.toMatch(trace);
      if (end instanceof FailureError) seen.add(failure.parse(end.failure).code);
    });
    await Promise.all(ends);
  }
  const codes = failure.options.map((option) => option.shape.code.value);
  expect([...seen].toSorted()).toEqual(codes.filter((code) => !ofOthers.includes(code)).toSorted());
});

test('a fault of our own does not tell them either', async () => {
  const broken = { address: 'http://elsewhere.example', card: dataGovStyle, parameters: {} };
  const error: unknown = await dataGovFor()
    .list(broken, session)
    .catch((end: unknown) => end);
  expect(error).toBeInstanceOf(Error);
  for (const trace of traces) expect(everythingIn(error)).not.toMatch(trace);

  const odd = { secret: new Secret(`${canaries.session}\r\nx: y`), expiresAt: null };
  await using server = await openServer((_request, response) => response.end('[]'));
  const end: unknown = await postmanFor()
    .list(placeAt(server.address), odd)
    .catch((one: unknown) => one);
  expect(end).toBeInstanceOf(Error);
  for (const trace of traces) expect(everythingIn(end)).not.toMatch(trace);
});
