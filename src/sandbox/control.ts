import { z } from 'zod';
import { moveClock, nextExpiryOf } from './clock-move.ts';
import {
  clearFaults,
  defaultDelayMs,
  fault,
  faultName,
  makesSense,
  routeName,
  setFault,
} from './faults.ts';
import { isOwnOrigin } from './guard.ts';
import { json, seeOther, type Reply } from './reply.ts';
import type { Request } from './request.ts';
import { createSeededWorld } from './seed.ts';
import type { Call, Route } from './service.ts';
import { createEmptyWorld, nowOf, type World } from './world.ts';

const clockMove = z.union([
  z.strictObject({ moveMs: z.int() }),
  z.strictObject({ now: z.iso.datetime({ offset: true }) }),
  z.strictObject({ reset: z.literal(true) }),
  z.strictObject({ toNextExpiry: z.literal(true) }),
]);
const faultRequest = z.strictObject({
  route: routeName,
  fault: faultName,
  times: fault.shape.times.optional(),
  delayMs: fault.shape.delayMs.optional(),
});
const clearRequest = z.strictObject({ route: routeName.optional() });
const resetRequest = z.strictObject({ isEmpty: z.boolean().optional() });

/**
 * What only a sandbox can do. Each answers with the state as it is then, or 400 `{error}`.
 *
 * GET    /control               the state: now, faults, counts, and all names of routes and faults
 * POST   /control/clock         {moveMs} | {now} | {reset:true} | {toNextExpiry:true}
 * POST   /control/faults        {route, fault, times?, delayMs?}: without `times`, until it is cleared
 * DELETE /control/faults        clears all faults, or with ?route=… that route's
 * POST   /control/faults/clear  {route?}: the same for a form, which cannot DELETE
 * POST   /control/reset         {isEmpty?}: everything as at the first start, the clock too
 *
 * The POSTs take JSON or a form; after a form comes the mailbox page. A browser may send them from
 * the sandbox's own pages only.
 */
export const controlRoutes: readonly Route[] = [
  { name: null, method: 'GET', path: '/control', answer: ({ world }) => json(200, stateOf(world)) },
  { name: null, method: 'POST', path: '/control/clock', answer: changing(clockMove, moveClock) },
  { name: null, method: 'POST', path: '/control/faults', answer: changing(faultRequest, addFault) },
  {
    name: null,
    method: 'POST',
    path: '/control/faults/clear',
    answer: changing(clearRequest, clear),
  },
  { name: null, method: 'DELETE', path: '/control/faults', answer: changing(clearRequest, clear) },
  { name: null, method: 'POST', path: '/control/reset', answer: changing(resetRequest, reset) },
];

/** Wraps a change, which gives back why it could not be made, or null. */
function changing<Schema extends z.ZodType>(
  schema: Schema,
  change: (world: World, wish: z.output<Schema>) => string | null,
): Route['answer'] {
  return ({ request, world }: Call): Reply => {
    if (!isOwnOrigin(request.headers)) return refused(403, 'Not from the page of another origin.');
    const wish = schema.safeParse(fieldsOfControl(request));
    if (!wish.success) return refused(400, z.prettifyError(wish.error));
    const complaint = change(world, wish.data);
    if (complaint !== null) return refused(400, complaint);
    return request.body.kind === 'form' ? seeOther('/mailbox') : json(200, stateOf(world));
  };
}

function fieldsOfControl({ body, query }: Request): unknown {
  if (body.kind === 'json') return body.value;
  const words = body.kind === 'form' ? Object.entries(body.value) : [...query];
  return Object.fromEntries(
    words.filter(([, word]) => word !== '').map(([k, word]) => [k, valueOf(word)]),
  );
}

/** A form sends words only. */
function valueOf(word: string): string | number | boolean {
  if (word === 'true' || word === 'false') return word === 'true';
  return /^-?\d{1,15}$/.test(word) ? Number(word) : word;
}

function addFault(world: World, wish: z.output<typeof faultRequest>): string | null {
  if (!makesSense(wish)) return `${wish.route} has no session that could end.`;
  const delayMs = wish.fault === 'slow' ? (wish.delayMs ?? defaultDelayMs) : null;
  setFault(world.faults, {
    route: wish.route,
    fault: wish.fault,
    times: wish.times ?? null,
    delayMs,
  });
  return null;
}

function clear(world: World, { route }: z.output<typeof clearRequest>): null {
  clearFaults(world.faults, route ?? null);
  return null;
}

function reset(world: World, { isEmpty = !world.isSeeded }: z.output<typeof resetRequest>): null {
  const now = new Date();
  Object.assign(world, isEmpty ? createEmptyWorld(now) : createSeededWorld(now));
  return null;
}

function refused(status: number, error: string): Reply {
  return json(status, { error });
}

function stateOf(world: World) {
  const { postman, dataGov } = world;
  const now = nowOf(world);
  const kept = postman.keys.filter((key) => key.deletedAt === null);
  return {
    now: now.toISOString(),
    clockOffsetMs: world.clockOffsetMs,
    nextExpiryAt: nextExpiryOf(world, now),
    faults: world.faults,
    counts: {
      mails: world.mails.length,
      postman: {
        users: postman.users.length,
        keys: kept.length,
        expiredKeys: kept.filter((key) => new Date(key.validUntil) <= now).length,
        deletedKeys: postman.keys.length - kept.length,
        sessions: postman.sessions.filter((one) => new Date(one.expiresAt) > now).length,
      },
      dataGov: {
        users: dataGov.users.length,
        keys: dataGov.keys.length,
        expiredKeys: dataGov.keys.filter((key) => new Date(key.expiresAt) <= now).length,
        sessions: dataGov.sessions.filter((one) => new Date(one.expiresAt) > now).length,
      },
    },
    routeNames: routeName.options,
    faultNames: faultName.options,
  };
}
