import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createGroup, startTencent, type TencentSetup } from './tencent-client.ts';

let setup: TencentSetup;
let roomId: string;
beforeAll(async () => {
  setup = await startTencent();
});
afterAll(() => setup.emulator.close());
beforeEach(async () => {
  setup.emulator.control.reset();
  setup.emulator.control.importAccounts(['alice', 'bob', 'carol', 'dave']);
  roomId = await createGroup(setup, 'AVChatRoom');
});

const call = (command: string, body: object = {}) =>
  setup.call(`group_open_avchatroom_http_svc/${command}`, { GroupId: roomId, ...body });
const count = async (GroupId = roomId) =>
  (await setup.call('get_online_member_num', { GroupId })).OnlineMemberNum;
const listed = async (options: object = {}) => {
  const answer = await call('get_members', { Timestamp: 0, ...options });
  return (answer.MemberList as { Member_Account: string }[]).map((member) => member.Member_Account);
};
const mark = (CommandType: number, userId: string, ...Marks: number[]) =>
  call('modify_user_info', { CommandType, MemberList: [{ Member_Account: userId, Marks }] });

describe('who is in a live room', () => {
  test('is who has entered and not left, newest first', async () => {
    setup.emulator.control.enter(roomId, ['alice', 'bob', 'carol']);
    setup.emulator.control.leave(roomId, ['bob']);

    const checked = await call('check_members', { Member_Account: ['bob', 'carol', 'ghost'] });

    expect(await listed()).toEqual(['carol', 'alice']);
    expect(await count()).toBe(2);
    expect(checked.Member_Account).toEqual(['carol']);
  });

  test('can be told over HTTP as well', async () => {
    const response = await fetch(`${setup.emulator.baseUrl}/_emulator/enter`, {
      method: 'POST',
      headers: { 'x-imgroups-control': '1', 'content-type': 'application/json' },
      body: JSON.stringify({ groupId: roomId, userIds: ['bob'] }),
    });

    expect(response.status).toBe(200);
    expect(await listed()).toEqual(['bob']);
  });

  test('comes in pages of 250, the newest 1,000 at most', async () => {
    const users = Array.from({ length: 1001 }, (_, index) => `user-${index}`);
    setup.emulator.control.importAccounts(users);
    setup.emulator.control.enter(roomId, users);
    const sizes: number[] = [];
    const seen = new Set<string>();

    let Timestamp = 0;
    do {
      const answer = await call('get_members', { Timestamp });
      const members = answer.MemberList as { Member_Account: string }[];
      for (const { Member_Account } of members) seen.add(Member_Account);
      sizes.push(members.length);
      Timestamp = Number(answer.NextTimestamp);
    } while (Timestamp !== 0);

    expect(sizes).toEqual([250, 250, 250, 250]);
    expect([seen.size, seen.has('user-0'), seen.has('user-1')]).toEqual([1000, false, true]);
    expect(await count()).toBe(1001);
  });

  test('is 30 people without the plan for it', async () => {
    const small = await startTencent({ liveRoomMembers: false });
    const users = Array.from({ length: 31 }, (_, index) => `user-${index}`);
    small.emulator.control.importAccounts(users);
    const GroupId = await createGroup(small, 'AVChatRoom');
    small.emulator.control.enter(GroupId, users);
    const service = 'group_open_avchatroom_http_svc';

    const list = await small.call(`${service}/get_members`, { GroupId, Timestamp: 0 });
    const check = await small.call(`${service}/check_members`, { GroupId, Member_Account: ['x'] });

    expect(list.MemberList).toHaveLength(30);
    expect(check.ErrorCode).toBe(10007);
    await small.emulator.close();
  });

  test('is put out by a ban, and kept out until it ends', async () => {
    setup.emulator.control.enter(roomId, ['bob']);
    await setup.call('ban_group_member', {
      GroupId: roomId,
      Members_Account: ['bob'],
      Duration: 60,
    });
    const banned = await listed();

    expect(() => setup.emulator.control.enter(roomId, ['bob'])).toThrow('bob is banned');
    setup.emulator.control.advanceClock(61);
    setup.emulator.control.enter(roomId, ['bob']);

    expect([banned, await listed()]).toEqual([[], ['bob']]);
  });

  test('shows in the list of their groups', async () => {
    setup.emulator.control.enter(roomId, ['bob']);

    const answer = await setup.call('get_joined_group_list', {
      Member_Account: 'bob',
      WithHugeGroups: 1,
    });

    expect(answer.GroupIdList).toEqual([{ GroupId: roomId }]);
  });
});

