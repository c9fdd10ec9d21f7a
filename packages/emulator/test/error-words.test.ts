import { type GroupProvider, isBatchError, isImGroupsError } from '@imgroups/core';
import { createEasemobProvider } from '@imgroups/easemob';
import { createTencentProvider } from '@imgroups/tencent';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../src/index.ts';

/** The details of both vendors' errors beside code and reason. */
let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ rateScale: 0 });
});
afterAll(() => emulator.close());

type Change = Readonly<Record<string, unknown>>;

const create = {
  tencent: (change: Change = {}) => createTencentProvider({ ...emulator.tencent, ...change }),
  easemob: (change: Change = {}) => createEasemobProvider({ ...emulator.easemob, ...change }),
} as const;

const vendors = ['tencent', 'easemob'] as const;

async function failureOf(call: Promise<unknown>) {
  const thrown = await call.then(
    () => new Error('the call did not fail'),
    (error: unknown) => error,
  );
  if (!isImGroupsError(thrown)) throw thrown;
  return thrown;
}

describe('a wrong option is told by its name', () => {
  test.each<[vendor: 'tencent' | 'easemob', what: string, change: Change, option: string]>([
    ['tencent', 'key', { secretKey: 'wrong' }, 'Check secretKey'],
    ['tencent', 'app', { sdkAppId: 1400000999 }, 'Check sdkAppId, and region'],
    ['tencent', 'administrator', { administrator: 'nobody' }, 'Check administrator'],
    ['easemob', 'client', { clientId: 'wrong' }, 'Check clientId'],
    ['easemob', 'key', { clientSecret: 'wrong' }, 'Check clientSecret'],
    ['easemob', 'app', { appKey: 'acme#other' }, 'Check appKey, and region'],
    [
      'easemob',
      'token',
      { clientId: undefined, clientSecret: undefined, token: () => 'YWMt-of-another-app' },
      'token gives',
    ],
  ])('%s: another %s', async (vendor, _, change, option) => {
    const error = await failureOf(create[vendor](change).groups.get('1'));

    expect(error.message).toContain(option);
    expect(error).toMatchObject({
      code: option.includes('administrator') ? 'permission_denied' : 'unauthenticated',
      retryable: false,
    });
  });

  test.each([
    ['tencent', { sdkAppId: 1400000999 }],
    ['easemob', { appKey: 'acme#other' }],
  ] as const)(
    '%s: an app that the vendor does not know is no missing group',
    async (vendor, change) => {
      const error = await failureOf(create[vendor](change).groups.get('1'));

      expect(error).toMatchObject({ code: 'unauthenticated', reason: 'app_not_found' });
    },
  );

  test('the clock of the machine', async () => {
    const behind = () => Date.now() - 2 * 86_400_000;

    const error = await failureOf(create.tencent({ now: behind }).groups.get('1'));

    expect(error).toMatchObject({ code: 'unauthenticated', reason: 'clock_skew' });
    expect(error.message).toContain('the clock of this machine is 2880 minutes behind');
  });

  test.each(vendors)('%s: the address of the other vendor', async (vendor) => {
    const other = vendor === 'tencent' ? emulator.easemob : emulator.tencent;
    const provider = create[vendor]({ baseUrl: other.baseUrl, retry: { maxRetries: 0 } });

    const error = await failureOf(provider.groups.get('1'));

    expect(error.message).toContain('Check baseUrl or region');
    expect(error.code).not.toBe('not_found');
  });
});

describe.each(vendors)('%s', (vendor) => {
  const calls: readonly [string, (provider: GroupProvider) => Promise<unknown>][] = [
    ['a read', (provider) => provider.groups.get('1')],
    ['a write', (provider) => provider.groups.update('1', { name: 'Chess' })],
    ['a read in chunks', (provider) => provider.members.getRole('1', 'bob')],
    ['a batch', (provider) => provider.members.add('1', ['bob'])],
    ['a page', (provider) => provider.members.list('1').first()],
    ['a list', (provider) => provider.members.list('1').toArray({ maxItems: 1 })],
  ];

  test.each(calls)(
    'the stack of %s that failed shows the line that made the call',
    async (_, call) => {
      async function lineOfTheCaller(): Promise<unknown> {
        return await call(create[vendor]());
      }

      const { stack } = await failureOf(lineOfTheCaller());

      expect(stack).toMatch(/lineOfTheCaller.*error-words\.test\.ts/);
    },
  );

  test('the stack of a list in a loop shows the loop', async () => {
    async function lineOfTheLoop(): Promise<void> {
      for await (const member of create[vendor]().members.list('1')) expect(member).toBeUndefined();
    }

    const { stack } = await failureOf(lineOfTheLoop());

    expect(stack).toMatch(/lineOfTheLoop.*error-words\.test\.ts/);
  });
});

