import {
  type GroupProvider,
  InvalidRequestError,
  isImGroupsError,
  type Pages,
} from '@imgroups/core/adapter';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

/** Something that a caller without types can pass; made anew for each call, because some can be used only once. */
type AnyArgument = readonly [name: string, make: () => unknown];

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
const anyArguments: readonly AnyArgument[] = [
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
const anyOptions: readonly AnyArgument[] = [
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
function variantsOf(object: Readonly<Record<string, unknown>>): readonly AnyArgument[] {
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
const argumentLists: fc.Arbitrary<readonly AnyArgument[]> = fc.array(
  fc.oneof(
    fc.constantFrom(...anyArguments),
    fc.constantFrom(...anyOptions),
    fc
      .anything({ withBigInt: true, withDate: true, withMap: true, withSet: true })
      .map((value): AnyArgument => ['anything', () => value]),
    fc.string({ unit: 'binary' }).map((text): AnyArgument => ['any text', () => text]),
  ),
  { maxLength: 5 },
);

/** A public method, and arguments that are good. */
interface PublicMethod {
  readonly name: string;
  readonly call: (...args: readonly unknown[]) => unknown;
  /** Good arguments, the options last. */
  readonly good: readonly unknown[];
}

/** What went wrong when a method was called; nothing when all is well. `sent` counts the calls to the service. */
async function faultOfCall(
  { call }: Pick<PublicMethod, 'call'>,
  args: readonly unknown[],
  sent: () => number,
): Promise<string | undefined> {
  const before = sent();
  let running: unknown;
  try {
    running = call(...args);
  } catch (thrown) {
    return `threw at once: ${nameOf(thrown)}`;
  }
  try {
    await running;
    return undefined;
  } catch (thrown) {
    return faultOfError(thrown, sent() - before);
  }
}

function faultOfError(thrown: unknown, sent: number): string | undefined {
  if (!isImGroupsError(thrown)) return `rejected with ${nameOf(thrown)}`;
  const { code, message } = thrown;
  if (code === 'internal') return `rejected as internal: ${message.slice(0, 200)}`;
  if (message.length > 1000) return `has a message of ${message.length} characters`;
  JSON.stringify(thrown);
  if (code !== 'invalid_argument' && code !== 'unsupported') return undefined;
  if (sent > 0) return `sent ${sent} calls before: ${message.slice(0, 200)}`;
  const named = !(thrown instanceof InvalidRequestError) || thrown.field;
  return named ? undefined : `names no field: ${message.slice(0, 200)}`;
}

function nameOf(thrown: unknown): string {
  return thrown instanceof Error
    ? `${thrown.name}: ${thrown.message}`.slice(0, 200)
    : typeof thrown;
}

/** Every method of a provider; lists in each of the ways they can be used. */
function methodsOf(provider: GroupProvider): readonly PublicMethod[] {
  const { groups, members, mutes, blacklist } = provider;
  const users = ['bob', 'carol'];
  const group = { id: '77', kind: 'standard' };
  const input = {
    name: 'Club',
    ownerId: 'alice',
    kind: 'standard',
    id: undefined,
    description: 'about',
    avatarUrl: 'https://host/face',
    joinPolicy: 'open',
    invitePolicy: 'closed',
    maxMembers: 20,
  };
  const patch = { ...input, kind: undefined, ownerId: undefined };
  return [
    method('groups.create', groups.create, [input, {}]),
    method('groups.get', groups.get, [group, {}]),
    method('groups.getMany', groups.getMany, [['77', '78'], {}]),
    ...listMethods('groups.list', groups.list, [{}]),
    ...listMethods('groups.listJoined', groups.listJoined, ['alice', {}]),
    method('groups.update', groups.update, [group, patch, {}]),
    method('groups.getAnnouncement', groups.getAnnouncement, [group, {}]),
    method('groups.setAnnouncement', groups.setAnnouncement, [group, 'news', {}]),
    method('groups.delete', groups.delete, [group, {}]),
    method('groups.transfer', groups.transfer, [group, 'bob', {}]),
    ...listMethods('members.list', members.list, [group, {}]),
    method('members.getRoles', members.getRoles, [group, users, {}]),
    method('members.getRole', members.getRole, [group, 'bob', {}]),
    method('members.add', members.add, [group, users, {}]),
    method('members.remove', members.remove, [group, users, {}]),
    method('members.setRole', members.setRole, [group, users, 'admin', {}]),
    method('mutes.add', mutes.add, [group, users, { seconds: 60 }, {}]),
    method('mutes.remove', mutes.remove, [group, users, {}]),
    ...listMethods('mutes.list', mutes.list, [group, {}]),
    method('mutes.muteAll', mutes.muteAll, [group, {}]),
    method('mutes.unmuteAll', mutes.unmuteAll, [group, {}]),
    method('blacklist.add', blacklist.add, [group, users, 'permanent', {}]),
    method('blacklist.remove', blacklist.remove, [group, users, {}]),
    ...listMethods('blacklist.list', blacklist.list, [group, {}]),
  ];
}

function method(
  name: string,
  run: (...args: never[]) => unknown,
  good: readonly unknown[],
): PublicMethod {
  return { name, good, call: (...args) => Reflect.apply(run, undefined, args) };
}

function listMethods(
  name: string,
  list: (...args: never[]) => Pages<unknown>,
  good: readonly unknown[],
): readonly PublicMethod[] {
  const pagesOf = (args: readonly unknown[]): Pages<unknown> =>
    Reflect.apply(list, undefined, args);
  return [
    { name: `${name} first`, good, call: (...args) => pagesOf(args).first() },
    { name: `${name} items`, good, call: (...args) => firstOf(pagesOf(args)) },
    { name: `${name} pages`, good, call: (...args) => firstOf(pagesOf(args).pages()) },
    {
      name: `${name} toArray`,
      good: [{ maxItems: 5 }],
      call: (...args) => {
        const { toArray } = pagesOf(good);
        return Reflect.apply(toArray, undefined, args);
      },
    },
  ];
}

async function firstOf(items: AsyncIterable<unknown>): Promise<unknown> {
  for await (const item of items) return item;
  return undefined;
}

/** Good arguments of a method with each one replaced by each value, and with each field of an object replaced. */
function spoiltArguments({ good }: PublicMethod): readonly (readonly [string, () => unknown[]])[] {
  return good.flatMap((argument, index) => {
    const isOptions = index === good.length - 1 && Object.keys(Object(argument)).length === 0;
    const variants = [
      ...anyArguments,
      ...(isOptions ? anyOptions : []),
      ...(isPlainObject(argument) ? variantsOf(argument) : []),
    ];
    return variants.map(
      ([what, make]) =>
        [
          `argument ${index} as ${what}`,
          () => good.map((other, at) => (at === index ? make() : other)),
        ] as const,
    );
  });
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A method of a vendor's own client. */
export function nativeMethod(
  name: string,
  run: (...args: never[]) => unknown,
  request: Readonly<Record<string, unknown>>,
): PublicMethod {
  return method(name, run, [request, {}]);
}

/** Suites over every public method of a provider and some of its client; `sent` counts what reached the service. */
export function testAnyArguments(
  provider: GroupProvider,
  clientMethods: readonly PublicMethod[],
  sent: () => number,
): void {
  describe('a public method that is called with anything', () => {
    test.each(methodsOf(provider).map((method) => [method.name, method] as const))(
      '%s settles, and tells what is wrong in an error of the library before anything is sent',
      async (_, method) => {
        const faults: string[] = [];

        for (const [what, make] of spoiltArguments(method)) {
          const fault = await faultOfCall(method, make(), sent);
          if (fault !== undefined) faults.push(`${what}: ${fault}`);
        }

        expect(faults).toEqual([]);
      },
    );

    test('so does any method with any list of arguments', async () => {
      const anyMethod = fc.constantFrom(...methodsOf(provider), ...clientMethods);

      await fc.assert(
        fc.asyncProperty(anyMethod, argumentLists, async (method, args) => {
          const made = args.map(([, make]) => make());

          expect(await faultOfCall(method, made, sent)).toBeUndefined();
        }),
        { numRuns: 1000 },
      );
    });

    test('no prototype was changed', () => {
      expect(Object.keys(Object.prototype)).toEqual([]);
      expect('polluted' in {}).toBe(false);
    });
  });

  describe('a method of the native client that is called with anything', () => {
    test.each(clientMethods.map((method) => [method.name, method] as const))(
      '%s settles, and tells what is wrong in an error of the library before anything is sent',
      async (_, method) => {
        const faults: string[] = [];

        for (const [what, make] of spoiltArguments(method)) {
          const fault = await faultOfCall(method, make(), sent);
          if (fault !== undefined) faults.push(`${what}: ${fault}`);
        }

        expect(faults).toEqual([]);
      },
    );
  });
}
