import { createTencentClient, textMessage } from '@imgroups/tencent';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  createGroup,
  readHistory,
  sendText,
  startTencent,
  type TencentSetup,
} from './tencent-client.ts';

let setup: TencentSetup;
beforeAll(async () => {
  setup = await startTencent();
});
afterAll(() => setup.emulator.close());
beforeEach(() => {
  setup.emulator.control.reset();
  setup.emulator.control.importAccounts(['alice', 'bob', 'carol', 'dave']);
});

const withBob = { MemberList: [{ Member_Account: 'bob' }] };
const groupTypes = ['Private', 'Public', 'ChatRoom', 'AVChatRoom', 'Community'] as const;

const profileOf = async (groupId: string) => {
  const answer = await setup.call('get_group_info', { GroupIdList: [groupId] });
  return (answer.GroupInfo as Record<string, unknown>[])[0];
};

describe('sending', () => {
  test.each(groupTypes)('messages of a %s group are numbered from 1', async (type) => {
    const groupId = await createGroup(setup, type);

    const answers = [
      await sendText(setup, groupId, 'one'),
      await sendText(setup, groupId, 'two', { From_Account: 'dave' }),
    ];

    expect(answers).toMatchObject([
      { ErrorCode: 0, MsgSeq: 1, MsgTime: expect.any(Number) },
      { ErrorCode: 0, MsgSeq: 2 },
    ]);
  });

  test('groups count on their own, and their profile shows it', async () => {
    const first = await createGroup(setup, 'Public');
    const second = await createGroup(setup, 'Public');
    const { MsgTime } = await sendText(setup, first, 'one');

    const profiles = [await profileOf(first), await profileOf(second)];

    expect(profiles).toMatchObject([
      { NextMsgSeq: 2, LastMsgTime: MsgTime },
      { NextMsgSeq: 1, LastMsgTime: 0 },
    ]);
  });

  test('without a sender it is the calling administrator', async () => {
    const groupId = await createGroup(setup, 'Public');

    await sendText(setup, groupId, 'one', { From_Account: undefined });

    expect(await readHistory(setup, groupId)).toMatchObject([{ From_Account: 'administrator' }]);
  });

  test('a Private group is listed once somebody has written', async () => {
    const groupId = await createGroup(setup, 'Private');
    const count = async () =>
      (await setup.call('get_joined_group_list', { Member_Account: 'alice' })).TotalCount;

    const before = await count();
    await sendText(setup, groupId, 'one');

    expect([before, await count()]).toEqual([0, 1]);
  });

  test('the old name of the online-only flag is taken', async () => {
    const groupId = await createGroup(setup, 'Public');

    const answer = await sendText(setup, groupId, 'one', { MsgOnlineOnlyFlag: 1 });

    expect(answer).toMatchObject({ ErrorCode: 0, MsgSeq: 0 });
  });

  const tooLong = [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'a'.repeat(12_000) } }];
  const muchTooLong = [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'a'.repeat(13_000) } }];
  const relay = [{ MsgType: 'TIMRelayElem', MsgContent: {} }];
  const mentions = Array(31).fill({ GroupAtAllFlag: 0, GroupAt_Account: 'bob' });
  const refused: [string, string, Record<string, unknown>, number][] = [
    ['an unknown sender', 'Public', { From_Account: 'ghost' }, 10019],
    ['no Random', 'Public', { Random: undefined }, 10004],
    ['a Random above 32 bits', 'Public', { Random: 2 ** 32 }, 10004],
    ['no elements', 'Public', { MsgBody: [] }, 10004],
    ['merged messages', 'Public', { MsgBody: relay }, 10004],
    ['more than 12,000 bytes', 'Public', { MsgBody: tooLong }, 80002],
    ['far more than 12,000 bytes', 'Public', { MsgBody: muchTooLong }, 80002],
    ['31 mentions', 'Public', { GroupAtInfo: mentions }, 10053],
    ['a mention of nobody', 'Public', { GroupAtInfo: [{ GroupAtAllFlag: 0 }] }, 10004],
    ['a mention of a live room', 'AVChatRoom', { GroupAtInfo: [{ GroupAtAllFlag: 1 }] }, 10004],
    ['51 receivers', 'Public', { To_Account: Array(51).fill('bob') }, 10004],
    ['receivers in a community', 'Community', { To_Account: ['bob'] }, 10007],
    ['receivers in a live room', 'AVChatRoom', { To_Account: ['bob'] }, 10007],
    ['online only in a live room', 'AVChatRoom', { OnlineOnlyFlag: 1 }, 10004],
    ['not counted in a live room', 'AVChatRoom', { SendMsgControl: ['NoUnread'] }, 10004],
    ['not counted in a ChatRoom', 'ChatRoom', { SendMsgControl: ['NoUnread'] }, 10004],
    [
      'online only, with send control',
      'Public',
      { OnlineOnlyFlag: 1, SendMsgControl: ['NoLastMsg'] },
      10004,
    ],
    ['receipts, online only', 'Public', { OnlineOnlyFlag: 1, NeedReadReceipt: 1 }, 10061],
    ['a priority of no such name', 'Public', { MsgPriority: 'high' }, 10004],
    ['a topic that does not exist', 'Public', { TopicId: '@TGS#_a@TOPIC#_b' }, 10004],
  ];

  test.each(refused)('%s is refused in a %s group', async (_, type, more, code) => {
    const groupId = await createGroup(setup, type);

    const answer = await sendText(setup, groupId, 'one', more);

    expect(answer.ErrorCode).toBe(code);
    expect(await profileOf(groupId)).toMatchObject({ NextMsgSeq: 1 });
  });

  test('a group that is gone takes none', async () => {
    const groupId = await createGroup(setup, 'Public');
    await setup.call('destroy_group', { GroupId: groupId });

    const answers = [await sendText(setup, groupId, 'one'), await sendText(setup, 'never', 'one')];

    expect(answers.map(({ ErrorCode }) => ErrorCode)).toEqual([10010, 10015]);
  });
});

