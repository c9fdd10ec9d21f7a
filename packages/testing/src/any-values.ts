import fc from 'fast-check';

/** Something that a caller without types can pass; made anew for each call, because some can be used only once. */
export type AnyArgument = readonly [name: string, make: () => unknown];

const refuse = (): never => {
  throw new Error('thrown by an argument');
};

function refusing(target: object): object {
  const handler = { get: refuse, has: refuse, ownKeys: refuse, getPrototypeOf: refuse };
  return new Proxy(target, { ...handler, getOwnPropertyDescriptor: refuse, apply: refuse });
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function cyclic(): object {
  const object: Record<string, unknown> = { id: 'club', name: 'Club' };
  object.self = object;
  return object;
}

/** Works at the first look and fails at the next. */
function fickle(): object {
  let looks = 0;
  return new Proxy(
    { id: 'club', seconds: 60 },
    {
      get(target, name, receiver) {
        looks += 1;
        return looks > 3 ? refuse() : Reflect.get(target, name, receiver);
      },
    },
  );
}

/** Texts that break code which puts them together with others. */
const texts = [
  '',
  ' ',
  '.',
  '..',
  '../x',
  '/',
  'a/b',
  'a,b',
  '?x=1#y',
  '%2e%2e',
  '%',
  '\0',
  'a\r\nb',
  '\u202e',
  '\ud800',
  'a\udfff',
  '😀',
  '__proto__',
  'constructor',
  'toString',
  'then',
  'NaN',
  '[object Object]',
];

/** Values of every type, and objects that defend themselves. */
export const anyArguments: readonly AnyArgument[] = [
  ...texts.map((text): AnyArgument => [JSON.stringify(text), () => text]),
  ...[undefined, null, true, false, 0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53].map(
    (value): AnyArgument => [String(value), () => value],
  ),
  ['a very long text', () => 'x'.repeat(100_000)],
  ['a bigint', () => 10n],
  ['a symbol', () => Symbol('argument')],
  ['a function', () => refuse],
  ['a class', () => class {}],
  ['an empty list', () => []],
  ['a list with null', () => ['bob', null]],
  ['a list with an empty text', () => ['bob', '']],
  ['a list with a list', () => [['bob']]],
  ['a list with a symbol', () => [Symbol('argument')]],
  ['a list with holes', () => new Array(3)],
  ['a list that repeats itself', () => ['bob', 'bob', 'Bob']],
  ['a list of strange texts', () => texts],
  ['a huge list', () => Array.from({ length: 5_000 }, (_, index) => `user${index}`)],
  ['an empty object', () => ({})],
  ['an object without prototype', () => Object.create(null)],
  [
    'an object with a prototype as data',
    () => JSON.parse('{"__proto__":{"polluted":true},"id":"club"}'),
  ],
  ['a group of an unknown kind', () => ({ id: 'club', kind: 'nope' })],
  ['a group whose kind is a list', () => ({ id: 'club', kind: ['standard'] })],
  ['a group whose kind is a symbol', () => ({ id: 'club', kind: Symbol('kind') })],
  ['a group with a number', () => ({ id: 77, kind: 'standard' })],
  ['an object in a cycle', cyclic],
  ['an object with a bigint', () => ({ id: 'club', name: 'Club', more: 10n })],
  [
    'an object whose fields throw',
    () => ({
      get id() {
        return refuse();
      },
      get name() {
        return refuse();
      },
      get seconds() {
        return refuse();
      },
      get signal() {
        return refuse();
      },
    }),
  ],
  [
    'an object that throws when written',
    () => ({ toJSON: refuse, toString: refuse, valueOf: refuse }),
  ],
  ['an object that throws at every look', () => refusing({})],
  ['a function that throws at every look', () => refusing(() => undefined)],
  ['an object that throws at the fourth look', fickle],
  ['a revoked proxy', revoked],
  ['an object that is thenable', () => Object.fromEntries([['then', refuse]])],
  ['a date', () => new Date(Number.NaN)],
  ['a map', () => new Map([['bob', 1]])],
  ['a set', () => new Set(['bob'])],
  ['bytes', () => new Uint8Array(3)],
  ['a boxed text', () => Object('bob')],
  ['a resolved promise', () => Promise.resolve('bob')],
  ['an iterable that throws', () => ({ [Symbol.iterator]: refuse })],
  ['an iterable of no iterator', () => ({ [Symbol.iterator]: () => 5 })],
  ['an iterator that throws', () => ({ [Symbol.iterator]: () => ({ next: refuse }) })],
  [
    'an iterable whose method is no function',
    () => ({ [Symbol.iterator]: 5, [Symbol.asyncIterator]: 5 }),
  ],
  ['a stream that throws', () => ({ [Symbol.asyncIterator]: refuse })],
  ['a stream of nothing', () => ({ [Symbol.asyncIterator]: () => ({ next: async () => 5 }) })],
  [
    'a stream that fails',
    () => ({ [Symbol.asyncIterator]: () => ({ next: async () => refuse() }) }),
  ],
  ['a signal', () => AbortSignal.abort()],
  ['something like a signal', () => ({ aborted: false, addEventListener: refuse })],
];

/** Names of the options that any method takes, and some that none does. */
const optionNames = [
  'signal',
  'timeout',
  'totalTimeout',
  'maxRetries',
  'operation',
  'onRequest',
  'onResponse',
  'onRetry',
  'onDrift',
  'onLimit',
  'onConcurrency',
  'providerOptions',
  'cursor',
  'pageSize',
  'readAhead',
  'chunkSize',
  'concurrency',
  'onProgress',
  'notify',
  'unknown',
];

/** Each value as each option, under the names of both vendors' extras too. */
export const anyOptions: readonly AnyArgument[] = [
  ...optionNames.flatMap((name) =>
    anyArguments.map(
      ([what, make]): AnyArgument => [`{ ${name}: ${what} }`, () => ({ [name]: make() })],
    ),
  ),
  ...anyArguments.map(
    ([what, make]): AnyArgument => [
      `{ providerOptions: ${what} for each vendor }`,
      () => ({ providerOptions: { tencent: make(), easemob: make() } }),
    ],
  ),
  ...anyArguments.map(
    ([what, make]): AnyArgument => [
      `{ providerOptions: an extra that is ${what} }`,
      () => ({
        providerOptions: {
          tencent: { AppDefinedDataFilter_Group: make(), AppDefinedData: make(), Unknown: make() },
          easemob: { custom: make(), unknown: make() },
        },
      }),
    ],
  ),
];

/** An object with each of its fields replaced by each value. */
export function variantsOf(object: Readonly<Record<string, unknown>>): readonly AnyArgument[] {
  return Object.keys(object).flatMap((name) =>
    anyArguments.map(
      ([what, make]): AnyArgument => [
        `{ ${name}: ${what} }`,
        () => ({ ...object, [name]: make() }),
      ],
    ),
  );
}

/** Lists of arguments of any length, seldom good ones. */
export const argumentLists: fc.Arbitrary<readonly AnyArgument[]> = fc.array(
  fc.oneof(
    fc.constantFrom(...anyArguments),
    fc.constantFrom(...anyOptions),
    fc
      .anything({ withBigInt: true, withDate: true, withMap: true, withSet: true })
      .map((value): AnyArgument => ['anything', () => value]),
    // `fc.string({ unit: 'binary' })` would first make a table of all code points.
    fc
      .array(fc.integer({ min: 0, max: 0x10_ffff }))
      .map((points): AnyArgument => ['any text', () => String.fromCodePoint(...points)]),
  ),
  { maxLength: 5 },
);
