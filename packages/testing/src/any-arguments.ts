import {
  type GroupProvider,
  InvalidRequestError,
  isImGroupsError,
  type Pages,
} from '@imgroups/core/adapter';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AnyArgument,
  anyArguments,
  anyOptions,
  argumentLists,
  variantsOf,
} from './any-values.ts';

/** A public method, and arguments that are good. */
export interface PublicMethod {
  readonly name: string;
  readonly call: (...args: readonly unknown[]) => unknown;
  /** Good arguments, the options last. */
  readonly good: readonly unknown[];
  /** True if it has to read something before it can tell that an argument does not fit. */
  readonly readsFirst?: boolean;
}

/** Returns the fault of a call of a method; undefined when all is well. `sent` counts the calls to the service. */
async function faultOfCall(
  { call, readsFirst = false }: Pick<PublicMethod, 'call' | 'readsFirst'>,
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
    return faultOfError(thrown, readsFirst ? 0 : sent() - before);
  }
}

export function faultOfError(thrown: unknown, sent: number): string | undefined {
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
export function methodsOf(provider: GroupProvider): readonly PublicMethod[] {
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
    method('groups.ensure', groups.ensure, [{ ...input, id: 'club' }, {}]),
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
    { ...method('members.sync', members.sync, [group, users, {}]), readsFirst: true },
    method('mutes.add', mutes.add, [group, users, { seconds: 60 }, {}]),
    method('mutes.remove', mutes.remove, [group, users, {}]),
    ...listMethods('mutes.list', mutes.list, [group, {}]),
    method('mutes.muteAll', mutes.muteAll, [group, {}]),
    method('mutes.unmuteAll', mutes.unmuteAll, [group, {}]),
    method('blacklist.add', blacklist.add, [group, users, 'permanent', {}]),
    method('blacklist.remove', blacklist.remove, [group, users, {}]),
    ...listMethods('blacklist.list', blacklist.list, [group, {}]),
    method('check', provider.check, [{}]),
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
export function spoiltArguments(
  { good }: PublicMethod,
  options: readonly AnyArgument[] = anyOptions,
): readonly (readonly [string, () => unknown[]])[] {
  return good.flatMap((argument, index) => {
    const isOptions = index === good.length - 1 && Object.keys(Object(argument)).length === 0;
    const variants = [
      ...anyArguments,
      ...(isOptions ? options : []),
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

/**
 * A quarter of all values of all options, another one for each method in turn: the options of all methods are checked by the
 * same code.
 */
function optionsFor(index: number): readonly AnyArgument[] {
  return anyOptions.filter((_, at) => at % 4 === index % 4);
}

/** Suites over every public method of a provider and some of its client; `sent` counts what reached the service. */
export function testAnyArguments(
  provider: GroupProvider,
  clientMethods: readonly PublicMethod[],
  sent: () => number,
): void {
  describe('a public method that is called with anything', () => {
    test.each(methodsOf(provider).map((method, index) => [method.name, method, index] as const))(
      '%s settles, and tells what is wrong in an error of the library before anything is sent',
      async (_, method, index) => {
        const faults: string[] = [];

        for (const [what, make] of spoiltArguments(method, optionsFor(index))) {
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
        { numRuns: 300 },
      );
    });

    test('no prototype was changed', () => {
      expect(Object.keys(Object.prototype)).toEqual([]);
      expect('polluted' in {}).toBe(false);
    });
  });

  describe('a method of the native client that is called with anything', () => {
    test.each(clientMethods.map((method, index) => [method.name, method, index] as const))(
      '%s settles, and tells what is wrong in an error of the library before anything is sent',
      async (_, method, index) => {
        const faults: string[] = [];

        for (const [what, make] of spoiltArguments(method, optionsFor(index))) {
          const fault = await faultOfCall(method, make(), sent);
          if (fault !== undefined) faults.push(`${what}: ${fault}`);
        }

        expect(faults).toEqual([]);
      },
    );
  });
}
