import { createTencentProvider } from '@imgroups/tencent';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createGroup, startTencent, type TencentSetup } from './tencent-client.ts';

const forever = 4_294_967_295;

let setup: TencentSetup;
beforeAll(async () => {
  setup = await startTencent();
});
afterAll(() => setup.emulator.close());
beforeEach(() => {
  setup.emulator.control.reset();
  setup.emulator.control.importAccounts(['alice', 'bob', 'carol', 'dave']);
});

const add = (GroupId: string, ...users: string[]) =>
  setup.call('add_group_member', {
    GroupId,
    MemberList: users.map((Member_Account) => ({ Member_Account })),
  });

const roleOf = async (GroupId: string, user: string) => {
  const answer = await setup.call('get_role_in_group', { GroupId, User_Account: [user] });
  return (answer.UserIdList as { Role: string }[])[0]?.Role;
};

const accounts = (list: unknown) =>
  (list as { Member_Account: string }[]).map(({ Member_Account }) => Member_Account);

describe('adding', () => {
  test('each user has a result of their own', async () => {
    const groupId = await createGroup(setup, 'Public');

    const answer = await add(groupId, 'bob', 'alice', 'ghost', 'bob');

    expect(answer).toMatchObject({
      ErrorCode: 0,
      MemberList: [
        { Member_Account: 'bob', Result: 1 },
        { Member_Account: 'alice', Result: 2 },
        { Member_Account: 'ghost', Result: 0 },
        { Member_Account: 'bob', Result: 2 },
      ],
    });
  });

  test('a call that names no known account is refused', async () => {
    const groupId = await createGroup(setup, 'Public');

    const answer = await add(groupId, 'ghost');

    expect(answer.ErrorCode).toBe(10019);
  });

  test('a group that would overflow takes nobody', async () => {
    const groupId = await createGroup(setup, 'Public', { MaxMemberCount: 2 });

    const answer = await add(groupId, 'bob', 'carol');

    expect([answer.ErrorCode, await roleOf(groupId, 'bob')]).toEqual([10014, 'NotMember']);
  });

  test('the number of users per call can be set', async () => {
    const larger = await startTencent({ itemLimits: { addGroupMember: 300 } });
    const groupId = await createGroup(larger, 'Public');

    const answer = await larger.call('add_group_member', {
      GroupId: groupId,
      MemberList: Array(300).fill({ Member_Account: 'bob' }),
    });

    expect(answer.ErrorCode).toBe(0);
    await larger.emulator.close();
  });
});

describe('removing', () => {
  test('strangers are a success, and an empty group stays', async () => {
    const groupId = await createGroup(setup, 'Public', { Owner_Account: undefined });
    await add(groupId, 'bob');

    const answer = await setup.call('delete_group_member', {
      GroupId: groupId,
      MemberToDel_Account: ['bob', 'dave', 'ghost'],
    });

    expect([answer.ErrorCode, await roleOf(groupId, 'bob')]).toEqual([0, 'NotMember']);
  });

  test('the owner stays, and so does everybody of the same call', async () => {
    const groupId = await createGroup(setup, 'Public');
    await add(groupId, 'bob');

    const answer = await setup.call('delete_group_member', {
      GroupId: groupId,
      MemberToDel_Account: ['bob', 'alice'],
    });

    expect([answer.ErrorCode, await roleOf(groupId, 'bob')]).toEqual([10009, 'Member']);
  });

  test('the owner of a Private group leaves it without one', async () => {
    const groupId = await createGroup(setup, 'Private');

    await setup.call('delete_group_member', { GroupId: groupId, MemberToDel_Account: ['alice'] });
    const answer = await setup.call('get_group_info', { GroupIdList: [groupId] });

    expect(answer.GroupInfo).toMatchObject([{ Owner_Account: '', MemberNum: 0 }]);
  });
});

