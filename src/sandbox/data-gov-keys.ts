import { z } from 'zod';
import { addMs, dayMs } from './calendar.ts';
import { invalidFields, notFound, success, unauthenticated } from './data-gov-answers.ts';
import { signedInUser } from './data-gov-sign-in.ts';
import { digestOf, randomWord } from './digest.ts';
import { json, type Reply } from './reply.ts';
import { fieldsOf } from './request.ts';
import type { Call, Route } from './service.ts';
import type { DataGovKey, User } from './world.ts';

const expirations = [
  { id: '30d', label: '30 days', days: 30 },
  { id: '90d', label: '90 days', days: 90 },
  { id: '180d', label: '180 days', days: 180 },
  { id: '365d', label: '1 year', days: 365 },
] as const;

const createRequest = z.strictObject({
  keyName: z.string().min(1).max(100),
  expiration: z.enum(expirations.map(({ id }) => id)),
});

const keysPath = '/v2/admin/api/keys';

export const keyRoutes: readonly Route[] = [
  { name: 'data-gov.list', method: 'GET', path: keysPath, answer: signedIn(list) },
  {
    name: 'data-gov.expirations',
    method: 'GET',
    path: `${keysPath}/expirations`,
    answer: signedIn(listExpirations),
  },
  { name: 'data-gov.create', method: 'POST', path: keysPath, answer: signedIn(create) },
  { name: 'data-gov.delete', method: 'DELETE', path: `${keysPath}/:id`, answer: signedIn(remove) },
  { name: 'data-gov.whoami', method: 'GET', path: '/v2/admin/api/auth/whoami', answer: whoami },
];

function signedIn(answer: (call: Call, user: User) => Reply): Route['answer'] {
  return (call) => {
    const user = signedInUser(call.world, call.request, call.now);
    return user ? answer(call, user) : unauthenticated();
  };
}

function list({ world }: Call, user: User): Reply {
  const keys = world.dataGov.keys
    .filter((key) => key.userId === user.id)
    .toReversed()
    .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  return success(200, { keys: keys.map(shown) });
}

function listExpirations(): Reply {
  return success(200, { options: expirations.map(({ id, label }) => ({ id, label })) });
}

function create({ request, world, now }: Call, user: User): Reply {
  const body = createRequest.safeParse(fieldsOf(request));
  if (!body.success) return invalidFields(body.error);
  const { keyName, expiration } = body.data;
  const days = expirations.find(({ id }) => id === expiration)?.days ?? 0;
  const apiKey = `dgs_${randomWord(40, letters)}`;
  const key: DataGovKey = {
    id: `dgk_${world.dataGov.nextKeyId}`,
    userId: user.id,
    keyName,
    lastFive: apiKey.slice(-5),
    digest: digestOf(apiKey),
    createdAt: now.toISOString(),
    expiresAt: addMs(now, days * dayMs).toISOString(),
    lastUsedAt: null,
  };
  world.dataGov.nextKeyId += 1;
  world.dataGov.keys.push(key);
  return success(201, { key: shown(key), apiKey });
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

function remove({ id, world }: Call, user: User): Reply {
  const { keys } = world.dataGov;
  const index = keys.findIndex((one) => one.id === id && one.userId === user.id);
  if (index < 0) return notFound();
  keys.splice(index, 1);
  return success(200, { id });
}

/** The one route that is opened by a key, and the one answer without the envelope. */
function whoami({ request, world, now }: Call): Reply {
  const header = request.headers['x-dgs-admin-api-key'];
  const digest = digestOf(typeof header === 'string' ? header : '');
  const key = world.dataGov.keys.find((one) => one.digest === digest);
  const owner = world.dataGov.users.find((one) => one.id === key?.userId);
  if (!key || !owner || now >= new Date(key.expiresAt)) return unauthenticated();
  key.lastUsedAt = now.toISOString();
  return json(200, { user: { userId: String(owner.id), email: owner.email } });
}

function shown({ id, keyName, lastFive, createdAt, expiresAt, lastUsedAt }: DataGovKey) {
  return { id, keyName, lastFive, createdAt, expiresAt, lastUsedAt };
}
