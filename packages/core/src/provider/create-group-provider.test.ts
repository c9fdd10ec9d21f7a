import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { accept, fakeContext, scriptedTransport } from '../../test/fake-vendor.ts';
import { isBatchError } from '../batch/batch-error.ts';
import { clientOf } from '../client/client.ts';
import { endpoint } from '../endpoint/endpoint.ts';
import { refused, unreadable } from '../errors/failure.ts';
import { isImGroupsError } from '../errors/imgroups-error.ts';
import type { Member } from '../model/member.ts';
import { numberedPages } from '../pagination/numbered.ts';
import type { Page } from '../pagination/page.ts';
import { createGroupProvider } from './create-group-provider.ts';
import type { Driver, DriverTypes } from './driver.ts';
import { operations } from './operations.ts';

/** A vendor that has one call, for everything; each test replaces the part of the driver that it is about. */
const endpoints = {
  put: endpoint<{ id: string; Name?: string }, object>({
    method: 'PUT',
    path: '/things/{id}',
    request: v.object({
      id: v.string(),
      Name: v.optional(v.pipe(v.string(), v.maxBytes(9))),
    }),
    response: v.object({}),
    repeat: 'safe',
  }),
};

const everyKind = {
  standard: 'yes',
  work: 'no',
  meeting: 'yes',
  livestream: 'yes',
  community: 'yes',
} as const;

const rows = Object.fromEntries(
  operations.map((operation) => [
    operation,
    {
      kinds: everyKind,
      calls: ['put'],
      extras: operation === 'groups.update' ? ['Tags'] : [],
      fields: { Name: 'name', id: 'group' },
    },
  ]),
) as unknown as Driver<DriverTypes>['operations'];

type Parts = { readonly [Part in 'groups' | 'members' | 'mutes' | 'blacklist']?: object };

function providerOf(parts: Parts, transport = scriptedTransport(accept)) {
  const context = fakeContext(transport);
  const client = { ...clientOf(context, endpoints), close: async () => undefined };
  const driver = {
    name: 'fake',
    endpoints,
    operations: rows,
    canonicalUserId: (userId: string) => userId.toLowerCase(),
    kindOfId: () => undefined,
    ...{ groups: {}, members: {}, mutes: {}, blacklist: {} },
    ...parts,
  } as unknown as Driver<DriverTypes>;
  const provider = createGroupProvider(driver, { client, context, settings: undefined });
  return { provider, transport };
}

async function failureOf(promise: Promise<unknown>) {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isImGroupsError(error)) throw new Error('it did not fail with an error of ours');
  return error;
}

interface Sending {
  readonly client: ReturnType<typeof clientOf<typeof endpoints>>;
  readonly group: { readonly id: string };
  readonly call: object;
  readonly extras: object;
  readonly patch: { readonly name?: string };
}

const update = {
  send: ({ client, group, patch, extras, call }: Sending) =>
    client.put({ Name: patch.name, ...extras, id: group.id }, call),
};

describe('options and input', () => {
  const { provider, transport } = providerOf({ groups: { update } });
  const anything = provider as unknown as {
    groups: { update: (...values: unknown[]) => Promise<void> };
  };

  test.each([
    [['club', { nmae: 'x' }], 'nmae', 'unknown field; did you mean name?'],
    [['club', { name: 'x' }, { timeOut: 5 }], 'timeOut', 'unknown option; did you mean timeout?'],
    [['club', { name: 'x' }, { zzz: 5 }], 'zzz', 'unknown option'],
    [['club', { name: 'x' }, { constructor: 5 }], 'constructor', 'unknown option'],
    [['club', { name: 5 }], 'name', 'must be a string, not 5 (number)'],
    [
      ['club', { name: 'x' }, { signal: 'now' }],
      'signal',
      'must be an AbortSignal, not "now" (string)',
    ],
    [['club', { name: 'x' }, []], 'options', 'must be an object, not a list'],
    [[{ id: 7 }, { name: 'x' }], 'group.id', 'must be a non-empty string, not 7 (number)'],
    [['club', {}], 'patch', 'at least one field is needed'],
    [
      ['club', { name: 'x' }, { providerOptions: { fake: { Tag: [] } } }],
      'providerOptions.fake.Tag',
      'unknown field; did you mean Tags?',
    ],
    [
      ['club', { name: 'x' }, { providerOptions: { other: 5 } }],
      'providerOptions.other',
      'must be an object, not 5 (number)',
    ],
  ])('%j is refused by name', async (given, field, rule) => {
    const error = await failureOf(anything.groups.update(...given));

    expect(error).toMatchObject({
      name: 'InvalidRequestError',
      provider: 'fake',
      operation: 'groups.update',
      field,
      message: `${field}: ${rule}`,
    });
    expect(transport.sent).toEqual([]);
  });

  test('fields of the wire are told under the name of the caller’s argument', async () => {
    const error = await failureOf(provider.groups.update('club', { name: 'more than nine' }));

    expect(error).toMatchObject({
      field: 'name',
      message: 'name: at most 9 bytes of UTF-8, not 14',
      operation: 'groups.update',
      endpoint: 'put',
    });
  });

  test('the vendor’s own fields win over neutral ones, never over ids, and alone are a change', async () => {
    await anything.groups.update('club', {}, { providerOptions: { fake: { Tags: ['a'] } } });

    expect(transport.sent.at(-1)?.url).toContain('/things/club');
    expect(JSON.parse(String(transport.sent.at(-1)?.body))).toEqual({ Tags: ['a'] });
  });

  test('what a kind cannot do is refused before the call', async () => {
    const error = await failureOf(
      provider.groups.update({ id: 'club', kind: 'work' }, { name: 'x' }),
    );

    expect(error).toMatchObject({ name: 'UnsupportedError', reason: 'group_kind' });
  });
});