describe('changing a member', () => {
  const refused: [string, string, Record<string, unknown>, number][] = [
    ['a stranger', 'Public', { Member_Account: 'dave', Role: 'Admin' }, 10004],
    ['the role of the owner', 'Public', { Member_Account: 'alice', Role: 'Member' }, 10004],
    ['the role of owner', 'Public', { Member_Account: 'bob', Role: 'Owner' }, 10004],
    ['a mute in a Private group', 'Private', { Member_Account: 'bob', MuteTime: 60 }, 10007],
    [
      'a name card of 51 bytes',
      'Public',
      { Member_Account: 'bob', NameCard: 'a'.repeat(51) },
      10004,
    ],
  ];

  test.each(refused)('%s is refused', async (_, type, change, code) => {
    const groupId = await createGroup(setup, type, { MemberList: [{ Member_Account: 'bob' }] });

    const answer = await setup.call('modify_group_member_info', { GroupId: groupId, ...change });

    expect(answer.ErrorCode).toBe(code);
  });

  test('the profile shows role, name card and custom fields', async () => {
    const groupId = await createGroup(setup, 'Public', { MemberList: [{ Member_Account: 'bob' }] });

    await setup.call('modify_group_member_info', {
      GroupId: groupId,
      Member_Account: 'bob',
      Role: 'Admin',
      NameCard: 'Bob',
      AppMemberDefinedData: [{ Key: 'Level', Value: '7' }],
    });
    const answer = await setup.call('get_specified_group_member_info', {
      GroupId: groupId,
      Member_List_Account: ['bob', 'dave'],
    });

    expect(answer.MemberList).toMatchObject([
      { Role: 'Admin', NameCard: 'Bob', AppMemberDefinedData: [{ Key: 'Level', Value: '7' }] },
    ]);
  });
});

test('a member with a custom role is in the group, and no admin', async () => {
  const groupId = await createGroup(setup, 'Public', { MemberList: [{ Member_Account: 'bob' }] });
  const { members, client, close } = createTencentProvider({ ...setup.emulator });

  await client.modifyGroupMemberInfo({ GroupId: groupId, Member_Account: 'bob', Role: 'Custom' });
  const list = await members.list(groupId).toArray({ maxItems: 9 });
  const roles = await members.getRoles(groupId, ['bob', 'carol']);
  await close();

  expect(list).toMatchObject([{ role: 'owner' }, { role: 'other', raw: { Role: 'Custom' } }]);
  expect([...roles]).toEqual([
    ['bob', 'other'],
    ['carol', undefined],
  ]);
});

describe('member lists', () => {
  test('ordinary groups go on by offset, and a role filter leaves the total alone', async () => {
    const groupId = await createGroup(setup, 'Public');
    await add(groupId, 'bob', 'carol');
    const list = (options: object) =>
      setup.call('get_group_member_info', { GroupId: groupId, ...options });

    const page = await list({ Limit: 2, Offset: 1 });
    const owners = await list({ MemberRoleFilter: ['Owner'], MemberInfoFilter: ['Role'] });

    expect([page.MemberNum, accounts(page.MemberList)]).toEqual([3, ['bob', 'carol']]);
    expect([owners.MemberNum, owners.MemberList]).toEqual([
      3,
      [{ Member_Account: 'alice', Role: 'Owner' }],
    ]);
  });

  test('communities go on by a position that survives leaving members', async () => {
    const groupId = await createGroup(setup, 'Community');
    await add(groupId, 'bob', 'carol', 'dave');
    const list = (Next: unknown) =>
      setup.call('get_group_member_info', { GroupId: groupId, Limit: 2, Next });

    const first = await list('');
    await setup.call('delete_group_member', { GroupId: groupId, MemberToDel_Account: ['bob'] });
    const second = await list(first.Next);

    expect([accounts(first.MemberList), accounts(second.MemberList), second.Next]).toEqual([
      ['alice', 'bob'],
      ['carol', 'dave'],
      '',
    ]);
  });

  test.each([
    ['without a position', {}],
    ['with a position of somebody else', { Next: 'abc' }],
    ['with more than 100 members a page', { Next: '', Limit: 101 }],
  ])('communities %s are refused', async (_, options) => {
    const groupId = await createGroup(setup, 'Community');

    const answer = await setup.call('get_group_member_info', { GroupId: groupId, ...options });

    expect(answer.ErrorCode).toBe(10004);
  });
});

