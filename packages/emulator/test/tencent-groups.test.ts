import { createTencentProvider, type TencentProvider } from '@imgroups/tencent';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createGroup, startTencent, type TencentSetup } from './tencent-client.ts';

let setup: TencentSetup;
beforeAll(async () => {
  setup = await startTencent();
});
afterAll(() => setup.emulator.close());
beforeEach(() => {
  setup.emulator.control.reset();
  setup.emulator.control.importAccounts(['alice', 'bob', 'carol', 'dave']);
});

const info = async (groupId: string) => {
  const answer = await setup.call('get_group_info', { GroupIdList: [groupId] });
  return (answer.GroupInfo as Record<string, unknown>[])[0];
};

describe('creating', () => {
  const refused: [string, Record<string, unknown>, number][] = [
    ['a name of 101 bytes', { Name: 'a'.repeat(101) }, 10004],
    ['a name of 34 Chinese characters', { Name: '群'.repeat(34) }, 10004],
    ['an introduction of 401 bytes', { Introduction: 'a'.repeat(401) }, 10004],
    ['a notification of 401 bytes', { Notification: 'a'.repeat(401) }, 10004],
    ['an avatar URL of 501 bytes', { FaceUrl: 'a'.repeat(501) }, 10004],
    ['a type that does not exist', { Type: 'Open' }, 10004],
    ['an id that begins like the vendor’s', { GroupId: '@TGS#club' }, 10004],
    ['an id of 49 bytes', { GroupId: 'a'.repeat(49) }, 10004],
    ['an id that is not ASCII', { GroupId: '群' }, 10004],
    ['a community without the prefix', { Type: 'Community', GroupId: 'club' }, 10004],
    [
      'a community with the prefix of the vendor’s ids',
      { Type: 'Community', GroupId: '@TGS#_@TGS#x' },
      10004,
    ],
    ['an owner who was not imported', { Owner_Account: 'ghost' }, 10019],
    ['a member who was not imported', { MemberList: [{ Member_Account: 'ghost' }] }, 10019],
    [
      'a member who is to be the owner',
      { MemberList: [{ Member_Account: 'bob', Role: 'Owner' }] },
      10004,
    ],
    [
      'an admin of a Private group',
      { Type: 'Private', MemberList: [{ Member_Account: 'bob', Role: 'Admin' }] },
      10004,
    ],
    [
      'a live room with members',
      { Type: 'AVChatRoom', MemberList: [{ Member_Account: 'bob' }] },
      10007,
    ],
    [
      'more members than it may have',
      { MaxMemberCount: 1, MemberList: [{ Member_Account: 'bob' }] },
      10038,
    ],
    ['more than 100 members', { MemberList: Array(101).fill({ Member_Account: 'bob' }) }, 10005],
  ];

  test.each(refused)('%s is refused', async (_, change, code) => {
    const answer = await setup.call('create_group', {
      Type: 'Public',
      Name: 'Book club',
      Owner_Account: 'alice',
      ...change,
    });

    expect(answer.ErrorCode).toBe(code);
  });

  test('an id in use is told apart by its owner', async () => {
    await createGroup(setup, 'Public', { GroupId: 'club' });

    const [same, other] = await Promise.all(
      ['alice', 'bob'].map((Owner_Account) =>
        setup.call('create_group', { Type: 'Public', Name: 'x', GroupId: 'club', Owner_Account }),
      ),
    );

    expect([same?.ErrorCode, other?.ErrorCode]).toEqual([10025, 10021]);
  });

  test('the profile shows what was given and the defaults of the type', async () => {
    const groupId = await createGroup(setup, 'Public', {
      GroupId: 'club',
      Introduction: 'We read',
      AppDefinedData: [{ Key: 'Level', Value: '7' }],
      MemberList: [{ Member_Account: 'bob', Role: 'Admin' }],
    });

    expect(await info(groupId)).toMatchObject({
      Type: 'Public',
      Name: 'Book club',
      Introduction: 'We read',
      Owner_Account: 'alice',
      MemberNum: 2,
      ApplyJoinOption: 'NeedPermission',
      InviteJoinOption: 'DisableInvite',
      MuteAllMember: 'Off',
      AppDefinedData: [{ Key: 'Level', Value: '7' }],
      MemberList: [
        { Member_Account: 'alice', Role: 'Owner' },
        { Member_Account: 'bob', Role: 'Admin' },
      ],
    });
  });

  test('a group without an owner can be given one', async () => {
    const groupId = await createGroup(setup, 'Public', {
      Owner_Account: undefined,
      MemberList: [{ Member_Account: 'bob' }],
    });
    const before = await info(groupId);

    await setup.call('change_group_owner', { GroupId: groupId, NewOwner_Account: 'bob' });

    expect([before?.Owner_Account, (await info(groupId))?.Owner_Account]).toEqual(['', 'bob']);
  });

  test('texts as long as the client sends them are taken', async () => {
    const answer = await setup.call('create_group', {
      Type: 'Public',
      Name: 'a'.repeat(100),
      Introduction: 'a'.repeat(400),
      Notification: 'a'.repeat(400),
      FaceUrl: 'a'.repeat(500),
    });

    expect(answer.ErrorCode).toBe(0);
  });

  describe('by the use-limits page, when the settings say so', () => {
    let strict: Awaited<ReturnType<typeof startTencent>>;
    beforeAll(async () => {
      strict = await startTencent({ lengths: 'use-limits' });
    });
    afterAll(() => strict.emulator.close());

    test.each([
      ['a name of 30 bytes', { Name: 'a'.repeat(30) }, 0],
      ['a name of 31 bytes', { Name: 'a'.repeat(31) }, 10004],
      ['a name of 11 Chinese characters', { Name: '群'.repeat(11) }, 10004],
      ['an introduction of 241 bytes', { Introduction: 'a'.repeat(241) }, 10004],
      ['a notification of 301 bytes', { Notification: 'a'.repeat(301) }, 10004],
      ['an avatar URL of 101 bytes', { FaceUrl: 'a'.repeat(101) }, 10004],
    ])('%s', async (_, change, code) => {
      const answer = await strict.call('create_group', { Type: 'Public', Name: 'x', ...change });

      expect(answer.ErrorCode).toBe(code);
    });
  });
});

