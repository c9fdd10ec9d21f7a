import { describe, expect, test } from 'vitest';
import { createTencentProvider, type TencentProviderOptions } from '../src/index.ts';
import { lostAnswer, optionsFor, type Script, scriptedService } from './scripted-service.ts';

function providerOf(script: Script, options: Partial<TencentProviderOptions> = {}) {
  const service = scriptedService(script);
  return { ...service, provider: createTencentProvider({ ...optionsFor(service), ...options }) };
}

const now = 1_700_000_000;

describe('mutes', () => {
  test.each([
    [{ seconds: 600 }, 600],
    ['permanent', 4294967295],
  ] as const)('a mute of %o is %i on the wire', async (duration, MuteTime) => {
    const { provider, calls } = providerOf({ forbid_send_msg: [{}] });

    await provider.mutes.add('chess', ['a'], duration);

    expect(calls[0]?.body).toEqual({ GroupId: 'chess', Members_Account: ['a'], MuteTime });
  });

  test('unmuting is a mute of 0 seconds', async () => {
    const { provider, calls } = providerOf({ forbid_send_msg: [{}] });

    await provider.mutes.remove('chess', ['a']);

    expect(calls[0]?.body).toMatchObject({ MuteTime: 0 });
  });

  test.each([
    ['of the right end', now + 600, true],
    ['of another end', now + 6000, false],
    ['for good', 4294967295, false],
  ])('a lost answer is read back: a mute %s', async (_, MutedUntil, ok) => {
    const { provider } = providerOf(
      {
        forbid_send_msg: [lostAnswer()],
        get_group_muted_account: [{ MutedAccountList: [{ Member_Account: 'a', MutedUntil }] }],
      },
      { retry: { maxRetries: 0 } },
    );

    const result = await provider.mutes.add('chess', ['a'], { seconds: 600 });

    expect(result.ok).toBe(ok);
  });

  test('a lost unmute is read back', async () => {
    const { provider } = providerOf(
      { forbid_send_msg: [lostAnswer()], get_group_muted_account: [{ MutedAccountList: [] }] },
      { retry: { maxRetries: 0 } },
    );

    const result = await provider.mutes.remove('chess', ['a']);

    expect(result.ok).toBe(true);
  });

  test.each([
    ['a mute that it shows counts', 'add', 'a', true],
    ['a mute that it does not show may be there', 'remove', 'b', false],
  ] as const)(
    'after a lost answer a list with an entry that cannot be read proves no absence: %s',
    async (_, operation, muted, ok) => {
      const MutedAccountList = [
        { Member_Account: muted, MutedUntil: now + 600 },
        { MutedUntil: 1 },
      ];
      const { provider } = providerOf(
        { forbid_send_msg: [lostAnswer()], get_group_muted_account: [{ MutedAccountList }] },
        { retry: { maxRetries: 0 } },
      );
      const { mutes } = provider;

      const result = await (operation === 'add'
        ? mutes.add('chess', ['a'], { seconds: 600 })
        : mutes.remove('chess', ['a']));

      expect(result.ok).toBe(ok);
    },
  );

  test('who could not be muted is told where the caller wants to know', async () => {
    const UserIdList = [
      { Member_Account: 'ann', Role: 'Member' },
      { Member_Account: 'olga', Role: 'Owner' },
      { Member_Account: 'sam', Role: 'NotMember' },
    ];
    const { provider } = providerOf({ forbid_send_msg: [{}], get_role_in_group: [{ UserIdList }] });

    const { outcomes } = await provider.mutes.add(
      'chess',
      ['ann', 'olga', 'sam', 'unnamed'],
      { seconds: 600 },
      { verify: true },
    );

    expect(outcomes).toEqual([
      { userId: 'ann', status: 'done' },
      {
        userId: 'olga',
        status: 'failed',
        error: expect.objectContaining({
          code: 'failed_precondition',
          reason: 'is_owner',
          message: 'olga is the owner, whom nobody can mute',
        }),
      },
      {
        userId: 'sam',
        status: 'failed',
        error: expect.objectContaining({
          code: 'not_found',
          reason: 'not_a_member',
          message: 'sam is not a member, and cannot be muted',
        }),
      },
      { userId: 'unnamed', status: 'done' },
    ]);
  });

  test('a list that the vendor leaves out is empty', async () => {
    const { provider } = providerOf({ get_group_muted_account: [{}] });

    expect(await provider.mutes.list('chess').toArray({ maxItems: 9 })).toEqual([]);
  });

  test('the list has dates and the word permanent', async () => {
    const { provider } = providerOf({
      get_group_muted_account: [
        {
          MutedAccountList: [
            { Member_Account: 'a', MutedUntil: now + 600 },
            { Member_Account: 'b', MutedUntil: 4294967295 },
          ],
        },
      ],
    });

    const mutes = await provider.mutes.list('chess').toArray({ maxItems: 10 });

    expect(mutes.map(({ userId, until }) => [userId, until])).toEqual([
      ['a', new Date((now + 600) * 1000)],
      ['b', 'permanent'],
    ]);
  });

  test('everybody is muted by the profile', async () => {
    const { provider, calls } = providerOf({ modify_group_base_info: [{}] });

    await provider.mutes.muteAll('chess');
    await provider.mutes.unmuteAll('chess');

    expect(calls.map(({ body }) => body.MuteAllMember)).toEqual(['On', 'Off']);
  });
});