describe('marks', () => {
  beforeEach(() => setup.emulator.control.enter(roomId, ['bob', 'carol']));

  test('filter the list, and vanish when their member leaves', async () => {
    await mark(1, 'bob', 1000);
    const marked = await listed({ Mark: 1000 });

    setup.emulator.control.leave(roomId, ['bob']);
    setup.emulator.control.enter(roomId, ['bob']);

    expect([marked, await listed({ Mark: 1000 })]).toEqual([['bob'], []]);
  });

  test('can be taken away', async () => {
    await mark(1, 'bob', 1000);

    const answer = await mark(2, 'bob', 1000);

    expect(answer).toMatchObject({
      CommandType: 2,
      MemberList: [{ Member_Account: 'bob', Marks: [1000] }],
    });
    expect(await listed({ Mark: 1000 })).toEqual([]);
  });

  test('600 hides a member unless it is asked for', async () => {
    await mark(1, 'bob', 600);

    expect(await listed()).toEqual(['carol']);
    expect(await listed({ Mark: 600 })).toEqual(['bob']);
  });

  test('those who are not there are left out of the answer, and alone are a failure', async () => {
    const some = await call('modify_user_info', {
      CommandType: 1,
      MemberList: [
        { Member_Account: 'bob', Marks: [1000] },
        { Member_Account: 'dave', Marks: [1000] },
      ],
    });
    const none = await mark(1, 'dave', 1000);

    expect(some.MemberList).toEqual([{ Member_Account: 'bob', Marks: [1000] }]);
    expect(none.ErrorCode).toBe(10004);
  });

  test('there are 10 different ones at most', async () => {
    const ten = Array.from({ length: 10 }, (_, index) => 1000 + index);
    const first = await mark(1, 'bob', ...ten);

    const eleventh = await mark(1, 'carol', 2000);

    expect([first.ErrorCode, eleventh.ErrorCode]).toEqual([0, 10004]);
  });

  test('of the vendor’s range are refused', async () => {
    const answer = await mark(1, 'bob', 999);

    expect(answer.ErrorCode).toBe(10004);
  });
});

describe('robots', () => {
  test('count as online without entering, until they are taken out', async () => {
    await call('add_robots', { Member_Account: ['dave'] });
    const before = [await count(), await listed(), await listed({ Mark: 500 })];

    await call('del_robots', { Member_Account: ['dave'] });

    expect(before).toEqual([1, ['dave'], ['dave']]);
    expect(await count()).toBe(0);
  });

  test('are gone after three days', async () => {
    const still = await startTencent();
    const GroupId = await createGroup(still, 'AVChatRoom');
    await still.call('group_open_avchatroom_http_svc/add_robots', {
      GroupId,
      Member_Account: ['dave'],
    });

    const [room] = still.emulator.control.snapshot().groups;
    still.emulator.control.advanceClock(3 * 86_400);

    expect(room?.Online).toHaveLength(1);
    expect(still.emulator.control.snapshot().groups[0]?.Online).toEqual([]);
    await still.emulator.close();
  });

  test('have to be accounts', async () => {
    const answer = await call('add_robots', { Member_Account: ['ghost'] });

    expect(answer.ErrorCode).toBe(10019);
  });
});

describe('who is online elsewhere', () => {
  test('is counted among the members, and shown where it is asked for', async () => {
    const clubId = await createGroup(setup, 'Community', {
      MemberList: [{ Member_Account: 'bob' }],
    });
    setup.emulator.control.enter(clubId, ['bob']);

    const community = await setup.call('million_group_open_http_svc/get_online_member_num', {
      GroupId: clubId,
    });
    const profiles = await setup.call('get_specified_group_member_info', {
      GroupId: clubId,
      Member_List_Account: ['alice', 'bob'],
      MemberInfoFilter: ['OnlineStatus'],
    });

    expect([await count(clubId), community.OnlineMemberNum]).toEqual([1, 1]);
    expect(profiles.MemberList).toEqual([
      { Member_Account: 'alice', OnlineStatus: 'Offline' },
      { Member_Account: 'bob', OnlineStatus: 'Online' },
    ]);
  });

  test('cannot be a stranger', async () => {
    const clubId = await createGroup(setup, 'Public');

    expect(() => setup.emulator.control.enter(clubId, ['bob'])).toThrow('bob is not a member');
  });

  test('is not shown where the status of members is switched off', async () => {
    const silent = await startTencent({ onlineStatus: false });
    const GroupId = await createGroup(silent, 'Public');

    const answer = await silent.call('get_online_member_num', { GroupId });

    expect(answer.ErrorCode).toBe(10007);
    await silent.emulator.close();
  });
});
