import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTencent, type TencentSetup } from './tencent-client.ts';

const created = 1_600_000_000;
const now = 1_800_000_000;

let setup: TencentSetup;
beforeAll(async () => {
  setup = await startTencent({ now: () => now * 1000 });
});
afterAll(() => setup.emulator.close());
beforeEach(() => {
  setup.emulator.control.reset();
  setup.emulator.control.importAccounts(['alice', 'bob', 'carol']);
});

const importGroup = (more: object = {}) =>
  setup.call('import_group', {
    Type: 'Public',
    Name: 'Old club',
    GroupId: 'old-club',
    Owner_Account: 'alice',
    CreateTime: created,
    ...more,
  });
const importMembers = (...MemberList: object[]) =>
  setup.call('import_group_member', { GroupId: 'old-club', MemberList });
const results = async (...members: object[]) => {
  const answer = await importMembers(...members);
  return (answer.MemberList as { Result: number }[]).map(({ Result }) => Result);
};

describe('groups', () => {
  test('keep the time of their creation, and their owner was there from then', async () => {
    await importGroup();

    const answer = await setup.call('get_group_info', { GroupIdList: ['old-club'] });

    expect(answer.GroupInfo).toMatchObject([
      {
        CreateTime: created,
        MaxMemberNum: 2000,
        MemberList: [{ Member_Account: 'alice', Role: 'Owner', JoinTime: created }],
      },
    ]);
  });

  const refused: [string, object, number][] = [
    ['a live room', { Type: 'AVChatRoom' }, 10007],
    ['a time ahead of now', { CreateTime: now + 1 }, 10004],
    ['more than 6,000 members', { MaxMemberCount: 6001 }, 10004],
    ['a name of 101 bytes', { Name: 'a'.repeat(101) }, 10004],
    ['an unknown owner', { Owner_Account: 'ghost' }, 10019],
    ['who may apply to a community', communityWith({ ApplyJoinOption: 'FreeAccess' }), 10004],
    ['topics outside communities', { SupportTopic: 1 }, 10004],
  ];

  test.each(refused)('%s is refused', async (_, change, code) => {
    const answer = await importGroup(change);

    expect(answer.ErrorCode).toBe(code);
  });

  test('an id in use is refused, whoever owns the group', async () => {
    await importGroup();

    const answer = await importGroup();

    expect(answer.ErrorCode).toBe(10021);
  });

  test('a community may have 100,000 members, and topics', async () => {
    const answer = await importGroup(communityWith({ MaxMemberCount: 100_000, SupportTopic: 1 }));

    expect(answer).toMatchObject({ ErrorCode: 0, GroupId: '@TGS#_old' });
  });
});

describe('members', () => {
  beforeEach(() => importGroup());

  test('keep their time, role and unread messages', async () => {
    await setup.call('import_group_msg', {
      GroupId: 'old-club',
      MsgList: [1, 2].map((SendTime) => ({
        From_Account: 'alice',
        SendTime: created + SendTime,
        MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: `${SendTime}` } }],
      })),
    });

    await importMembers(
      { Member_Account: 'bob', Role: 'Admin', JoinTime: created + 50, UnreadMsgNum: 1 },
      { Member_Account: 'carol', UnreadMsgNum: 99 },
    );

    const answer = await setup.call('get_group_member_info', { GroupId: 'old-club' });
    expect(answer.MemberList).toMatchObject([
      {},
      { Member_Account: 'bob', Role: 'Admin', JoinTime: created + 50, MsgSeq: 1 },
      { Member_Account: 'carol', Role: 'Member', JoinTime: now, MsgSeq: 0 },
    ]);
  });

  test('each have a result of their own', async () => {
    const seen = await results(
      { Member_Account: 'alice' },
      { Member_Account: 'ghost' },
      { Member_Account: 'bob', JoinTime: created - 1 },
      { Member_Account: 'bob', JoinTime: now + 1 },
      { Member_Account: 'bob', JoinTime: now },
    );

    expect(seen).toEqual([2, 0, 0, 0, 1]);
  });

  test('beyond the size of the group fail', async () => {
    await setup.call('modify_group_base_info', { GroupId: 'old-club', MaxMemberNum: 2 });

    expect(await results({ Member_Account: 'bob' }, { Member_Account: 'carol' })).toEqual([1, 0]);
  });

  test('are 20 per call, and were 300 under the rules of the guide', async () => {
    const guide = await startTencent({ rules: 'guide', now: () => now * 1000 });
    await guide.call('import_group', { Type: 'Public', Name: 'Old club', GroupId: 'old-club' });
    const members = Array.from({ length: 21 }, (_, index) => ({ Member_Account: `user${index}` }));

    const newest = await importMembers(...members);
    const older = await guide.call('import_group_member', {
      GroupId: 'old-club',
      MemberList: members,
    });

    expect([newest.ErrorCode, older.ErrorCode]).toEqual([10005, 0]);
    await guide.emulator.close();
  });
});

function communityWith(more: object): object {
  return { Type: 'Community', GroupId: '@TGS#_old', ...more };
}