describe('mutes', () => {
  const mute = (GroupId: string, MuteTime: number) =>
    setup.call('forbid_send_msg', { GroupId, Members_Account: ['bob'], MuteTime });
  const muted = async (GroupId: string) =>
    (await setup.call('get_group_muted_account', { GroupId })).MutedAccountList;

  test('a mute ends after its seconds', async () => {
    const groupId = await createGroup(setup, 'Public', { MemberList: [{ Member_Account: 'bob' }] });
    await mute(groupId, 600);

    const before = await muted(groupId);
    setup.emulator.control.advanceClock(601);

    expect(before).toEqual([{ Member_Account: 'bob', MutedUntil: expect.any(Number) }]);
    expect(await muted(groupId)).toEqual([]);
  });

  test('the longest number of seconds is for ever', async () => {
    const groupId = await createGroup(setup, 'Public');

    await mute(groupId, forever);

    expect(await muted(groupId)).toEqual([{ Member_Account: 'bob', MutedUntil: forever }]);
  });

  test('a mute survives leaving and joining again, and 0 ends it', async () => {
    const groupId = await createGroup(setup, 'Public', { MemberList: [{ Member_Account: 'bob' }] });
    await mute(groupId, 600);
    await setup.call('delete_group_member', { GroupId: groupId, MemberToDel_Account: ['bob'] });
    await add(groupId, 'bob');

    const before = await muted(groupId);
    await mute(groupId, 0);

    expect([accounts(before), await muted(groupId)]).toEqual([['bob'], []]);
  });
});

describe('bans', () => {
  const ban = (GroupId: string, Duration: number, ...Members_Account: string[]) =>
    setup.call('ban_group_member', { GroupId, Members_Account, Duration });
  const banned = (GroupId: string, Offset = 0, Limit = 100) =>
    setup.call('get_group_ban_member', { GroupId, Offset, Limit });

  test('a banned member is out, cannot come back, and can again afterwards', async () => {
    const groupId = await createGroup(setup, 'Public', { MemberList: [{ Member_Account: 'bob' }] });

    await ban(groupId, 3600, 'bob');
    const during = [await roleOf(groupId, 'bob'), (await add(groupId, 'bob')).MemberList];
    setup.emulator.control.advanceClock(3601);
    const after = (await add(groupId, 'bob')).MemberList;

    expect(during).toEqual(['NotMember', [{ Member_Account: 'bob', Result: 0 }]]);
    expect(after).toEqual([{ Member_Account: 'bob', Result: 1 }]);
  });

  test('are refused where the plan has none', async () => {
    const other = await startTencent({ blacklist: false });
    other.emulator.control.importAccounts(['alice', 'bob']);
    const GroupId = await createGroup(other, 'Public');

    const answers = await Promise.all([
      other.call('ban_group_member', { GroupId, Members_Account: ['bob'], Duration: 60 }),
      other.call('unban_group_member', { GroupId, Members_Account: ['bob'] }),
      other.call('get_group_ban_member', { GroupId, Offset: 0, Limit: 1 }),
    ]);
    await other.emulator.close();

    expect(answers.map(({ ErrorCode }) => ErrorCode)).toEqual([10007, 10007, 10007]);
  });

  test('the list is ordered by the end and goes on by offset', async () => {
    const groupId = await createGroup(setup, 'AVChatRoom');
    await ban(groupId, forever, 'bob');
    await ban(groupId, 60, 'carol');

    const first = await banned(groupId, 0, 1);
    const second = await banned(groupId, 1, 1);

    expect([accounts(first.BannedAccountList), first.NextOffset]).toEqual([['carol'], 1]);
    expect([second.BannedAccountList, second.NextOffset]).toEqual([
      [{ Member_Account: 'bob', BannedUntil: forever }],
      0,
    ]);
  });

  test('ending a ban puts nobody back', async () => {
    const groupId = await createGroup(setup, 'Public', { MemberList: [{ Member_Account: 'bob' }] });
    await ban(groupId, 60, 'bob');

    await setup.call('unban_group_member', { GroupId: groupId, Members_Account: ['bob', 'dave'] });

    expect([(await banned(groupId)).BannedAccountList, await roleOf(groupId, 'bob')]).toEqual([
      [],
      'NotMember',
    ]);
  });
});

describe('live rooms', () => {
  const service = 'group_open_avchatroom_http_svc';

  test('admins are appointed and dismissed, at most five', async () => {
    const users = ['u1', 'u2', 'u3', 'u4', 'u5', 'u6'];
    setup.emulator.control.importAccounts(users);
    const GroupId = await createGroup(setup, 'AVChatRoom');
    const modify = (CommandType: number, ...Admin_Account: string[]) =>
      setup.call(`${service}/modify_admin`, { GroupId, CommandType, Admin_Account });

    await modify(1, ...users.slice(0, 5));
    const sixth = await modify(1, 'u6');
    await modify(2, 'u1', 'u2', 'u3', 'u4');
    const list = await setup.call(`${service}/get_admin_list`, { GroupId });

    expect(sixth.ErrorCode).toBe(10004);
    expect(list.Admin_List).toEqual([{ Admin_Account: 'u5', NickName: '', Avatar: '' }]);
  });
});

