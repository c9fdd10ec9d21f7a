import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  createGroup,
  readHistory,
  sendText,
  startTencent,
  type TencentSetup,
} from './tencent-client.ts';

let setup: TencentSetup;
/** The clock of the service stands still, so that no second passes between a group and its messages. */
const now = Math.floor(Date.now() / 1000);
beforeAll(async () => {
  setup = await startTencent({ now: () => now * 1000 });
});
afterAll(() => setup.emulator.close());
beforeEach(() => {
  setup.emulator.control.reset();
  setup.emulator.control.importAccounts(['alice', 'bob', 'carol', 'dave']);
});

const withBob = { MemberList: [{ Member_Account: 'bob' }] };

async function groupWith(count: number, type = 'Public'): Promise<string> {
  const groupId = await createGroup(setup, type, withBob);
  for (let number = 1; number <= count; number += 1) {
    await sendText(setup, groupId, `message ${number}`);
  }
  return groupId;
}

describe('unread messages', () => {
  const setUnread = (GroupId: string, Member_Account: string, UnreadMsgNum: number) =>
    setup.call('set_unread_msg_num', { GroupId, Member_Account, UnreadMsgNum });

  /** Returns the number of messages that each member has not read. */
  async function unreadOf(groupId: string): Promise<Record<string, number>> {
    const [info] = (await setup.call('get_group_info', { GroupIdList: [groupId] })).GroupInfo as [
      { NextMsgSeq: number; MemberList: { Member_Account: string; MsgSeq: number }[] },
    ];
    return Object.fromEntries(
      info.MemberList.map(({ Member_Account, MsgSeq }) => [
        Member_Account,
        info.NextMsgSeq - 1 - MsgSeq,
      ]),
    );
  }

  test('are those of others since somebody joined', async () => {
    const groupId = await groupWith(2);
    await setup.call('add_group_member', {
      GroupId: groupId,
      MemberList: [{ Member_Account: 'carol' }],
    });
    await sendText(setup, groupId, 'three', { From_Account: 'alice' });

    expect(await unreadOf(groupId)).toEqual({ alice: 0, bob: 3, carol: 1 });
  });

  test('can be set, up to the number of messages', async () => {
    const groupId = await groupWith(3);

    await setUnread(groupId, 'alice', 2);
    await setUnread(groupId, 'bob', 99);

    expect(await unreadOf(groupId)).toEqual({ alice: 2, bob: 3 });
  });

  test('are not counted in a ChatRoom: a success without effect', async () => {
    const groupId = await groupWith(3, 'ChatRoom');
    const before = await unreadOf(groupId);

    const answer = await setUnread(groupId, 'alice', 2);

    expect(answer.ErrorCode).toBe(0);
    expect(await unreadOf(groupId)).toEqual(before);
  });

  test('of a stranger are refused', async () => {
    expect(await setUnread(await groupWith(1), 'dave', 1)).toMatchObject({ ErrorCode: 10004 });
  });
});

describe('importing', () => {
  const message = (SendTime: number, text: string, more: object = {}) => ({
    From_Account: 'alice',
    SendTime,
    MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }],
    ...more,
  });
  const importAll = (GroupId: string, ...MsgList: object[]) =>
    setup.call('import_group_msg', { GroupId, MsgList });

  async function groupOfAnHourAgo(): Promise<string> {
    const groupId = await createGroup(setup, 'Public', withBob);
    setup.emulator.control.advanceClock(3600);
    return groupId;
  }

  test('keeps the times and leaves nothing unread', async () => {
    const groupId = await groupOfAnHourAgo();

    const answer = await importAll(groupId, message(now + 100, 'one'), message(now + 200, 'two'));

    expect(answer.ImportMsgResult).toEqual([
      { MsgSeq: 1, MsgTime: now + 100, Result: 0 },
      { MsgSeq: 2, MsgTime: now + 200, Result: 0 },
    ]);
    expect(await readHistory(setup, groupId)).toMatchObject([
      { MsgSeq: 2, MsgTimeStamp: now + 200 },
      { MsgSeq: 1, MsgTimeStamp: now + 100 },
    ]);
    expect(
      await setup.call('get_specified_group_member_info', {
        GroupId: groupId,
        Member_List_Account: ['bob'],
      }),
    ).toMatchObject({ MemberList: [{ MsgSeq: 2 }] });
  });

  test('each message has to be between the one before it and now', async () => {
    const groupId = await groupOfAnHourAgo();

    const answer = await importAll(
      groupId,
      message(now - 60, 'before the group'),
      message(now + 200, 'good'),
      message(now + 200, 'not later'),
      message(now + 7200, 'in the future'),
      message(now + 201, 'good again'),
    );

    const results = answer.ImportMsgResult as { Result: number }[];
    expect(results.map(({ Result }) => Result)).toEqual([10004, 0, 10004, 10004, 0]);
    expect(await readHistory(setup, groupId)).toHaveLength(2);
  });

  test('the same list again fails by its times', async () => {
    const groupId = await groupOfAnHourAgo();
    await importAll(groupId, message(now + 100, 'one', { Random: 1 }));

    const again = await importAll(groupId, message(now + 100, 'one', { Random: 1 }));

    expect(again.ImportMsgResult).toMatchObject([{ Result: 10004 }]);
  });

  test('the same number and content within five minutes is a duplicate', async () => {
    const groupId = await groupOfAnHourAgo();

    const answer = await importAll(
      groupId,
      message(now + 100, 'one', { Random: 1 }),
      message(now + 200, 'one', { Random: 1 }),
      message(now + 500, 'one', { Random: 1 }),
    );

    const results = answer.ImportMsgResult as { MsgSeq: number }[];
    expect(results.map(({ MsgSeq }) => MsgSeq)).toEqual([1, 1, 2]);
  });

  const longText = (length: number) => ({
    MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'a'.repeat(length) } }],
  });

  test('a message that is too long fails alone', async () => {
    const groupId = await groupOfAnHourAgo();

    const answer = await importAll(
      groupId,
      message(now + 1, 'one', longText(12_000)),
      message(now + 2, 'two'),
    );

    expect(answer.ImportMsgResult).toMatchObject([{ Result: 80002 }, { Result: 0 }]);
  });

  test.each([
    ['8 messages', Array(8).fill(message(1, 'one')), 10004],
    ['an unknown sender', [message(1, 'one', { From_Account: 'ghost' })], 10019],
    ['a far too long message', [message(1, 'one', longText(13_000))], 10020],
    ['a file', [message(1, 'one', { MsgBody: [{ MsgType: 'TIMFileElem' }] })], 10004],
  ])('%s are refused', async (_, messages, code) => {
    const answer = await importAll(await groupOfAnHourAgo(), ...messages);

    expect(answer.ErrorCode).toBe(code);
  });

  test('a live room takes none', async () => {
    const answer = await importAll(await createGroup(setup, 'AVChatRoom'), message(1, 'one'));

    expect(answer.ErrorCode).toBe(10007);
  });
});
