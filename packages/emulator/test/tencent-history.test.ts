import { createTencentClient } from '@imgroups/tencent';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  createGroup,
  readHistory,
  sendText,
  startTencent,
  type TencentSetup,
} from './tencent-client.ts';

const halfDay = 43_200;

let setup: TencentSetup;
beforeAll(async () => {
  setup = await startTencent({ historyDays: 0.5 });
});
afterAll(() => setup.emulator.close());
beforeEach(() => {
  setup.emulator.control.reset();
  setup.emulator.control.importAccounts(['alice', 'bob', 'carol', 'dave']);
});

const withBob = { MemberList: [{ Member_Account: 'bob' }] };

async function groupWith(count: number, type = 'Public'): Promise<string> {
  const groupId = await createGroup(setup, type, type === 'AVChatRoom' ? {} : withBob);
  for (let number = 1; number <= count; number += 1) {
    await sendText(setup, groupId, `message ${number}`);
  }
  return groupId;
}

const numbersOf = (messages: readonly { MsgSeq: number }[]) => messages.map(({ MsgSeq }) => MsgSeq);

const recall = (GroupId: string, ...numbers: number[]) =>
  setup.call('group_msg_recall', {
    GroupId,
    MsgSeqList: numbers.map((MsgSeq) => ({ MsgSeq })),
  });

describe('clearing', () => {
  const clear = (GroupId: string, more: object = {}) =>
    setup.call('clear_group_msg', { GroupId, ...more });

  /** Up to which message each call cleared, as the journal tells it. */
  const cleared = () =>
    setup.emulator.control
      .journal()
      .flatMap(({ changes }) => changes)
      .flatMap((change) => (change.type === 'vendor' ? [change] : []))
      .filter(({ name }) => name === 'messages.cleared')
      .map(({ data }) => data);

  test('clears up to a message, or all, and leaves them to the administrator', async () => {
    const groupId = await groupWith(3);

    const answers = [await clear(groupId, { MsgSeq: 2 }), await clear(groupId)];

    expect(answers.map(({ ErrorCode }) => ErrorCode)).toEqual([0, 0]);
    expect(cleared()).toEqual([{ upTo: 2 }, { upTo: 3 }]);
    expect(numbersOf(await readHistory(setup, groupId))).toEqual([3, 2, 1]);
  });

  test('changes nothing where all is cleared', async () => {
    const groupId = await groupWith(2);

    await clear(groupId);
    await clear(groupId, { MsgSeq: 1 });

    expect(cleared()).toEqual([{ upTo: 2 }]);
  });

  test.each(['Private', 'Public', 'ChatRoom', 'AVChatRoom'])(
    'works in a %s group',
    async (type) => {
      const { ErrorCode } = await clear(await groupWith(1, type));

      expect(ErrorCode).toBe(0);
    },
  );

  test('is refused in a community and in a group that does not exist', async () => {
    const community = await clear(await createGroup(setup, 'Community'));
    const missing = await clear('ghost');

    expect([community.ErrorCode, missing.ErrorCode]).toEqual([10007, 10015]);
  });

  test('up to a message is tried again after a lost answer, of all messages not', async () => {
    const groupId = await groupWith(1);
    const client = createTencentClient(setup.emulator);
    const fault = { endpoint: 'clearGroupMsg', kind: 'reset-after', times: 1 } as const;

    setup.emulator.control.addFault(fault);
    const { attempts } = await client.clearGroupMsg.withResponse({ GroupId: groupId, MsgSeq: 1 });
    setup.emulator.control.addFault(fault);
    const all = client.clearGroupMsg({ GroupId: groupId });

    expect(attempts).toBe(2);
    await expect(all).rejects.toMatchObject({ ambiguous: true, attempts: 1 });
  });
});