test('the stack of a call of the native client shows the line that made it', async () => {
  async function lineOfTheCaller(): Promise<void> {
    await create.tencent().client.destroyGroup({ GroupId: '1' });
  }

  const { stack } = await failureOf(lineOfTheCaller());

  expect(stack).toMatch(/lineOfTheCaller.*error-words\.test\.ts/);
});

describe.each(vendors)('an id that is a number is refused with its type: %s', (vendor) => {
  const wrong: readonly [string, (provider: GroupProvider) => Promise<unknown>][] = [
    ['group', (provider) => provider.groups.get(1001 as never)],
    ['group.id', (provider) => provider.groups.get({ id: 1001 } as never)],
    ['ownerId', (provider) => provider.groups.create({ name: 'Chess', ownerId: 1001 as never })],
    ['userIds[1]', (provider) => provider.members.add('1', ['bob', 1001 as never])],
    ['userId', (provider) => provider.members.getRole('1', 1001 as never)],
    ['newOwnerId', (provider) => provider.groups.transfer('1', 1001 as never)],
  ];

  test.each(wrong)('%s', async (field, call) => {
    const error = await failureOf(call(create[vendor]()));

    expect(error).toMatchObject({
      name: 'InvalidRequestError',
      field,
      message: `${field}: must be a non-empty string, not 1001 (number)`,
    });
  });

  test('a field of the native client', async () => {
    const request =
      vendor === 'tencent'
        ? create.tencent().client.destroyGroup({ GroupId: 1001 as never })
        : create.easemob().client.getGroups({ group_ids: [1001 as never] });

    const error = await failureOf(request);

    expect(error.message).toContain('not 1001 (number)');
  });
});

describe.each(vendors)(
  'half an emoji is refused by field before anything is sent: %s',
  (vendor) => {
    const half = 'Chess \ud83d';
    const control = () => emulator[vendor].control;
    const wrong: readonly [string, (provider: GroupProvider) => Promise<unknown>][] = [
      ['name', ({ groups }) => groups.create({ name: half, ownerId: 'alice' })],
      ['description', ({ groups }) => groups.update('1', { description: half })],
      ['avatarUrl', ({ groups }) => groups.update('1', { avatarUrl: half })],
      ['text', ({ groups }) => groups.setAnnouncement('1', half)],
      ['group', ({ groups }) => groups.get(half)],
      ['userIds[1]', ({ members }) => members.add('1', ['bob', half])],
      ['ids[0]', ({ groups }) => groups.getMany([half])],
    ];

    test.each(wrong)('%s', async (field, call) => {
      control().clearJournal();

      const error = await failureOf(call(create[vendor]()));

      expect(error).toMatchObject({
        name: 'InvalidRequestError',
        field,
        message: `${field}: is not well-formed Unicode: half a character at index 6, as a cut emoji leaves it`,
      });
      expect(control().journal()).toEqual([]);
    });

    test('a whole emoji is sent', async () => {
      control().importAccounts(['alice']);
      const provider = create[vendor]();

      const group = await provider.groups.create({ name: 'Chess \u{1f600}', ownerId: 'alice' });

      expect((await provider.groups.get(group)).name).toBe('Chess \u{1f600}');
    });
  },
);

test.each([
  [
    'MsgBody.0.MsgContent.Text',
    () =>
      create.tencent().client.sendGroupMsg({
        GroupId: '1',
        Random: 1,
        MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hi \ud83d' } }],
      }),
  ],
  [
    'GroupAttr.0.value',
    () =>
      create
        .tencent()
        .client.setGroupAttr({ GroupId: '1', GroupAttr: [{ key: 'a', value: '\ude00' }] }),
  ],
  ['custom', () => create.easemob().client.updateGroup({ group_id: '1', custom: '\ude00' })],
] as const)('half an emoji in %s of a native request is refused', async (field, call) => {
  expect(await failureOf(call())).toMatchObject({ name: 'InvalidRequestError', field });
});