describe('quotas', () => {
  const quotas: [string, Parameters<typeof startTencent>[0], string, number][] = [
    ['groups', { maxGroups: 1 }, 'Public', 10058],
    ['live rooms', { maxLiveRooms: 1 }, 'AVChatRoom', 10036],
    ['groups per user', { maxGroupsPerUser: 1 }, 'Public', 10037],
    ['communities', { communities: false }, 'Community', 11000],
  ];

  test.each(quotas)('the quota of %s is kept', async (_, options, type, code) => {
    const small = await startTencent(options);
    await createGroup(small, type);

    const second = await small.call('create_group', {
      Type: type,
      Name: 'x',
      Owner_Account: 'alice',
    });

    expect(second.ErrorCode).toBe(code);
    await small.emulator.close();
  });
});

describe('reading', () => {
  test('each group has its own result', async () => {
    const groupId = await createGroup(setup, 'Public');
    const gone = await createGroup(setup, 'Public');
    await setup.call('destroy_group', { GroupId: gone });

    const answer = await setup.call('get_group_info', { GroupIdList: [groupId, gone, 'never'] });

    expect(answer).toMatchObject({
      ErrorCode: 0,
      GroupInfo: [
        { GroupId: groupId, ErrorCode: 0 },
        { GroupId: gone, ErrorCode: 10010 },
        { GroupId: 'never', ErrorCode: 10015 },
      ],
    });
  });

  test('a filter leaves only what it names', async () => {
    const groupId = await createGroup(setup, 'Public');

    const answer = await setup.call('get_group_info', {
      GroupIdList: [groupId],
      ResponseFilter: {
        GroupBaseInfoFilter: ['Name', 'MemberNum'],
        MemberInfoFilter: ['Account', 'Role'],
      },
    });

    expect(answer.GroupInfo).toEqual([
      {
        GroupId: groupId,
        ErrorCode: 0,
        ErrorInfo: '',
        Name: 'Book club',
        MemberNum: 1,
        MemberList: [{ Member_Account: 'alice', Role: 'Owner' }],
      },
    ]);
  });

  test('an answer above one megabyte is refused', async () => {
    const users = Array.from({ length: 8000 }, (_, index) => `user-${index}`);
    setup.emulator.control.importAccounts(users);
    const groupId = await createGroup(setup, 'Community', { Owner_Account: undefined });
    for (let start = 0; start < users.length; start += 20) {
      const MemberList = users.slice(start, start + 20).map((user) => ({ Member_Account: user }));
      await setup.call('add_group_member', { GroupId: groupId, MemberList });
    }

    const answer = await setup.call('get_group_info', { GroupIdList: [groupId] });

    expect(answer.ErrorCode).toBe(10018);
  });
});