describe('history', () => {
  test('has what was sent, newest first', async () => {
    const groupId = await createGroup(setup, 'Public');
    await sendText(setup, groupId, 'one', { Random: 42 });
    await sendText(setup, groupId, 'two', { MsgPriority: 'High', CloudCustomData: '{"a":1}' });

    const messages = await readHistory(setup, groupId);

    expect(messages).toMatchObject([
      { MsgSeq: 2, MsgPriority: 1, CloudCustomData: '{"a":1}' },
      {
        MsgSeq: 1,
        From_Account: 'alice',
        IsPlaceMsg: 0,
        MsgPriority: 2,
        MsgRandom: 42,
        MsgTimeStamp: expect.any(Number),
        MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'one' } }],
      },
    ]);
  });

  test('leaves out what went only to who was online', async () => {
    const groupId = await createGroup(setup, 'Public');
    await sendText(setup, groupId, 'one', { OnlineOnlyFlag: 1 });

    expect(await readHistory(setup, groupId)).toEqual([]);
  });

  test('can be read from a message on, 0 standing for the newest', async () => {
    const groupId = await groupWith(4);

    const pages = [
      await readHistory(setup, groupId, { ReqMsgNumber: 2, ReqMsgSeq: 3 }),
      await readHistory(setup, groupId, { ReqMsgNumber: 2, ReqMsgSeq: 0 }),
      await readHistory(setup, groupId, { ReqMsgNumber: 2, ReqMsgSeq: 99 }),
    ];

    expect(pages.map(numbersOf)).toEqual([
      [3, 2],
      [4, 3],
      [4, 3],
    ]);
  });

  test.each([
    ['20 are all that was asked for', 20, 1],
    ['21 are cut', 21, 0],
  ])('%s', async (_, ReqMsgNumber, IsFinished) => {
    const groupId = await groupWith(21);

    const answer = await setup.call('group_msg_get_simple', { GroupId: groupId, ReqMsgNumber });

    expect(answer).toMatchObject({ IsFinished, GroupId: groupId });
    expect(answer.RspMsgList).toHaveLength(20);
  });

  test('the client reads it page by page to the first message', async () => {
    const groupId = await groupWith(45);
    await recall(groupId, 26, 25, 1);
    const client = createTencentClient(setup.emulator);

    const numbers: number[] = [];
    for await (const page of client.groupMsgGetSimple.pages({
      GroupId: groupId,
      ReqMsgNumber: 20,
    })) {
      numbers.push(...numbersOf(page.RspMsgList ?? []));
    }

    const all = Array.from({ length: 45 }, (_, index) => 45 - index);
    expect(numbers).toEqual(all.filter((number) => ![26, 25, 1].includes(number)));
  });

  test('an expired message is a place holder', async () => {
    const groupId = await groupWith(1);
    setup.emulator.control.advanceClock(halfDay + 1);
    await sendText(setup, groupId, 'two');

    const messages = await readHistory(setup, groupId);

    expect(messages).toMatchObject([
      { MsgSeq: 2, IsPlaceMsg: 0 },
      { MsgSeq: 1, IsPlaceMsg: 1, MsgBody: [] },
    ]);
  });

  test('a page that was cut and has only expired messages says so', async () => {
    const groupId = await groupWith(21);
    setup.emulator.control.advanceClock(halfDay + 1);

    const answer = await setup.call('group_msg_get_simple', { GroupId: groupId, ReqMsgNumber: 21 });

    expect(answer.IsFinished).toBe(2);
  });

  test('a live room has none', async () => {
    const answer = await setup.call('group_msg_get_simple', {
      GroupId: await groupWith(1, 'AVChatRoom'),
      ReqMsgNumber: 1,
    });

    expect(answer.ErrorCode).toBe(10044);
  });

  test('a group that was disbanded and made again has none', async () => {
    const groupId = await createGroup(setup, 'Public', { GroupId: 'club' });
    await sendText(setup, groupId, 'one');
    await setup.call('destroy_group', { GroupId: groupId });
    await createGroup(setup, 'Public', { GroupId: 'club' });

    expect(await readHistory(setup, groupId)).toEqual([]);
  });
});

describe('recalling', () => {
  test('has a result per message and leaves a place holder', async () => {
    const groupId = await groupWith(2);

    const answer = await recall(groupId, 2, 99);

    expect(answer.RecallRetList).toEqual([
      { MsgSeq: 2, RetCode: 0 },
      { MsgSeq: 99, RetCode: 10030 },
    ]);
    expect(await readHistory(setup, groupId)).toMatchObject([
      { MsgSeq: 2, IsPlaceMsg: 2, MsgBody: [] },
      { MsgSeq: 1, IsPlaceMsg: 0 },
    ]);
    expect(numbersOf(await readHistory(setup, groupId, { WithRecalledMsg: 0 }))).toEqual([1]);
  });

  test('a message that is no longer stored is not found', async () => {
    const groupId = await groupWith(1);
    setup.emulator.control.advanceClock(halfDay + 1);

    expect((await recall(groupId, 1)).RecallRetList).toEqual([{ MsgSeq: 1, RetCode: 10030 }]);
  });

  test('in a live room it takes an hour at most', async () => {
    const groupId = await groupWith(2, 'AVChatRoom');

    const inTime = await recall(groupId, 1);
    setup.emulator.control.advanceClock(3601);
    const late = await recall(groupId, 2);

    expect([inTime.RecallRetList, late.RecallRetList]).toMatchObject([
      [{ RetCode: 0 }],
      [{ RetCode: 10031 }],
    ]);
  });

  test.each([
    ['11 messages', { MsgSeqList: Array(11).fill({ MsgSeq: 1 }) }],
    ['a reason above 100 bytes', { MsgSeqList: [], Reason: 'a'.repeat(101) }],
  ])('%s are refused', async (_, more) => {
    const GroupId = await createGroup(setup, 'Public');

    expect(await setup.call('group_msg_recall', { GroupId, ...more })).toMatchObject({
      ErrorCode: 10004,
    });
  });
});

