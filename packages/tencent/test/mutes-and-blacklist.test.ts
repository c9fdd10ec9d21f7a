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
