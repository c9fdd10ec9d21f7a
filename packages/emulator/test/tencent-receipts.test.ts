import { createTencentClient } from '@imgroups/tencent';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createGroup, sendText, startTencent, type TencentSetup } from './tencent-client.ts';

let setup: TencentSetup;
let groupId: string;
beforeAll(async () => {
  setup = await startTencent();
});
afterAll(() => setup.emulator.close());
beforeEach(async () => {
  setup.emulator.control.reset();
  setup.emulator.control.importAccounts(['alice', 'bob', 'carol', 'dave']);
  groupId = await createGroup(setup, 'Public', {
    MemberList: ['bob', 'carol', 'dave'].map((Member_Account) => ({ Member_Account })),
  });
  await sendText(setup, groupId, 'read me', { NeedReadReceipt: 1 });
  await sendText(setup, groupId, 'or not');
});

const read = (user: string, ...numbers: number[]) =>
  setup.call('group_msg_receipt', {
    GroupId: groupId,
    From_Account: user,
    MsgSeqList: numbers.map((MsgSeq) => ({ MsgSeq })),
  });

const countsOf = async (...numbers: number[]) => {
  const answer = await setup.call('get_group_msg_receipt', {
    GroupId: groupId,
    MsgSeqList: numbers.map((MsgSeq) => ({ MsgSeq })),
  });
  return answer.GroupMsgReceiptList;
};

const detail = (more: object = {}) =>
  setup.call('get_group_msg_receipt_detail', {
    GroupId: groupId,
    MsgSeq: 1,
    Filter: 0,
    Cursor: '',
    Count: 100,
    ...more,
  });

describe('read receipts', () => {
  test('count the readers, each once, and never the sender', async () => {
    await read('bob', 1);
    await read('bob', 1);
    await read('alice', 1);

    expect(await countsOf(1)).toEqual([{ MsgSeq: 1, Code: 0, ReadNum: 1, UnreadNum: 2 }]);
  });

  test('of a message that asked for none are told per message', async () => {
    expect(await countsOf(1, 2, 99)).toMatchObject([{ Code: 0 }, { Code: 10062 }, { Code: 10062 }]);
  });

  test('are listed by who has read and who has not', async () => {
    await read('carol', 1);

    const [readers, others] = [await detail(), await detail({ Filter: 1 })];

    expect(readers).toMatchObject({
      IsFinish: 1,
      IsFinished: 1,
      Cursor: '0',
      MsgSeq: 1,
      ReadList: [{ Read_Account: 'carol' }],
    });
    expect(others.UnreadList).toEqual([{ Unread_Account: 'bob' }, { Unread_Account: 'dave' }]);
  });

  test('are of the members at the time of the message', async () => {
    await setup.call('delete_group_member', {
      GroupId: groupId,
      MemberToDel_Account: ['bob'],
    });

    expect(await countsOf(1)).toMatchObject([{ ReadNum: 0, UnreadNum: 3 }]);
  });

  test('of a message to some members are of these', async () => {
    await sendText(setup, groupId, 'for you', { NeedReadReceipt: 1, To_Account: ['bob'] });
    await read('carol', 3);

    expect(await countsOf(3)).toMatchObject([{ ReadNum: 0, UnreadNum: 1 }]);
  });

  test('a page that ends in the middle goes on there, also when somebody reads meanwhile', async () => {
    const first = await detail({ Filter: 1, Count: 1 });
    await read('bob', 1);
    const second = await detail({ Filter: 1, Count: 1, Cursor: first.Cursor });

    expect(first).toMatchObject({ IsFinish: 0, UnreadList: [{ Unread_Account: 'bob' }] });
    expect(second).toMatchObject({ IsFinish: 0, UnreadList: [{ Unread_Account: 'carol' }] });
  });

  test('the client lists all, page by page', async () => {
    const client = createTencentClient(setup.emulator);
    const request = { GroupId: groupId, MsgSeq: 1, Filter: 1, Cursor: '', Count: 2 } as const;

    const users: string[] = [];
    for await (const page of client.getGroupMsgReceiptDetail.pages(request)) {
      users.push(...(page.UnreadList ?? []).map(({ Unread_Account }) => Unread_Account));
    }

    expect(users).toEqual(['bob', 'carol', 'dave']);
  });
});