describe('blacklist', () => {
  test('is permanent unless said otherwise', async () => {
    const { provider, calls } = providerOf({ ban_group_member: [{}] });

    await provider.blacklist.add('chess', ['a']);
    await provider.blacklist.add('chess', ['a'], { seconds: 60 });

    expect(calls.map(({ body }) => body.Duration)).toEqual([4294967295, 60]);
  });

  test.each([
    ['of the right end', now + 600, true],
    ['of another end', now + 6000, false],
    ['for good', 4294967295, false],
  ])('a lost answer is read back: a ban %s', async (_, BannedUntil, ok) => {
    const { provider } = providerOf(
      {
        ban_group_member: [lostAnswer()],
        get_group_ban_member: [
          { BannedAccountList: [{ Member_Account: 'b', BannedUntil: now + 9 }], NextOffset: 1 },
          { BannedAccountList: [{ Member_Account: 'a', BannedUntil }], NextOffset: 2 },
        ],
      },
      { retry: { maxRetries: 0 } },
    );

    const result = await provider.blacklist.add('chess', ['a'], { seconds: 600 });

    expect(result.ok).toBe(ok);
  });

  test.each([
    ['who is on the second page is not done', 'a', false],
    ['who is on no page is done', 'c', true],
  ])('a lost removal is read back to the end of the list: a user %s', async (_, banned, ok) => {
    const { provider } = providerOf(
      {
        unban_group_member: [lostAnswer()],
        get_group_ban_member: [
          { BannedAccountList: [{ Member_Account: 'b', BannedUntil: now + 9 }], NextOffset: 1 },
          { BannedAccountList: [{ Member_Account: banned, BannedUntil: now + 9 }], NextOffset: 0 },
        ],
      },
      { retry: { maxRetries: 0 } },
    );

    const result = await provider.blacklist.remove('chess', ['a']);

    expect(result.ok).toBe(ok);
  });

  test.each([
    ['a ban that it shows counts', 'add', 'a', true],
    ['a ban that it does not show may be there', 'remove', 'b', false],
  ] as const)(
    'after a lost answer a list with an entry that cannot be read proves no absence: %s',
    async (_, operation, banned, ok) => {
      const BannedAccountList = [{ Member_Account: banned, BannedUntil: now + 600 }];
      const { provider } = providerOf(
        {
          [operation === 'add' ? 'ban_group_member' : 'unban_group_member']: [lostAnswer()],
          get_group_ban_member: [
            { BannedAccountList: [{ BannedUntil: 1 }], NextOffset: 1 },
            { BannedAccountList, NextOffset: 0 },
          ],
        },
        { retry: { maxRetries: 0 } },
      );
      const { blacklist } = provider;

      const result = await (operation === 'add'
        ? blacklist.add('chess', ['a'], { seconds: 600 })
        : blacklist.remove('chess', ['a']));

      expect(result.ok).toBe(ok);
    },
  );

  test('after a lost answer is read until all who were asked for are found, 100 at a time', async () => {
    const ban = (Member_Account: string) => ({ Member_Account, BannedUntil: now + 600 });
    const { provider, calls } = providerOf(
      {
        ban_group_member: [lostAnswer()],
        get_group_ban_member: [
          { BannedAccountList: [ban('a')], NextOffset: 100 },
          { BannedAccountList: [ban('b')], NextOffset: 200 },
        ],
      },
      { retry: { maxRetries: 0 } },
    );

    const { ok } = await provider.blacklist.add('chess', ['a', 'b'], { seconds: 600 });

    expect(ok).toBe(true);
    expect(calls.slice(1).map(({ body }) => body)).toEqual([
      { GroupId: 'chess', Limit: 100, Offset: 0 },
      { GroupId: 'chess', Limit: 100, Offset: 100 },
    ]);
  });

  test('takes the description of a ban, which changes nobody and no group', async () => {
    const { provider, calls } = providerOf({ ban_group_member: [{}], unban_group_member: [{}] });

    await provider.blacklist.add('chess', ['a'], 'permanent', {
      providerOptions: { tencent: { Description: 'spam' } },
    });
    await provider.blacklist.remove('chess', ['a']);

    expect(calls.map(({ body }) => body)).toEqual([
      {
        GroupId: 'chess',
        Members_Account: ['a'],
        Duration: 4294967295,
        Description: 'spam',
      },
      { GroupId: 'chess', Members_Account: ['a'] },
    ]);
  });

  test('tells who is banned, and until when', async () => {
    const entry = { Member_Account: 'a', BannedUntil: now + 600 };
    const { provider, calls } = providerOf({
      get_group_ban_member: [{ BannedAccountList: [entry], NextOffset: 0 }, {}],
    });

    expect(await provider.blacklist.list('chess').toArray({ maxItems: 9 })).toEqual([
      { userId: 'a', until: new Date((now + 600) * 1000), raw: entry },
    ]);
    expect(await provider.blacklist.list('chess').toArray({ maxItems: 9 })).toEqual([]);
    expect(calls[0]?.body).toEqual({ GroupId: 'chess', Limit: 100, Offset: 0 });
  });

  test('with a next position that is none is an answer that cannot be read', async () => {
    const { provider } = providerOf({
      get_group_ban_member: [{ BannedAccountList: [], NextOffset: 'more' }],
    });

    await expect(provider.blacklist.list('chess').first()).rejects.toMatchObject({
      name: 'InvalidResponseError',
      endpoint: 'getGroupBanMember',
      field: 'NextOffset',
    });
  });

  test('is listed page by page', async () => {
    const { provider, calls } = providerOf({
      get_group_ban_member: [
        { BannedAccountList: [{ Member_Account: 'a', BannedUntil: now + 9 }], NextOffset: 1 },
        { BannedAccountList: [{ Member_Account: 'b', BannedUntil: 4294967295 }], NextOffset: 0 },
      ],
    });

    const entries = await provider.blacklist
      .list('chess', { pageSize: 1 })
      .toArray({ maxItems: 9 });

    expect(entries.map(({ userId }) => userId)).toEqual(['a', 'b']);
    expect(calls.map(({ body }) => body.Offset)).toEqual([0, 1]);
  });
});

test('the old names of fields show who is muted', async () => {
  const { provider } = providerOf({
    get_group_muted_account: [
      { ShuttedUinList: [{ Member_Account: 'bob', ShuttedUntil: 4_294_967_295 }] },
    ],
  });

  const mutes = await provider.mutes.list('chess').toArray({ maxItems: 9 });

  expect(mutes).toMatchObject([{ userId: 'bob', until: 'permanent' }]);
});
