import { describe, expect, test } from 'vitest';
import { Secret } from '../../../src/main/core/secret.ts';
import { cardOfDescription } from '../../../src/shared/described-service.ts';
import type { ProbeRule, RuleCard } from '../../../src/shared/service.ts';
import { serviceDescription } from '../../../src/shared/service-description.ts';
import { cardOf } from '../../shared/card-of.ts';
import { answering, connectorFor, placeAt } from './servers.ts';

const key = new Secret('canary-key-0123456789');

async function probeAt(
  card: RuleCard,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) {
  await using server = await answering(status, body, headers);
  const parameters = { campaignId: 'my campaign/1', path: '/planetary/apod?hd=true' };
  const answer = await connectorFor(card).probe(placeAt(server.address, card, parameters), key);
  return { answer, heard: server.heard };
}

async function outcomeAt(...args: Parameters<typeof probeAt>): Promise<string> {
  const { answer } = await probeAt(...args);
  if (answer.outcome === 'refused') return answer.because;
  return answer.outcome === 'unknown' ? answer.because.code : answer.outcome;
}

describe('each service is asked in its own way', () => {
  test.each([
    ['postman-v1', '/transactional/email?limit=0', 'authorization', 'Bearer '],
    ['postman-v2', '/campaigns/my%20campaign%2F1/messages?limit=1', 'authorization', 'Bearer '],
    ['data-gov-admin', '/v2/admin/api/auth/whoami', 'x-dgs-admin-api-key', ''],
    ['data-gov-style', '/v2/admin/api/auth/whoami', 'x-dgs-admin-api-key', ''],
    ['data-gov-developer', '/v2/real-time/api/air-temperature', 'x-api-key', ''],
    ['api-data-gov', '/planetary/apod?hd=true', 'x-api-key', ''],
  ])('%s', async (id, url, header, before) => {
    const { heard } = await probeAt(cardOf(id), 200, {});
    expect(heard).toMatchObject([
      { method: 'GET', url, body: '', headers: { [header]: `${before}${key.reveal()}` } },
    ]);
    expect(heard[0]?.headers).not.toHaveProperty('cookie');
  });
});

describe('what an answer says about a key', () => {
  const whoami = { user: { userId: '1', email: 'a@b.gov.sg' } };
  const umbrella = (code: string) => ({ error: { code, message: 'canary' } });

  test.each<[id: string, status: number, body: unknown, outcome: string]>([
    ['postman-v1', 400, { code: 'api_validation', message: '"limit"…' }, 'works'],
    ['postman-v1', 200, { has_more: false, data: [] }, 'works'],
    ['postman-v1', 401, { code: 'unauthenticated' }, 'not-accepted'],
    ['postman-v1', 401, 'Unauthorized', 'not-accepted'],
    ['postman-v1', 400, '<html>Bad request', 'rejected-by-service'],
    ['postman-v1', 200, '<html>Sign in to this network', 'unreadable-answer'],
    ['postman-v1', 403, '<html>1010', 'forbidden'],
    ['postman-v1', 403, { code: 'unauthorized' }, 'forbidden'],
    ['postman-v1', 404, '<html>Cannot GET', 'not-found'],
    ['postman-v1', 410, {}, 'rejected-by-service'],
    ['postman-v2', 200, { data: [] }, 'works'],
    ['postman-v2', 401, { message: 'no', statusCode: 401 }, 'not-accepted'],
    ['postman-v2', 403, { message: 'IP', statusCode: 403 }, 'forbidden'],
    ['data-gov-admin', 200, whoami, 'works'],
    ['data-gov-admin', 200, { code: 16, name: 'UNAUTHENTICATED' }, 'unreadable-answer'],
    ['data-gov-admin', 401, {}, 'not-accepted'],
    ['data-gov-admin', 403, { message: 'Forbidden' }, 'not-accepted'],
    ['data-gov-admin', 403, '<html>1010', 'forbidden'],
    ['data-gov-developer', 200, { code: 0, data: {}, errorMsg: '' }, 'works'],
    ['data-gov-developer', 200, { code: 24, name: 'TOO_MANY_REQUESTS' }, 'unreadable-answer'],
    ['data-gov-developer', 403, { message: 'Forbidden' }, 'not-accepted'],
    ['api-data-gov', 200, '<rss>', 'works'],
    ['api-data-gov', 403, umbrella('API_KEY_INVALID'), 'not-accepted'],
    ['api-data-gov', 403, umbrella('API_KEY_DISABLED'), 'disabled'],
    ['api-data-gov', 403, umbrella('API_KEY_UNVERIFIED'), 'unverified'],
    ['api-data-gov', 403, umbrella('API_KEY_UNAUTHORIZED'), 'forbidden'],
    ['api-data-gov', 403, umbrella('API_KEY_MISSING'), 'forbidden'],
    ['api-data-gov', 403, '<html>', 'forbidden'],
    ['api-data-gov', 404, {}, 'not-found'],
    ['api-data-gov', 429, umbrella('OVER_RATE_LIMIT'), 'rate-limited'],
  ])('%s, %d, %j: %s', async (id, status, body, outcome) => {
    expect(await outcomeAt(cardOf(id), status, body)).toBe(outcome);
  });

  test('too many requests say when to come again', async () => {
    const { answer } = await probeAt(cardOf('api-data-gov'), 429, {}, { 'retry-after': '60' });
    expect(answer).toEqual({
      outcome: 'unknown',
      because: { code: 'rate-limited', retryAfterSeconds: 60 },
      retryAfterSeconds: 60,
    });
  });
});