describe('lists of groups', () => {
  test('the positions of the app-wide list are 64-bit numbers and lead through all groups', async () => {
    for (let count = 0; count < 5; count += 1) await createGroup(setup, 'Public');
    const seen: string[] = [];
    let next = '0';
    let pages = 0;

    do {
      const text = await setup.callForText('get_appid_group_list', `{"Limit":2,"Next":${next}}`);
      next = /"Next":(\d+)/.exec(text)?.[1] ?? '';
      seen.push(...JSON.parse(text).GroupIdList.map(({ GroupId }: { GroupId: string }) => GroupId));
      pages += 1;
      if (pages === 1) expect(BigInt(next) > BigInt(Number.MAX_SAFE_INTEGER)).toBe(true);
    } while (next !== '0');

    expect([pages, new Set(seen).size, seen.length]).toEqual([3, 5, 5]);
  });

  test('a client that reads positions as doubles comes through as well', async () => {
    for (let count = 0; count < 3; count += 1) await createGroup(setup, 'Public');
    const first = await setup.call('get_appid_group_list', { Limit: 2, Next: 0 });

    const second = await setup.call('get_appid_group_list', { Limit: 2, Next: first.Next });

    expect(second).toMatchObject({ TotalCount: 3, GroupIdList: [{}], Next: 0 });
  });

  test('the groups of a user leave out live rooms and Private groups unless asked for', async () => {
    await createGroup(setup, 'Public', { GroupId: 'open' });
    await createGroup(setup, 'Private', { GroupId: 'work' });
    await createGroup(setup, 'AVChatRoom', { GroupId: 'live' });
    const ids = async (options: object) => {
      const answer = await setup.call('get_joined_group_list', {
        Member_Account: 'alice',
        ...options,
      });
      return (answer.GroupIdList as { GroupId: string }[]).map(({ GroupId }) => GroupId);
    };

    expect(await ids({})).toEqual(['open']);
    expect(await ids({ WithNoActiveGroups: 1 })).toEqual(['open', 'work']);
    expect(await ids({ WithHugeGroups: 1 })).toEqual(['open', 'live']);
  });

  test('the groups of a user come with what the filter names', async () => {
    await createGroup(setup, 'Public', { GroupId: 'a' });
    await createGroup(setup, 'Public', { GroupId: 'b' });

    const answer = await setup.call('get_joined_group_list', {
      Member_Account: 'alice',
      Limit: 1,
      Offset: 1,
      ResponseFilter: { GroupBaseInfoFilter: ['Name'], SelfInfoFilter: ['Role'] },
    });

    expect(answer).toMatchObject({
      TotalCount: 2,
      GroupIdList: [{ GroupId: 'b', Name: 'Book club', SelfInfo: { Role: 'Owner' } }],
    });
  });

  test('the groups of an unknown user are refused', async () => {
    const answer = await setup.call('get_joined_group_list', { Member_Account: 'ghost' });

    expect(answer.ErrorCode).toBe(10019);
  });
});

describe('changing', () => {
  test('fields left out keep their value', async () => {
    const groupId = await createGroup(setup, 'Public', { Introduction: 'We read' });

    await setup.call('modify_group_base_info', {
      GroupId: groupId,
      Name: 'Chess',
      MuteAllMember: 'On',
    });

    expect(await info(groupId)).toMatchObject({
      Name: 'Chess',
      Introduction: 'We read',
      MuteAllMember: 'On',
    });
  });

  const actors: [string, string, string, number][] = [
    ['any member of a Private group', 'Private', 'bob', 0],
    ['no ordinary member of a Public group', 'Public', 'bob', 10007],
    ['an administrator of the app', 'Public', 'administrator', 0],
    ['no stranger', 'Public', 'dave', 10007],
    ['nobody unknown', 'Public', 'ghost', 10019],
  ];

  test.each(actors)('acting as somebody else: %s', async (_, type, From_Account, code) => {
    const groupId = await createGroup(setup, type, { MemberList: [{ Member_Account: 'bob' }] });

    const answer = await setup.call('modify_group_base_info', {
      GroupId: groupId,
      Name: 'Chess',
      From_Account,
    });

    expect(answer.ErrorCode).toBe(code);
  });

  test('a new owner is a member, and the old one becomes an ordinary member', async () => {
    const groupId = await createGroup(setup, 'Public', { MemberList: [{ Member_Account: 'bob' }] });

    const stranger = await setup.call('change_group_owner', {
      GroupId: groupId,
      NewOwner_Account: 'dave',
    });
    const member = await setup.call('change_group_owner', {
      GroupId: groupId,
      NewOwner_Account: 'bob',
    });
    const roles = await setup.call('get_role_in_group', {
      GroupId: groupId,
      User_Account: ['alice', 'bob'],
    });

    expect([stranger.ErrorCode, member.ErrorCode]).toEqual([10004, 0]);
    expect(roles.UserIdList).toEqual([
      { Member_Account: 'alice', Role: 'Member' },
      { Member_Account: 'bob', Role: 'Owner' },
    ]);
  });
});

describe('custom fields in raw', () => {
  const AppDefinedData = [{ Key: 'Level', Value: '7' }];
  const create = ({ groups }: TencentProvider) =>
    groups.create(
      { name: 'Chess', ownerId: 'alice' },
      { providerOptions: { tencent: { AppDefinedData } } },
    );

  test('are there without asking by key', async () => {
    const provider = createTencentProvider({ ...setup.emulator });

    const { id } = await create(provider);
    const { raw } = await provider.groups.get(id);
    const many = await provider.groups.getMany([id]);
    await provider.close();

    expect(raw.AppDefinedData).toEqual(AppDefinedData);
    expect(many.get(id)?.raw.AppDefinedData).toEqual(AppDefinedData);
  });

  test('of another process are there by the keys of the option', async () => {
    const writer = createTencentProvider({ ...setup.emulator });
    const reader = createTencentProvider({ ...setup.emulator, customFields: ['Level', 'Town'] });

    const { id } = await create(writer);
    const { raw } = await reader.groups.get(id);
    await Promise.all([writer.close(), reader.close()]);

    expect(raw.AppDefinedData).toEqual(AppDefinedData);
  });
});