describe('the same message again', () => {
  const twice = async (first: object, second: object, seconds = 0) => {
    const groupId = await createGroup(setup, 'Public');
    const answers = [await sendText(setup, groupId, 'one', { Random: 7, ...first })];
    setup.emulator.control.advanceClock(seconds);
    answers.push(await sendText(setup, groupId, 'one', { Random: 7, ...second }));
    return answers.map(({ MsgSeq }) => MsgSeq);
  };
  const other = { MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'two' } }] };

  test('is dropped and answered as before', async () => {
    expect(await twice({}, {})).toEqual([1, 1]);
  });

  test.each([
    ['number', { Random: 8 }, 0],
    ['content', other, 0],
    ['sender', { From_Account: 'bob' }, 0],
    ['time, five minutes later', {}, 300],
  ])('is another with another %s', async (_, second, seconds) => {
    expect(await twice({}, second, seconds)).toEqual([1, 2]);
  });
});

describe('the client', () => {
  const MsgBody = textMessage('one');

  test('sends a message again whose answer is lost, and it is there once', async () => {
    const GroupId = await createGroup(setup, 'Public');
    setup.emulator.control.addFault({ kind: 'reset-after', endpoint: 'sendGroupMsg', times: 1 });
    const client = createTencentClient({ ...setup.emulator, retry: { baseDelay: 1 } });

    const answer = await client.sendGroupMsg({ GroupId, Random: 7, MsgBody });

    expect(answer.MsgSeq).toBe(1);
    expect(await readHistory(setup, GroupId)).toHaveLength(1);
  });

  test('takes no dropped message for a sent one', async () => {
    const now = () => 1_800_000_000_000;
    const limited = await startTencent({ rateScale: 0.05, now });
    const GroupId = await createGroup(limited, 'Public');
    const client = createTencentClient({ ...limited.emulator, now });
    const send = (Random: number) =>
      client.sendGroupMsg({ GroupId, Random, MsgBody }, { maxRetries: 0 });
    await send(1);
    await send(2);

    const dropped = send(3);

    await expect(dropped).rejects.toMatchObject({
      name: 'ApiError',
      code: 'rate_limited',
      vendorCode: 'MsgFreqCtrl',
    });
    await limited.emulator.close();
  });
});