describe('a receipt is refused', () => {
  test.each([
    ['for a message that asked for none', 'bob', [1, 2], 10062],
    ['for a message that does not exist', 'bob', [99], 10062],
    ['of a stranger', 'administrator', [1], 10004],
    ['of nobody', 'ghost', [1], 10019],
    ['for 51 messages', 'bob', Array(51).fill(1), 10004],
  ])('%s', async (_, user, numbers, code) => {
    const answer = await read(user, ...numbers);

    expect(answer.ErrorCode).toBe(code);
    expect(await countsOf(1)).toMatchObject([{ ReadNum: 0 }]);
  });

  test('when the message was recalled', async () => {
    await setup.call('group_msg_recall', { GroupId: groupId, MsgSeqList: [{ MsgSeq: 1 }] });

    expect([(await read('bob', 1)).ErrorCode, (await detail()).ErrorCode]).toEqual([10062, 10062]);
  });

  test('in a group above 200 members, which cannot ask for it either', async () => {
    const users = Array.from({ length: 200 }, (_, index) => `user${index}`);
    setup.emulator.control.importAccounts(users);
    for (let from = 0; from < users.length; from += 20) {
      await setup.call('add_group_member', {
        GroupId: groupId,
        MemberList: users.slice(from, from + 20).map((Member_Account) => ({ Member_Account })),
      });
    }

    const answers = [
      await read('bob', 1),
      await sendText(setup, groupId, 'read me', { NeedReadReceipt: 1 }),
    ];

    expect(answers.map(({ ErrorCode }) => ErrorCode)).toEqual([10060, 10060]);
  });

  test.each(['AVChatRoom', 'Community'])('in a group of type %s', async (type) => {
    const other = await createGroup(setup, type);

    const codes = [
      await setup.call('get_group_msg_receipt', { GroupId: other, MsgSeqList: [] }),
      await detail({ GroupId: other }),
    ].map(({ ErrorCode }) => ErrorCode);

    expect(codes).toEqual([10007, 10007]);
  });

  test('where the plan has none', async () => {
    const small = await startTencent({ readReceipts: false });
    const other = await createGroup(small, 'Public');

    const answers = [
      await sendText(small, other, 'read me', { NeedReadReceipt: 1 }),
      await small.call('get_group_msg_receipt', { GroupId: other, MsgSeqList: [] }),
    ];

    expect(answers.map(({ ErrorCode }) => ErrorCode)).toEqual([10059, 10059]);
    await small.emulator.close();
  });

  test('a cursor that is none', async () => {
    expect(await detail({ Cursor: 'x' })).toMatchObject({ ErrorCode: 10004 });
  });
});

describe('receipts of one-to-one messages', () => {
  const info = {
    From_Account: 'alice',
    To_Account: 'bob',
    MsgKey: '1467329515_5675354_1700000500',
  };
  const send = (change: object, ...messages: object[]) =>
    setup.call('openim/c2c_msg_read_receipt', {
      Operator_Account: 'bob',
      Peer_Account: 'alice',
      C2CMsgInfo: messages,
      ...change,
    });

  test('are taken', async () => {
    expect((await send({}, info)).ErrorCode).toBe(0);
  });

  test.each([
    ['an unknown reader', { Operator_Account: 'ghost' }, info, 90048],
    ['an unknown sender', { Peer_Account: 'ghost' }, info, 90048],
    ['another sender', {}, { ...info, From_Account: 'carol' }, 20001],
    ['another receiver', {}, { ...info, To_Account: 'carol' }, 20001],
    ['a key that is none', {}, { ...info, MsgKey: 'key' }, 90054],
    ['no key', {}, { ...info, MsgKey: undefined }, 90054],
    ['no sender', {}, { ...info, From_Account: undefined }, 90008],
    ['no receiver', {}, { ...info, To_Account: undefined }, 90003],
    ['no list', { C2CMsgInfo: undefined }, info, 20001],
  ])('%s is refused in the codes of their service', async (_, change, message, code) => {
    expect((await send(change, message)).ErrorCode).toBe(code);
  });
});
