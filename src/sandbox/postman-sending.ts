import { z } from 'zod';
import { bearerOf } from './bearer.ts';
import { addMs, secondMs } from './calendar.ts';
import { digestOf } from './digest.ts';
import { isEmail } from './email.ts';
import { check, invalid, rateLimited, unauthenticated } from './postman-answers.ts';
import { beginSession, signedInUser } from './postman-session.ts';
import { json, type Reply } from './reply.ts';
import { fieldsOf } from './request.ts';
import type { Call, Route } from './service.ts';
import { deliver, type User } from './world.ts';

const mostPerSecond = 10;

const sendRequest = z.strictObject({
  subject: z.string().min(1).max(255),
  body: z.string().min(1),
  recipient: z.string().min(1).refine(isEmail),
});

/** What a key is for, as far as it takes to see that a key works. */
export const sendingRoutes: readonly Route[] = [
  {
    name: 'postman.probe',
    method: 'GET',
    path: '/transactional/email',
    answer: authenticated(listMails),
  },
  {
    name: 'postman.send',
    method: 'POST',
    path: '/transactional/email/send',
    answer: authenticated(send),
  },
];

/**
 * The pitfall of the real service, kept on purpose: the cookie is looked at before the key, and a good
 * key is answered with a whole session of its owner. With a cookie jar, a wrong key would then pass.
 */
function authenticated(answer: (call: Call, user: User) => Reply): Route['answer'] {
  return (call) => {
    const signedIn = signedInUser(call.world, call.request, call.now);
    if (signedIn) return answer(call, signedIn);
    const owner = ownerOfKey(call);
    if (!owner) return unauthenticated();
    const cookie = beginSession(call.world, owner, call.now);
    const reply = answer(call, owner);
    return { ...reply, headers: { ...reply.headers, 'set-cookie': [cookie] } };
  };
}

function ownerOfKey({ request, world, now }: Call): User | null {
  const plainText = bearerOf(request);
  if (plainText === null) return null;
  const digest = digestOf(plainText);
  const key = world.postman.keys.find((one) => one.digest === digest && one.deletedAt === null);
  if (!key || now >= new Date(key.validUntil)) return null;
  return world.postman.users.find((one) => one.id === key.userId) ?? null;
}

function listMails({ request }: Call): Reply {
  const limit = request.query.get('limit');
  if (limit !== null && !/^-?\d+$/.test(limit)) return invalid('"limit" must be a number');
  if (limit !== null && Number(limit) < 1) {
    return invalid('"limit" must be greater than or equal to 1');
  }
  return json(200, { has_more: false, data: [] });
}

function send(call: Call, user: User): Reply {
  const { isOver, headers } = countSend(call, user);
  if (isOver) return rateLimited(headers);
  const body = check(sendRequest, fieldsOf(call.request));
  if (!body.ok) return { ...body.reply, headers: { ...body.reply.headers, ...headers } };
  const { recipient, subject } = body.value;
  const sentAt = call.now.toISOString();
  deliver(call.world.mails, { to: recipient, subject, text: body.value.body, sentAt, otp: null });
  return json(201, { recipient, subject, status: 'ACCEPTED', created_at: sentAt }, headers);
}

function countSend({ world, now }: Call, user: User) {
  const { sends } = world.postman;
  const found = sends.find((one) => one.userId === user.id);
  const since = new Date(found?.since ?? 0);
  // A window that lies ahead is one from before the clock was moved back.
  const isSame = found && since <= now && now < addMs(since, secondMs);
  const count = isSame ? found.count + 1 : 1;
  const startedAt = isSame ? since : now;
  world.postman.sends = [
    ...sends.filter((one) => one.userId !== user.id),
    { userId: user.id, since: startedAt.toISOString(), count },
  ];
  return {
    isOver: count > mostPerSecond,
    headers: limitHeaders(count, addMs(startedAt, secondMs)),
  };
}

/** Both spellings, as the service sends them. */
export function limitHeaders(count: number, resetsAt: Date): Record<string, string> {
  const remaining = String(Math.max(0, mostPerSecond - count));
  return {
    'ratelimit-limit': String(mostPerSecond),
    'ratelimit-remaining': remaining,
    'ratelimit-reset': '1',
    'x-ratelimit-limit': String(mostPerSecond),
    'x-ratelimit-remaining': remaining,
    'x-ratelimit-reset': String(Math.ceil(resetsAt.getTime() / secondMs)),
    ...(count > mostPerSecond ? { 'retry-after': '1' } : {}),
  };
}