test('above 40 messages per second a group drops messages in a success', async () => {
  const limited = await startTencent({ rateScale: 0.05, now: () => 1_800_000_000_000 });
  const [groupId, other] = [
    await createGroup(limited, 'Public'),
    await createGroup(limited, 'Public'),
  ];

  const answers = [
    await sendText(limited, groupId, 'one'),
    await sendText(limited, groupId, 'two'),
    await sendText(limited, groupId, 'three'),
    await sendText(limited, other, 'one'),
  ];
  limited.emulator.control.advanceClock(1);
  const later = await sendText(limited, groupId, 'three');

  expect(answers).toMatchObject([
    { ErrorCode: 0, MsgSeq: 1 },
    { ErrorCode: 0, MsgSeq: 2 },
    { ErrorCode: 0, MsgDropReason: 'MsgFreqCtrl' },
    { ErrorCode: 0, MsgSeq: 1 },
  ]);
  expect(answers[2]).not.toHaveProperty('MsgSeq');
  expect(later).toMatchObject({ MsgSeq: 3 });
  await limited.emulator.close();
});

describe('who is muted', () => {
  test('cannot write until the mute ends', async () => {
    const groupId = await createGroup(setup, 'Public', withBob);
    await setup.call('forbid_send_msg', {
      GroupId: groupId,
      Members_Account: ['bob'],
      MuteTime: 60,
    });

    const muted = await sendText(setup, groupId, 'one', { From_Account: 'bob' });
    setup.emulator.control.advanceClock(60);
    const later = await sendText(setup, groupId, 'one', { From_Account: 'bob' });

    expect([muted.ErrorCode, later.ErrorCode]).toEqual([10017, 0]);
  });

  test('with all members, owner, admins and administrators still write', async () => {
    const groupId = await createGroup(setup, 'Public', {
      MemberList: [{ Member_Account: 'bob' }, { Member_Account: 'carol', Role: 'Admin' }],
    });
    await setup.call('modify_group_base_info', { GroupId: groupId, MuteAllMember: 'On' });

    const senders = ['alice', 'bob', 'carol', 'administrator'];
    const codes: number[] = [];
    for (const From_Account of senders) {
      codes.push((await sendText(setup, groupId, 'one', { From_Account })).ErrorCode);
    }

    expect(codes).toEqual([0, 10017, 0, 0]);
  });

  test('everywhere cannot write in any group', async () => {
    const groupId = await createGroup(setup, 'Private', withBob);
    const mute = (seconds: number) =>
      setup.call('openconfigsvr/setnospeaking', {
        Set_Account: 'bob',
        GroupmsgNospeakingTime: seconds,
      });

    await mute(4_294_967_295);
    const muted = await sendText(setup, groupId, 'one', { From_Account: 'bob' });
    await mute(0);
    const unmuted = await sendText(setup, groupId, 'one', { From_Account: 'bob' });

    expect([muted.ErrorCode, unmuted.ErrorCode]).toEqual([10017, 0]);
  });

  test.each([
    ['of nobody', { Set_Account: 'ghost', GroupmsgNospeakingTime: 1 }, 10019],
    ['of no kind', { Set_Account: 'bob' }, 10004],
    ['of a negative time', { Set_Account: 'bob', C2CmsgNospeakingTime: -1 }, 10004],
  ])('everywhere: a mute %s is refused', async (_, request, code) => {
    const answer = await setup.call('openconfigsvr/setnospeaking', request);

    expect(answer.ErrorCode).toBe(code);
  });

  test('everywhere can be read, in seconds that are left', async () => {
    const read = () => setup.call('openconfigsvr/getnospeaking', { Get_Account: 'bob' });
    await setup.call('openconfigsvr/setnospeaking', {
      Set_Account: 'bob',
      GroupmsgNospeakingTime: 60,
      C2CmsgNospeakingTime: 4_294_967_295,
    });

    const muted = await read();
    setup.emulator.control.advanceClock(61);
    const later = await read();

    expect(muted).toMatchObject({
      ErrorCode: 0,
      GroupmsgNospeakingTime: expect.toSatisfy((left) => left > 0 && left <= 60),
      C2CmsgNospeakingTime: 4_294_967_295,
    });
    expect(later).toMatchObject({ GroupmsgNospeakingTime: 0, C2CmsgNospeakingTime: 4_294_967_295 });
  });

  test('everywhere cannot be read of nobody', async () => {
    const answer = await setup.call('openconfigsvr/getnospeaking', { Get_Account: 'ghost' });

    expect(answer.ErrorCode).toBe(10019);
  });

  test('everywhere is shown by the snapshot', async () => {
    await setup.call('openconfigsvr/setnospeaking', {
      Set_Account: 'bob',
      GroupmsgNospeakingTime: 60,
      C2CmsgNospeakingTime: 4_294_967_295,
    });

    expect(setup.emulator.control.snapshot()).toMatchObject({
      mutedInGroups: [{ Member_Account: 'bob' }],
      mutedInChats: [{ Member_Account: 'bob', Until: 4_294_967_295 }],
    });
  });
});