describe('errors', () => {
  test('what a mapping cannot read becomes an error with provider and operation', async () => {
    const { provider } = providerOf({
      groups: {
        async get() {
          throw unreadable('the answer has no name', { field: 'data.name', endpoint: 'put' });
        },
      },
    });

    expect(await failureOf(provider.groups.get('club'))).toMatchObject({
      name: 'InvalidResponseError',
      provider: 'fake',
      operation: 'groups.get',
      endpoint: 'put',
      field: 'data.name',
    });
  });

  test('a refusal that a read explains has the new reason, and keeps the vendor’s words', async () => {
    const { provider } = providerOf({
      groups: {
        transfer: {
          async send() {
            throw refused('no', { code: 'invalid_argument', vendorCode: 7, vendorMessage: 'no' });
          },
          explain: async () =>
            refused('eve is no member', { code: 'not_found', reason: 'not_a_member' }),
        },
      },
    });

    expect(await failureOf(provider.groups.transfer('club', 'Eve'))).toMatchObject({
      code: 'not_found',
      reason: 'not_a_member',
      vendorCode: 7,
      message: 'eve is no member',
    });
  });

  test('a refusal that a read shows to be none gives the result', async () => {
    let reads = 0;
    const { provider } = providerOf({
      groups: {
        transfer: {
          send: () => Promise.reject(refused('no', { code: 'unavailable', ambiguous: true })),
          explain: async () => ({ result: undefined }),
          async readBack() {
            reads += 1;
          },
        },
      },
    });

    await expect(provider.groups.transfer('club', 'Eve')).resolves.toBeUndefined();
    expect(reads).toBe(0);
  });

  test.each([
    ['is not possible', undefined],
    ['finds nothing', async () => undefined],
    ['fails too', () => Promise.reject(new Error('read failed'))],
  ])('a write in doubt fails with its own error when the read %s', async (_, readBack) => {
    const send = () => Promise.reject(refused('lost', { code: 'unavailable', ambiguous: true }));
    const { provider } = providerOf({ groups: { transfer: { send, readBack } } });

    expect(await failureOf(provider.groups.transfer('club', 'eve'))).toMatchObject({
      message: 'lost',
      ambiguous: true,
    });
  });

  test.each([
    ['may have taken effect', { ambiguous: true }, 1],
    ['surely had no effect', {}, 0],
    ['was cancelled', { code: 'cancelled', ambiguous: true }, 0],
  ] as const)('a write that %s is looked up %j: %i', async (_, details, expected) => {
    let reads = 0;
    const { provider } = providerOf({
      groups: {
        transfer: {
          send: () => Promise.reject(refused('failed', { code: 'unavailable', ...details })),
          async readBack() {
            reads += 1;
            return { result: undefined };
          },
        },
      },
    });

    await provider.groups.transfer('club', 'eve').catch(() => undefined);

    expect(reads).toBe(expected);
  });
});

