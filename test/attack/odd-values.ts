/**
 * What no JSON can say, so that it can be sent to the page and made there: `{ "odd value": its name }`. It
 * runs in the page as well as here, so it refers to nothing outside itself.
 */
export function installOddValues(): void {
  const isPage = typeof document !== 'undefined';
  /** What does not come through the bridge as it is, if at all: then as an object with nothing in it. */
  const inPage = (make: () => unknown) => (): unknown => (isPage ? make() : {});
  const made: Record<string, () => unknown> = {
    undefined: () => undefined,
    NaN: () => Number.NaN,
    infinite: () => Number.POSITIVE_INFINITY,
    'minus zero': () => -0,
    bigint: () => 2n ** 70n,
    date: () => new Date(0),
    'no date': () => new Date(Number.NaN),
    map: () => new Map([['keyId', 'x']]),
    set: () => new Set(['x']),
    bytes: () => new Uint8Array(1000),
    buffer: () => new ArrayBuffer(1000),
    pattern: () => /^(a+)+$/,
    error: () => new Error('from the page'),
    'boxed text': () => Object('text'),
    holes: () => Object.assign([], { length: 1000 }),
    'huge text': () => 'x'.repeat(1_000_000),
    'huge array': () => Array.from({ length: 100_000 }, () => 'x'),
    'wide object': () =>
      Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`f${at}`, at])),
    deep: () => {
      let value: unknown = 'bottom';
      for (let level = 0; level < 900; level += 1) value = level % 2 ? [value] : { keyId: value };
      return value;
    },
    'too deep': inPage(() => {
      let value: unknown = 'bottom';
      for (let level = 0; level < 20_000; level += 1) value = [value];
      return value;
    }),
    circle: () => {
      const value: Record<string, unknown> = {};
      value['self'] = value;
      return value;
    },
    function: () => () => 'called',
    symbol: () => Symbol('from the page'),
    promise: () => Promise.resolve('x'),
    // oxlint-disable-next-line unicorn/no-thenable -- It must be taken for nothing else than a field.
    'a thenable': () => ({ then: (done: (value: string) => void) => done('x') }),
    'no prototype': () => Object.assign(Object.create(null), { keyId: 'x' }),
    'throwing getter': inPage(() =>
      Object.defineProperty({}, 'keyId', {
        enumerable: true,
        get() {
          throw new Error('from the getter');
        },
      }),
    ),
    'changing getter': inPage(() => {
      let asked = 0;
      return Object.defineProperty({}, 'keyId', { enumerable: true, get: () => (asked += 1) });
    }),
    proxy: inPage(
      () => new Proxy({}, { get: () => 'x', has: () => true, ownKeys: () => ['keyId'] }),
    ),
    'a node': inPage(() => document.body),
    'the window': inPage(() => window),
  };

  /** Without a reader of JSON in between, which would drop what is undefined; `__proto__` is a field here. */
  const revived = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(revived);
    const odd: unknown = Object.hasOwn(value, 'odd value') ? Reflect.get(value, 'odd value') : null;
    if (typeof odd === 'string') return made[odd]?.();
    const copy = {};
    for (const [name, field] of Object.entries(value)) {
      const whole = { value: revived(field), enumerable: true, configurable: true, writable: true };
      Object.defineProperty(copy, name, whole);
    }
    return copy;
  };
  Reflect.set(globalThis, 'oddNames', Object.keys(made));
  Reflect.set(globalThis, 'withOddValues', (text: string): unknown => revived(JSON.parse(text)));
}