describe('deleting by sender', () => {
  const deleteOf = (GroupId: string, Sender_Account: string) =>
    setup.call('delete_group_msg_by_sender', { GroupId, Sender_Account });

  test('recalls the messages of one and of nobody else', async () => {
    const groupId = await groupWith(1);
    await sendText(setup, groupId, 'two', { From_Account: 'bob' });

    const answer = await deleteOf(groupId, 'alice');

    expect(answer.ErrorCode).toBe(0);
    expect(await readHistory(setup, groupId)).toMatchObject([{ IsPlaceMsg: 0 }, { IsPlaceMsg: 2 }]);
  });

  test('reaches the newest 1,000 messages', async () => {
    const groupId = await groupWith(1001);

    await deleteOf(groupId, 'alice');

    expect(await readHistory(setup, groupId, { ReqMsgSeq: 2 })).toMatchObject([
      { MsgSeq: 2, IsPlaceMsg: 2 },
      { MsgSeq: 1, IsPlaceMsg: 0 },
    ]);
  });

  test('in a live room does nothing, and is a success', async () => {
    const groupId = await groupWith(1, 'AVChatRoom');

    const answer = await deleteOf(groupId, 'alice');

    expect(answer.ErrorCode).toBe(0);
    expect((await recall(groupId, 1)).RecallRetList).toMatchObject([{ RetCode: 0 }]);
  });
});

describe('editing', () => {
  const edit = (GroupId: string, change: object) =>
    setup.call('openim/modify_group_msg', { GroupId, MsgSeq: 1, ...change });
  const text = [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'new' } }];

  test('replaces what it names', async () => {
    const groupId = await createGroup(setup, 'Public');
    await sendText(setup, groupId, 'old', { CloudCustomData: 'old' });

    const first = await edit(groupId, { MsgBody: text });
    const afterFirst = await readHistory(setup, groupId);
    await edit(groupId, { CloudCustomData: 'new' });
    const afterSecond = await readHistory(setup, groupId);

    expect(first).toMatchObject({ ErrorCode: 0, ErrorInfo: 'succeed' });
    expect(afterFirst).toMatchObject([{ MsgBody: text, CloudCustomData: 'old' }]);
    expect(afterSecond).toMatchObject([{ MsgBody: text, CloudCustomData: 'new' }]);
  });

  test.each([
    ['nothing new', {}, 90002],
    ['a body that is no list', { MsgBody: text[0] }, 90010],
    ['a body of another form', { MsgBody: [{ MsgType: 'Text' }] }, 90002],
    [
      'a body that is too long',
      { MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'a'.repeat(13_000) } }] },
      80002,
    ],
    ['a message that does not exist', { MsgSeq: 9, MsgBody: text }, 20001],
    ['a group that does not exist', { GroupId: 'never', MsgBody: text }, 20001],
    ['no number', { MsgSeq: undefined, MsgBody: text }, 20001],
  ])('%s is refused in the codes of its service', async (_, change, code) => {
    const groupId = await groupWith(1);

    const answer = await edit(groupId, change);

    expect(answer.ErrorCode).toBe(code);
  });

  test('a recalled message and one of a live room cannot be edited', async () => {
    const groupId = await groupWith(1);
    await recall(groupId, 1);

    const answers = [
      await edit(groupId, { MsgBody: text }),
      await edit(await groupWith(1, 'AVChatRoom'), { MsgBody: text }),
    ];

    expect(answers.map(({ ErrorCode }) => ErrorCode)).toEqual([20001, 20001]);
  });
});
