import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  createGroup,
  readHistory,
  sendText,
  startTencent,
  type TencentSetup,
} from './tencent-client.ts';

const groupId = '@TGS#_club';
const TopicId = `${groupId}@TOPIC#_news`;

let setup: TencentSetup;
beforeAll(async () => {
  setup = await startTencent();
});
afterAll(() => setup.emulator.close());
beforeEach(async () => {
  setup.emulator.control.reset();
  setup.emulator.control.importAccounts(['alice', 'bob']);
  await createGroup(setup, 'Community', {
    GroupId: groupId,
    SupportTopic: 1,
    MemberList: [{ Member_Account: 'bob' }],
  });
  await createTopic();
});

const createTopic = () =>
  setup.call('million_group_open_http_svc/create_topic', {
    GroupId: groupId,
    TopicName: 'News',
    TopicId,
  });

const destroyTopic = () =>
  setup.call('million_group_open_http_svc/destroy_topic', {
    GroupId: groupId,
    TopicIdList: [TopicId],
  });

test('a topic counts its messages on its own', async () => {
  await sendText(setup, groupId, 'in the community');

  const answer = await sendText(setup, groupId, 'in the topic', { TopicId });

  expect(answer).toMatchObject({ ErrorCode: 0, MsgSeq: 1 });
  expect(await readHistory(setup, groupId, { TopicId })).toMatchObject([
    { MsgBody: [{ MsgContent: { Text: 'in the topic' } }] },
  ]);
  expect(await readHistory(setup, groupId)).toMatchObject([
    { MsgBody: [{ MsgContent: { Text: 'in the community' } }] },
  ]);
});

test('its messages are recalled, edited and deleted by sender there', async () => {
  for (const text of ['one', 'two', 'three']) {
    await sendText(setup, groupId, text, {
      TopicId,
      From_Account: text === 'two' ? 'bob' : 'alice',
    });
  }

  await setup.call('group_msg_recall', { GroupId: groupId, TopicId, MsgSeqList: [{ MsgSeq: 1 }] });
  await setup.call('openim/modify_group_msg', {
    GroupId: groupId,
    TopicId,
    MsgSeq: 3,
    CloudCustomData: 'edited',
  });
  await setup.call('delete_group_msg_by_sender', {
    GroupId: groupId,
    TopicId,
    Sender_Account: 'bob',
  });

  expect(await readHistory(setup, groupId, { TopicId })).toMatchObject([
    { MsgSeq: 3, IsPlaceMsg: 0, CloudCustomData: 'edited' },
    { MsgSeq: 2, IsPlaceMsg: 2 },
    { MsgSeq: 1, IsPlaceMsg: 2 },
  ]);
});

test('a notification and an import can go to it', async () => {
  setup.emulator.control.advanceClock(60);
  const SendTime = Math.floor(Date.now() / 1000) + 30;

  const answers = [
    await setup.call('send_group_system_notification', {
      GroupId: groupId,
      TopicId,
      Content: 'refresh',
    }),
    await setup.call('import_group_msg', {
      GroupId: groupId,
      TopicId,
      MsgList: [
        {
          From_Account: 'alice',
          SendTime,
          MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'old' } }],
        },
      ],
    }),
  ];

  expect(answers.map(({ ErrorCode }) => ErrorCode)).toEqual([0, 0]);
  expect(await readHistory(setup, groupId, { TopicId })).toMatchObject([
    { MsgTimeStamp: SendTime },
  ]);
});

test('a topic that is made again starts anew', async () => {
  await sendText(setup, groupId, 'one', { TopicId });
  await destroyTopic();
  await createTopic();

  expect(await readHistory(setup, groupId, { TopicId })).toEqual([]);
});

describe('a message is refused', () => {
  test('in a topic that is gone or never was', async () => {
    await destroyTopic();

    const answers = [
      await sendText(setup, groupId, 'one', { TopicId }),
      await sendText(setup, groupId, 'one', { TopicId: `${groupId}@TOPIC#_never` }),
    ];

    expect(answers.map(({ ErrorCode }) => ErrorCode)).toEqual([10010, 10015]);
  });

  test('of who is muted in the topic, and only there', async () => {
    await setup.call('forbid_send_msg', {
      GroupId: groupId,
      TopicId,
      Members_Account: ['bob'],
      MuteTime: 60,
    });

    const answers = [
      await sendText(setup, groupId, 'one', { TopicId, From_Account: 'bob' }),
      await sendText(setup, groupId, 'one', { From_Account: 'bob' }),
    ];

    expect(answers.map(({ ErrorCode }) => ErrorCode)).toEqual([10017, 0]);
  });

  test('of who is muted in the whole community', async () => {
    await setup.call('forbid_send_msg', {
      GroupId: groupId,
      Members_Account: ['bob'],
      MuteTime: 60,
    });

    const answer = await sendText(setup, groupId, 'one', { TopicId, From_Account: 'bob' });

    expect(answer.ErrorCode).toBe(10017);
  });

  test('of members where all are muted in the topic', async () => {
    await setup.call('million_group_open_http_svc/modify_topic', {
      GroupId: groupId,
      TopicId,
      MuteAllMember: 'On',
    });

    const codes: number[] = [];
    for (const From_Account of ['bob', 'alice']) {
      codes.push((await sendText(setup, groupId, 'one', { TopicId, From_Account })).ErrorCode);
    }

    expect(codes).toEqual([10017, 0]);
  });
});
