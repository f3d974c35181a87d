import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { addMonths } from './calendar.ts';
import { digestOf } from './digest.ts';
import { isEmail } from './email.ts';
import { check, failed, notFound, unauthenticated } from './postman-answers.ts';
import { signedInUser } from './postman-session.ts';
import { json, type Reply } from './reply.ts';
import { fieldsOf } from './request.ts';
import type { Call, Route } from './service.ts';
import type { PostmanKey, User } from './world.ts';

export const monthsValid = 6;

const contacts = z.array(z.string().min(1).refine(isEmail)).min(1);
const createRequest = z.strictObject({
  label: z.string().min(1).max(255),
  notification_contacts: contacts,
});
const contactsRequest = z.strictObject({ notification_contacts: contacts.optional() });

export const keyRoutes: readonly Route[] = [
  { name: 'postman.list', method: 'GET', path: '/api-key', answer: signedIn(list) },
  { name: 'postman.create', method: 'POST', path: '/api-key', answer: signedIn(create) },
  { name: 'postman.contacts', method: 'PUT', path: '/api-key/:id', answer: signedIn(setContacts) },
  { name: 'postman.delete', method: 'DELETE', path: '/api-key/:id', answer: signedIn(remove) },
];

/** Keys are managed with the session cookie alone: a key in the header counts for nothing here. */
function signedIn(answer: (call: Call, user: User) => Reply): Route['answer'] {
  return (call) => {
    const user = signedInUser(call.world, call.request, call.now);
    return user ? answer(call, user) : unauthenticated();
  };
}

function list({ world }: Call, user: User): Reply {
  const keys = world.postman.keys
    .filter((key) => key.userId === user.id && key.deletedAt === null)
    .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt) || b.id - a.id);
  return json(200, keys.map(shown));
}

function create({ request, world, now }: Call, user: User): Reply {
  const body = check(createRequest, fieldsOf(request));
  if (!body.ok) return body.reply;
  const plainText = `${nameFor(user.email)}_v1_${randomBytes(33).toString('base64')}`;
  const key: PostmanKey = {
    id: world.postman.nextKeyId,
    userId: user.id,
    label: body.value.label,
    lastFive: plainText.slice(-5),
    digest: digestOf(plainText),
    contacts: body.value.notification_contacts,
    createdAt: now.toISOString(),
    validUntil: addMonths(now, monthsValid).toISOString(),
    deletedAt: null,
  };
  world.postman.nextKeyId += 1;
  world.postman.keys.push(key);
  return json(201, { ...shown(key), plain_text_key: plainText });
}

function setContacts(call: Call, user: User): Reply {
  const body = check(contactsRequest, fieldsOf(call.request));
  if (!body.ok) return body.reply;
  const found = find(call, user);
  if ('status' in found) return found;
  const { notification_contacts: wanted } = body.value;
  if (wanted) {
    found.contacts = wanted;
    return json(200, shown(found));
  }
  // Nothing to change is no error, but the answer then lacks the field.
  const { notification_contacts: _, ...rest } = shown(found);
  return json(200, rest);
}

function remove(call: Call, user: User): Reply {
  const found = find(call, user);
  if ('status' in found) return found;
  found.deletedAt = call.now.toISOString();
  return json(200, { id: String(found.id) });
}

/** Unknown, already deleted and another's are one answer; what is not a number breaks the server. */
function find({ id, world }: Call, user: User): PostmanKey | Reply {
  if (!/^-?\d+$/.test(id)) return failed();
  const key = world.postman.keys.find(
    (one) => one.id === Number(id) && one.userId === user.id && one.deletedAt === null,
  );
  return key ?? notFound();
}

function shown(key: PostmanKey) {
  return {
    id: String(key.id),
    last_five: key.lastFive,
    label: key.label,
    valid_until: key.validUntil,
    notification_contacts: key.contacts,
  };
}

function nameFor(email: string): string {
  const name = email.slice(0, email.lastIndexOf('@')).replaceAll(/[^A-Za-z0-9]/g, '');
  // An address may be all punctuation, a key may not begin with nothing.
  return name === '' ? 'user' : name;
}