describe('accounts', () => {
  const service = 'im_open_login_svc';

  test('an account is there once it was imported, in either generation of names', async () => {
    await setup.call(`${service}/account_import`, { UserID: 'new' });
    await setup.call(`${service}/account_import`, { Identifier: 'old' });
    await setup.call(`${service}/multiaccount_import`, { AccountList: [{ UserID: 'many' }] });
    await setup.call(`${service}/multiaccount_import`, { Accounts: ['older'] });

    const answer = await setup.call(`${service}/account_check`, {
      CheckItem: ['new', 'old', 'many', 'older', 'ghost'].map((UserID) => ({ UserID })),
    });

    expect(
      (answer.ResultItem as { AccountStatus: string }[]).map(({ AccountStatus }) => AccountStatus),
    ).toEqual(['Imported', 'Imported', 'Imported', 'Imported', 'NotImported']);
  });

  test('a deleted account leaves its groups', async () => {
    const groupId = await createGroup(setup, 'Public', { MemberList: [{ Member_Account: 'bob' }] });

    const answer = await setup.call(`${service}/account_delete`, {
      DeleteItem: [{ UserID: 'bob' }, { UserID: 'ghost' }],
    });

    expect(answer.ResultItem).toMatchObject([{ ResultCode: 0 }, { ResultCode: 70107 }]);
    expect(await roleOf(groupId, 'bob')).toBe('NotMember');
  });

  test.each([
    ['an empty id', { UserID: '' }, 70402],
    ['an id of 33 bytes', { UserID: 'a'.repeat(33) }, 70402],
  ])('%s is refused', async (_, request, code) => {
    const answer = await setup.call(`${service}/account_import`, request);

    expect(answer.ErrorCode).toBe(code);
  });
});

describe('old names', () => {
  test('old names are understood and answered with old names', async () => {
    const groupId = await createGroup(setup, 'Public', { MemberList: [{ Member_Account: 'bob' }] });
    await setup.call('forbid_send_msg', {
      GroupId: groupId,
      Members_Account: ['bob'],
      ShutUpTime: 60,
    });
    await setup.call('modify_group_base_info', { GroupId: groupId, ShutUpAllMember: 'On' });

    const muted = await setup.call('get_group_shutted_uin', { GroupId: groupId });
    const groups = await setup.call('get_group_info', {
      GroupIdList: [groupId],
      ResponseFilter: { GroupBaseInfoFilter: ['ShutUpAllMember'] },
    });
    const members = await setup.call('get_group_member_info', {
      GroupId: groupId,
      MemberInfoFilter: ['ShutUpUntil'],
    });

    expect(muted.ShuttedUinList).toEqual([
      { Member_Account: 'bob', ShuttedUntil: expect.any(Number) },
    ]);
    expect(groups.GroupInfo).toMatchObject([{ ShutUpAllMember: 'On' }]);
    expect(members.MemberList).toMatchObject([{}, { ShutUpUntil: expect.any(Number) }]);
  });

  test('a filter with new names is answered with new names only', async () => {
    const groupId = await createGroup(setup, 'Public');

    const text = await setup.callForText(
      'get_group_info',
      JSON.stringify({
        GroupIdList: [groupId],
        ResponseFilter: { GroupBaseInfoFilter: ['MuteAllMember'] },
      }),
    );

    expect(text).not.toContain('ShutUp');
  });

  test('without a filter both names are answered', async () => {
    const groupId = await createGroup(setup, 'Public');
    await setup.call('modify_group_base_info', { GroupId: groupId, MuteAllMember: 'On' });

    const groups = await setup.call('get_group_info', { GroupIdList: [groupId] });
    const members = await setup.call('get_group_member_info', { GroupId: groupId });

    expect(groups.GroupInfo).toMatchObject([{ MuteAllMember: 'On', ShutUpAllMember: 'On' }]);
    expect(members.MemberList).toMatchObject([{ MuteUntil: 0, ShutUpUntil: 0 }]);
  });

  test('an empty list stands for a body without fields', async () => {
    const answer = JSON.parse(await setup.callForText('get_appid_group_list', '[]'));

    expect(answer).toMatchObject({ ErrorCode: 0, TotalCount: 0 });
  });

  test('a null stands for a field that is absent', async () => {
    await createGroup(setup, 'Public');

    const answer = await setup.call('get_appid_group_list', { Type: 'Public', Limit: null });

    expect(answer).toMatchObject({ ErrorCode: 0, TotalCount: 1 });
  });
});