describe('batches', () => {
  const planOf = (plan: object) => ({
    members: { remove: { plan: () => ({ endpoint: 'put', maxChunk: 2, ...plan }) } },
  });
  const done = (userIds: readonly string[]) =>
    userIds.map((userId) => ({ userId, status: 'done', changed: true }));

  test('users are sent in the vendor’s spelling and told in the caller’s', async () => {
    const sent: (readonly string[])[] = [];
    const { provider } = providerOf(
      planOf({
        async send(userIds: readonly string[]) {
          sent.push(userIds);
          return done(userIds);
        },
      }),
    );

    const { outcomes } = await provider.members.remove('club', ['Ann', 'ann', 'Bob']);

    expect(sent).toEqual([['ann', 'bob']]);
    expect(outcomes.map(({ userId }) => userId)).toEqual(['Ann', 'ann', 'Bob']);
  });

  test('who is settled before the wire is not sent', async () => {
    const sent: (readonly string[])[] = [];
    const { provider } = providerOf(
      planOf({
        settle: async () => [{ userId: 'ann', status: 'done', changed: false }],
        async send(userIds: readonly string[]) {
          sent.push(userIds);
          return done(userIds);
        },
      }),
    );

    const { outcomes } = await provider.members.remove('club', ['ann', 'bob']);

    expect(sent).toEqual([['bob']]);
    expect(outcomes).toEqual([
      { userId: 'ann', status: 'done', changed: false },
      { userId: 'bob', status: 'done', changed: true },
    ]);
  });

  test('single failures of an answer are explained once per kind of failure', async () => {
    const asked: (readonly string[])[] = [];
    const { provider } = providerOf(
      planOf({
        send: async (userIds: readonly string[]) =>
          userIds.map((userId) => ({
            userId,
            status: 'failed',
            failure: refused('no', { code: 'failed_precondition', vendorCode: 3 }),
          })),
        async explain(userIds: readonly string[]) {
          asked.push(userIds);
          const failure = refused('no account', { code: 'not_found', reason: 'user_not_found' });
          return [{ userId: 'ann', status: 'failed', failure }];
        },
      }),
    );

    const { failed } = await provider.members.remove('club', ['ann', 'bob']);

    expect(asked).toEqual([['ann', 'bob']]);
    expect(failed).toMatchObject([
      { userId: 'ann', error: { reason: 'user_not_found', vendorCode: 3, endpoint: 'put' } },
      { userId: 'bob', error: { code: 'failed_precondition', operation: 'members.remove' } },
    ]);
  });

  test('a stopped batch has code and reason of its cause, and each of its calls’ errors', async () => {
    const { provider } = providerOf(
      planOf({
        async send() {
          throw refused('gone', { code: 'not_found', reason: 'group_not_found' });
        },
      }),
    );

    const error = await failureOf(provider.members.remove('club', ['ann', 'bob', 'eve']));

    expect(isBatchError(error)).toBe(true);
    expect(error).toMatchObject({
      name: 'BatchError',
      code: 'not_found',
      reason: 'group_not_found',
      operation: 'members.remove',
      cause: { name: 'ApiError' },
      result: { outcomes: [{ userId: 'ann' }, { userId: 'bob' }, { userId: 'eve' }] },
    });
  });

  test.each([
    ['concurrency', 0],
    ['concurrency', 1.5],
    ['chunkSize', -1],
  ])('%s %d is refused by name', async (field, value) => {
    const { provider } = providerOf(planOf({ send: async () => [] }));

    const error = await failureOf(provider.members.remove('club', ['ann'], { [field]: value }));

    expect(error).toMatchObject({
      field,
      message: `${field}: must be a positive whole number, not ${value} (number)`,
    });
  });

  test('ids are refused by their place in the list', async () => {
    const { provider } = providerOf(planOf({ send: async () => [] }));
    const ids = ['ann', 5 as unknown as string];

    expect(await failureOf(provider.members.remove('club', ids))).toMatchObject({
      field: 'userIds[1]',
    });
  });
});