describe('notifications', () => {
  const notify = (GroupId: string, more: object = {}) =>
    setup.call('send_group_system_notification', { GroupId, Content: 'refresh', ...more });

  test.each(groupTypes)(
    'everybody in a %s group can be notified, and nothing is stored',
    async (type) => {
      const groupId = await createGroup(setup, type);

      const answer = await notify(groupId, { ToMembers_Account: [] });

      expect(answer.ErrorCode).toBe(0);
      expect(await profileOf(groupId)).toMatchObject({ NextMsgSeq: 1 });
    },
  );

  test.each([
    ['single members of a live room', 'AVChatRoom', { ToMembers_Account: ['bob'] }, 10004],
    ['501 members', 'Public', { ToMembers_Account: Array(501).fill('bob') }, 10004],
    ['nothing', 'Public', { Content: undefined }, 10004],
  ])('%s are refused', async (_, type, more, code) => {
    const answer = await notify(await createGroup(setup, type), more);

    expect(answer.ErrorCode).toBe(code);
  });
});

describe('broadcasts', () => {
  const broadcast = (at: TencentSetup, more: object = {}) =>
    at.call('send_broadcast_msg', {
      Random: 1,
      MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'Maintenance' } }],
      ...more,
    });

  test('are numbered', async () => {
    const answers = [await broadcast(setup), await broadcast(setup, { From_Account: 'alice' })];

    expect(answers).toMatchObject([{ MsgSeq: 1 }, { MsgSeq: 2 }]);
  });

  test('of an unknown sender are refused', async () => {
    expect(await broadcast(setup, { From_Account: 'ghost' })).toMatchObject({ ErrorCode: 10019 });
  });

  test('are refused where the plan has none', async () => {
    const small = await startTencent({ broadcasts: false });

    expect(await broadcast(small)).toMatchObject({ ErrorCode: 10007 });
    await small.emulator.close();
  });

  test('come once per second', async () => {
    const limited = await startTencent({ rateScale: 1, now: () => 1_800_000_000_000 });

    const codes = [await broadcast(limited), await broadcast(limited)];

    expect(codes.map(({ ErrorCode }) => ErrorCode)).toEqual([0, 10023]);
    await limited.emulator.close();
  });
});
