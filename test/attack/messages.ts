import * as fc from 'fast-check';
import { contract, type CallName } from '../../src/shared/contract.ts';
import { installOddValues } from './odd-values.ts';
import { callNames, requestLike, type Pool } from './request-like.ts';

/** What a page that somebody has taken over sends: the name and the request, both as JSON with odd values. */
export interface Message {
  name: string;
  request: string;
}

/**
 * - malformed: main must not even hand it on.
 * - astray: it has the right form, and names nothing that there is.
 * - valid: anybody at the window could have asked for that.
 */
export type Kind = 'malformed' | 'astray' | 'valid';

installOddValues();
const withOddValues: (text: string) => unknown = Reflect.get(globalThis, 'withOddValues');
const oddNames: string[] = Reflect.get(globalThis, 'oddNames');

const odd = fc.constantFrom(...oddNames).map((name) => ({ 'odd value': name }));
const polluting = fc.constantFrom(
  '{"__proto__":{"isConfirmed":true,"polluted":1}}',
  '{"constructor":{"prototype":{"polluted":1}}}',
  '{"__proto__":null}',
  '{"toString":"x","valueOf":1,"hasOwnProperty":null}',
);
const anything = fc.oneof(
  odd,
  fc.jsonValue({ maxDepth: 3 }),
  polluting.map((text): unknown => JSON.parse(text)),
  fc.constantFrom(
    null,
    true,
    0,
    -1,
    2 ** 53,
    '',
    [],
    {},
    'x'.repeat(5000),
    "'; DROP TABLE keys; --",
  ),
);
const fieldName = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'toJSON',
    'then',
    'length',
    'secret',
    'keyId',
    'isConfirmed',
    '0',
    '',
  ),
  fc.string(),
);
const change = fc.record({
  how: fc.oneof(
    {
      weight: 19,
      arbitrary: fc.constantFrom(
        'replace' as const,
        'remove' as const,
        'add' as const,
        'wrap' as const,
      ),
    },
    { weight: 1, arbitrary: fc.constant('swell' as const) },
  ),
  at: fc.nat(),
  field: fieldName,
  value: anything,
});
type Change = typeof change extends fc.Arbitrary<infer One> ? One : never;

const strangeName = fc.oneof(
  fc.constantFrom(...callNames).map((name) => JSON.stringify(`${name} `)),
  fc.constantFrom(...callNames).map((name) => JSON.stringify(name.toUpperCase())),
  fc.constantFrom(...callNames).map((name) => JSON.stringify([name])),
  fc
    .constantFrom(...Object.getOwnPropertyNames(Object.prototype))
    .map((one) => JSON.stringify(one)),
  anything.map((value) => JSON.stringify(value) ?? 'null'),
);

export function messagesFor(pool: Pool): fc.Arbitrary<Message> {
  const ofCalls = callNames.map((name) => {
    const changes = fc.array(change, { maxLength: 3 });
    return fc.tuple(requestLike(name, pool), changes).map(([request, wanted]) => ({
      name: JSON.stringify(name),
      request: JSON.stringify(wanted.reduce<unknown>(changed, request)) ?? 'null',
    }));
  });
  const strange = fc.record({
    name: strangeName,
    request: anything.map((value) => JSON.stringify(value) ?? 'null'),
  });
  return fc.oneof(
    { weight: 1, arbitrary: strange },
    { weight: 15, arbitrary: fc.oneof(...ofCalls) },
  );
}

/** One change somewhere in a request. */
function changed(request: unknown, { how, at, field, value }: Change): unknown {
  if (how === 'wrap') return at % 2 ? [request] : { request };
  const copy = structuredClone(request);
  const places = placesIn(copy);
  const place = places[at % Math.max(places.length, 1)];
  if (!place) return how === 'replace' ? value : withField(copy, field, value);
  switch (how) {
    case 'remove':
      Reflect.deleteProperty(place.holder, place.name);
      return copy;
    case 'add':
      withField(place.holder, field, value);
      return copy;
    case 'swell':
      withField(place.holder, place.name, { 'odd value': 'huge text' });
      return copy;
    case 'replace':
      withField(place.holder, place.name, value);
      return copy;
    default:
      return how satisfies never;
  }
}

function withField(holder: unknown, name: string, value: unknown): unknown {
  if (typeof holder !== 'object' || holder === null || (Array.isArray(holder) && name === 'length'))
    return holder;
  return Object.defineProperty(holder, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function placesIn(value: unknown): { holder: object; name: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, field]) => [
    { holder: value, name },
    ...placesIn(field),
  ]);
}

/** Settings are no request about something that there must be. */
const namesWhatIsToBe: ReadonlySet<string> = new Set<CallName>(['changeSettings', 'addService']);

export function kindOf({ name, request }: Message, pool: Pool): Kind {
  const called = withOddValues(name);
  if (typeof called !== 'string' || !isCall(called)) return 'malformed';
  const value = withOddValues(request);
  // A field of the name of the prototype may be lost on the way.
  const isValid = [value, withoutProto(value)].some(
    (one) => contract[called].request.safeParse(one).success,
  );
  if (!isValid) return 'malformed';
  const ids = idsIn(withoutProto(value));
  const known = new Set([...pool.entries()].flatMap(([field, all]) => (field === '' ? [] : all)));
  const isAstray = ids.length > 0 && !ids.some((id) => known.has(id));
  return isAstray && !namesWhatIsToBe.has(called) ? 'astray' : 'valid';
}

function isCall(name: string): name is CallName {
  return Object.hasOwn(contract, name);
}

function idsIn(value: unknown, field = ''): string[] {
  if (typeof value === 'string') return /Ids?$/.test(field) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) =>
    idsIn(one, Array.isArray(value) ? field : name),
  );
}

function withoutProto(value: unknown, seen = new Set<unknown>()): unknown {
  if (typeof value !== 'object' || value === null || seen.has(value)) return value;
  seen.add(value);
  if (Array.isArray(value)) return value.map((one) => withoutProto(one, seen));
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  const fields = Object.entries(value).filter(([name]) => name !== '__proto__');
  return Object.fromEntries(fields.map(([name, one]) => [name, withoutProto(one, seen)]));
}