describe('lists by page number', () => {
  const listOf = (read: (page: number) => readonly string[], ofPages?: number) => ({
    members: {
      list: {
        pageSizes: () => ({ usual: 2, max: 100 }),
        open: () =>
          numberedPages(
            { first: 1, usual: ofPages, idOf: ({ userId }: { userId: string }) => userId },
            async (page) => ({
              items: read(page).map((userId) => ({ userId, role: 'member', raw: {} })),
              unreadable: [],
            }),
          ),
      },
    },
  });

  test('end with an empty page or one that is shorter than the one before', async () => {
    const pages: Record<number, string[]> = { 1: ['a', 'b'], 2: ['c', 'd'], 3: ['e'] };
    const { provider } = providerOf(listOf((page) => pages[page] ?? []));

    const all = await provider.members.list('club').toArray({ maxItems: 99 });

    expect(all.map(({ userId }) => userId)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test.each([1, 2])(
    'give nobody twice when %i join at their start, which a page holds',
    async (count) => {
      const members = ['a', 'b', 'c', 'd', 'e'];
      const { provider } = providerOf(listOf((page) => members.slice(page * 2 - 2, page * 2)));

      const seen: string[] = [];
      for await (const { items } of provider.members.list('club').pages()) {
        seen.push(...items.map(({ userId }) => userId));
        if (!members.includes('new1')) members.unshift(...['new1', 'new2'].slice(0, count));
      }

      expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
    },
  );

  test('of a server that ignores the number end in an error, never in an endless loop', async () => {
    const { provider } = providerOf(listOf(() => ['a', 'b']));

    const error = await failureOf(provider.members.list('club').toArray({ maxItems: 99 }));

    expect(error).toMatchObject({
      name: 'InvalidResponseError',
      operation: 'members.list',
      message: 'the list does not go on: page 2 is the page before it once more',
    });
  });

  test.each([
    ['more than a page', ['a', 'b', 'c']],
    ['less than a page', ['a']],
  ])('of a server that may give all at once end after it: %s', async (_, all) => {
    const { provider } = providerOf(listOf(() => all, 10));

    const members = await provider.members.list('club').toArray({ maxItems: 99 });

    expect(members.map(({ userId }) => userId)).toEqual(all);
  });

  test('of a server that ignores the number are not taken for complete at the usual size of its pages', async () => {
    const { provider } = providerOf(listOf(() => ['a', 'b', 'c'], 3));

    const list = provider.members.list('club', { pageSize: 5 });

    expect(await failureOf(list.toArray({ maxItems: 99 }))).toMatchObject({
      name: 'InvalidResponseError',
    });
  });

  test.each([[0], [-1], [1.5], [101]])('the page size %s is refused', async (pageSize) => {
    const { provider } = providerOf(listOf(() => []));

    expect(await failureOf(provider.members.list('club', { pageSize }).first())).toMatchObject({
      field: 'pageSize',
      operation: 'members.list',
    });
  });
});

describe('items that cannot be read', () => {
  const failure = (field: string) => unreadable(`the answer's ${field} is bad`, { field });
  const member = (userId: string) => ({ userId, role: 'member', raw: {} });

  /** Two pages, each with one good member and one or two that cannot be read. */
  const paged = {
    members: {
      list: {
        pageSizes: () => undefined,
        open: () => ({
          read: async (position?: number) =>
            position === undefined
              ? { items: [member('ann')], unreadable: [failure('List.Id')], next: 2 }
              : { items: [member('bob')], unreadable: [failure('List.Id'), failure('List.End')] },
        }),
      },
    },
  };

  test('are told beside the items of their page', async () => {
    const { provider } = providerOf(paged);

    const pages: Page<Member>[] = [];
    for await (const page of provider.members.list('club').pages()) pages.push(page);

    expect(pages.map(({ items }) => items.map(({ userId }) => userId))).toEqual([['ann'], ['bob']]);
    expect(pages.map((page) => page.unreadable?.map(({ field }) => field))).toEqual([
      ['List.Id'],
      ['List.Id', 'List.End'],
    ]);
    expect(pages[0]?.unreadable?.[0]).toMatchObject({
      name: 'InvalidResponseError',
      provider: 'fake',
      operation: 'members.list',
    });
  });

  test('are told at the end, once, to those who read item by item', async () => {
    const { provider } = providerOf(paged);
    const seen: string[] = [];

    const error = await failureOf(
      (async () => {
        for await (const { userId } of provider.members.list('club')) seen.push(userId);
      })(),
    );

    expect(seen).toEqual(['ann', 'bob']);
    expect(error).toMatchObject({
      name: 'InvalidResponseError',
      operation: 'members.list',
      field: 'List.Id',
      message:
        "3 items could not be read: List.Id (2), List.End (1); the first: the answer's List.Id is bad",
    });
    expect(error).toHaveProperty('unreadable.length', 3);
    expect(error).toHaveProperty('result', undefined);
  });

  test('do not keep the others from an array: they are the result of the error', async () => {
    const { provider } = providerOf(paged);
    const list = () => provider.members.list('club');

    const error = await failureOf(list().toArray({ maxItems: 99 }));
    const first = await failureOf(list().toArray({ maxItems: 1 }));

    expect(error).toHaveProperty('result', [member('ann'), member('bob')]);
    expect(first).toHaveProperty('result', [member('ann')]);
    expect(JSON.stringify(error)).not.toContain('ann');
  });

  test('of which there are none are not mentioned', async () => {
    const read = async () => ({ items: [member('ann')], unreadable: [] });
    const list = { pageSizes: () => undefined, open: () => ({ read }) };
    const { provider } = providerOf({ members: { list } });

    expect(await provider.members.list('club').first()).toEqual({ items: [member('ann')] });
  });

  test('do not keep other groups back, which stand in the error', async () => {
    const group = { id: 'club', kind: 'standard', name: 'Club', raw: {} };
    const read = async () => ({
      values: new Map([['club', group]]),
      unreadable: [failure('Groups.Name')],
    });
    const { provider } = providerOf({
      groups: { getMany: { plan: () => ({ maxChunk: 9, read }) } },
    });

    const error = await failureOf(provider.groups.getMany(['chess', 'club']));

    expect(error).toMatchObject({ name: 'InvalidResponseError', operation: 'groups.getMany' });
    expect(error).toHaveProperty('result', new Map([['club', group]]));
  });

  test('are never taken for users who are not members', async () => {
    const values = new Map([
      ['ann', 'admin'],
      ['bob', undefined],
    ]);
    const planOf = (unreadable: readonly unknown[]) => ({
      members: {
        getRoles: { plan: () => ({ maxChunk: 9, read: async () => ({ values, unreadable }) }) },
      },
    });

    const all = await providerOf(planOf([])).provider.members.getRoles('club', [
      'Ann',
      'bob',
      'eve',
    ]);
    const error = await failureOf(
      providerOf(planOf([failure('Users.Id')])).provider.members.getRoles('club', [
        'Ann',
        'bob',
        'eve',
      ]),
    );

    expect([...all]).toEqual([
      ['Ann', 'admin'],
      ['bob', undefined],
      ['eve', undefined],
    ]);
    expect(error).toHaveProperty(
      'result',
      new Map([
        ['Ann', 'admin'],
        ['bob', undefined],
      ]),
    );
  });

  test('of a page that comes again and again end the list', async () => {
    const { provider } = providerOf({
      members: {
        list: {
          pageSizes: () => ({ usual: 2, max: 2 }),
          open: () =>
            numberedPages(
              { first: 1, idOf: ({ userId }: { userId: string }) => userId },
              async () => ({
                items: [],
                unreadable: [failure('List.Id')],
              }),
            ),
        },
      },
    });

    expect(await failureOf(provider.members.list('club').toArray({ maxItems: 9 }))).toMatchObject({
      message: 'the list does not go on: page 2 is the page before it once more',
    });
  });

  test('of an answer to a write are read back', async () => {
    const send = async (userIds: readonly string[]) =>
      userIds.map((userId) => ({
        userId,
        status: 'failed',
        failure: failure('Users.Result').with({ ambiguous: true }),
      }));
    const readBack = async () => [{ userId: 'ann', status: 'done' }];
    const plan = () => ({ endpoint: 'put', maxChunk: 9, send, readBack });
    const { provider } = providerOf({ members: { remove: { plan } } });

    const { outcomes } = await provider.members.remove('club', ['ann', 'bob']);

    expect(outcomes).toMatchObject([
      { userId: 'ann', status: 'done' },
      { userId: 'bob', status: 'failed', error: { name: 'InvalidResponseError', ambiguous: true } },
    ]);
  });
});

test('a group of another kind counts as its bare id', async () => {
  const { provider, transport } = providerOf({ groups: { update } });

  await provider.groups.update({ id: 'club', kind: 'other' }, { name: 'x' });

  expect(transport.sent).toHaveLength(1);
});

test('a delete that was not answered and then finds no group has deleted it', async () => {
  const send = () =>
    Promise.reject(
      refused('gone', { code: 'not_found', reason: 'group_not_found', afterAmbiguous: true }),
    );
  const { provider } = providerOf({ groups: { delete: { send } } });

  await expect(provider.groups.delete('club')).resolves.toBeUndefined();
});