describe('a card of the user’s', () => {
  const probeOf = (rules: ProbeRule[], path = '/') => ({
    path,
    rules,
    spendsQuota: false,
    pace: null,
  });
  const custom = (part: Partial<RuleCard>): RuleCard => ({ ...cardOf('postman-v2'), ...part });

  test('cannot make 429 or 5xx, or a redirect, speak of a key', async () => {
    const card = custom({
      probe: probeOf([
        { status: '4xx', body: 'any', means: 'not-accepted' },
        { status: '5xx', body: 'any', means: 'works' },
      ]),
    });
    expect([
      await outcomeAt(card, 429, {}),
      await outcomeAt(card, 408, {}),
      await outcomeAt(card, 503, {}),
      await outcomeAt(card, 302, '', { location: 'https://example.com' }),
      await outcomeAt(card, 422, {}),
    ]).toEqual([
      'rate-limited',
      'service-failed',
      'service-failed',
      'unreadable-answer',
      'not-accepted',
    ]);
  });

  test('may need a field deep in the answer, which may be anything', async () => {
    const card = custom({
      probe: probeOf([{ status: 200, body: { field: 'a.b.c', is: 'x' }, means: 'works' }]),
    });
    const bodies = [{ a: { b: { c: 'x' } } }, { a: { b: { c: 'y' } } }, { a: 'b' }, [], null, 'a'];
    const outcomes: string[] = [];
    for (const body of bodies) outcomes.push(await outcomeAt(card, 200, body));
    expect(outcomes).toEqual(['works', ...Array<string>(5).fill('unreadable-answer')]);
  });

  test('without a probe, a header or a value for a parameter, nothing is asked', async () => {
    const { probe } = connectorFor(cardOf('postman-v2'));
    const at = (card: RuleCard) => probe(placeAt('http://127.0.0.1:9', card), key);
    const notAsked = (because: unknown) => ({ outcome: 'not-asked', because });
    expect([
      await at(custom({ probe: null })),
      await at(custom({ use: null })),
      await at(cardOf('postman-v2')),
    ]).toEqual([
      notAsked({ reason: 'no-probe' }),
      notAsked({ reason: 'no-probe' }),
      notAsked({ reason: 'parameter-missing', parameter: 'campaignId' }),
    ]);
  });

  test('a key with $& in it goes out as it is', async () => {
    await using server = await answering(200, {});
    const card = cardOf('postman-v1');
    await connectorFor(card).probe(placeAt(server.address, card), new Secret('a$&b$1'));
    expect(server.heard[0]?.headers.authorization).toBe('Bearer a$&b$1');
  });
});

test('the answer to a probe is thrown away, cookie and all', async () => {
  const { answer } = await probeAt(
    cardOf('postman-v1'),
    400,
    { code: 'api_validation', message: 'canary' },
    { 'set-cookie': 'postmangovsg=canary' },
  );
  expect(answer).toEqual({ outcome: 'works' });
});

describe('a service that a user has described', () => {
  const card = cardOfDescription(
    serviceDescription.parse({
      name: 'ForSG',
      about: null,
      address: 'https://api.example.gov.sg',
      use: { header: 'Authorization', template: 'Bearer {key}' },
      keyPattern: null,
      isShownOnce: false,
      validity: { kind: 'none' },
      reminders: [],
      mostLiveKeys: null,
      rotateEvery: null,
      probe: { path: '/v1/me?limit=1', works: ['2xx', 404], isJson: true, refused: [401] },
      page: null,
    }),
    'custom-1',
  );

  test('is asked as they said', async () => {
    const { heard } = await probeAt(card, 200, {});
    expect(heard).toMatchObject([
      {
        method: 'GET',
        url: '/v1/me?limit=1',
        headers: { authorization: `Bearer ${key.reveal()}` },
      },
    ]);
  });

  test.each<[status: number, body: unknown, outcome: string]>([
    [200, { id: 1 }, 'works'],
    [404, { message: 'no such thing' }, 'works'],
    [200, '<html>Sign in to this network', 'unreadable-answer'],
    [401, {}, 'not-accepted'],
    [403, {}, 'forbidden'],
    [429, {}, 'rate-limited'],
    [500, {}, 'service-failed'],
  ])('%i %j: %s', async (status, body, outcome) => {
    expect(await outcomeAt(card, status, body)).toBe(outcome);
  });
});