describe.each(vendors)('a group of 300: %s', (vendor) => {
  const players = Array.from({ length: 299 }, (_, index) => `player${index}`);
  beforeAll(() => emulator[vendor].control.importAccounts(['alice', ...players]));

  test('is made by the same program on both vendors when it says how many it takes', async () => {
    const provider = create[vendor]();

    const group = await provider.groups.create({
      name: 'Chess',
      ownerId: 'alice',
      maxMembers: 300,
    });
    const result = await provider.members.add(group, players);

    expect(result.ok).toBe(true);
    expect((await provider.groups.get(group)).maxMembers).toBe(300);
  });

  test('that does not fit in is told with the capacity and the remedy, which works', async () => {
    const provider = create[vendor]();
    const group = await provider.groups.create({
      name: 'Chess',
      ownerId: 'alice',
      maxMembers: 200,
    });

    const { failed } = await provider.members.add(group, players);

    expect(failed.length).toBeGreaterThan(0);
    expect(failed[0]?.error).toMatchObject({ code: 'resource_exhausted', reason: 'group_full' });
    expect(failed[0]?.error.message).toContain(
      'the group takes 200 members. Raise it with groups.update(group, { maxMembers })',
    );
    await provider.groups.update(group, { maxMembers: 300 });
    expect((await provider.members.add(group, players)).ok).toBe(true);
  });
});

test('a program that says nothing is told what Easemob made of it', async () => {
  const provider = create.easemob();
  const players = Array.from({ length: 299 }, (_, index) => `player${index}`);
  const group = await provider.groups.create({ name: 'Chess', ownerId: 'alice' });

  const { failed } = await provider.members.add(group, players);

  expect(failed[0]?.error.message).toContain('the group takes 200 members. Raise it with');
});

describe('a user whom no call can name', () => {
  /** 100 users, the 58th of whom has an id that is too long, and the first of whom comes twice. */
  const bad = { tencent: 'a'.repeat(33), easemob: 'no blanks please' } as const;
  const userIds = (vendor: 'tencent' | 'easemob') => {
    const all = Array.from({ length: 100 }, (_, index) => `user${index}`);
    return [...all.slice(0, 56), 'user0', bad[vendor], ...all.slice(56)];
  };

  test.each(vendors)('%s: fails alone, by its place in the list of the caller', async (vendor) => {
    const { control } = emulator[vendor];
    control.importAccounts(['alice', ...userIds(vendor).filter((id) => id !== bad[vendor])]);
    const provider = create[vendor]();
    const group = await provider.groups.create({ name: 'Chess', ownerId: 'alice' });
    control.clearJournal();

    const { failed } = await provider.members.add(group, userIds(vendor));

    expect(failed).toMatchObject([
      { userId: bad[vendor], error: { name: 'InvalidRequestError', field: 'userIds[57]' } },
    ]);
    expect(failed[0]?.error.message).toMatch(/^userIds\[57\]: /);
    // The others of its chunk go together: its place is known.
    const chunkSize = vendor === 'tencent' ? 20 : 60;
    expect(
      control
        .journal()
        .filter(({ endpoint }) => endpoint?.startsWith('addG') || endpoint === 'addMembers'),
    ).toHaveLength(Math.ceil(101 / chunkSize));
  });

  test.each(vendors)('%s: is told where roles are read', async (vendor) => {
    const provider = create[vendor]();
    const group = await provider.groups.create({ name: 'Chess', ownerId: 'alice' });

    const roles = provider.members.getRoles(group, userIds(vendor));

    if (vendor === 'tencent') {
      expect(await failureOf(roles)).toMatchObject({
        name: 'InvalidRequestError',
        field: 'userIds[57]',
      });
    } else {
      // Easemob tells the roles of everybody, and of nobody by name.
      expect((await roles).get(bad.easemob)).toBeUndefined();
    }
  });

  test('is told where roles are changed one by one', async () => {
    const provider = create.tencent();
    const group = await provider.groups.create({ name: 'Chess', ownerId: 'alice' });
    await provider.members.add(group, ['user1']);

    const { failed } = await provider.members.setRole(group, ['user1', bad.tencent], 'admin');

    expect(failed).toMatchObject([{ error: { field: 'userIds[1]' } }]);
  });

  test('stops no batch', async () => {
    const provider = create.tencent();
    const group = await provider.groups.create({ name: 'Chess', ownerId: 'alice' });

    const result = await provider.members.remove(group, [bad.tencent]).catch((error: unknown) => {
      if (isBatchError(error)) return error.result;
      throw error;
    });

    expect(result.failed).toMatchObject([{ error: { field: 'userIds[0]' } }]);
  });
});
