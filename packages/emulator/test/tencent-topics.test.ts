import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createGroup, sendText, startTencent, type TencentSetup } from './tencent-client.ts';

const clubId = '@TGS#_club';
const newsId = `${clubId}@TOPIC#_news`;
const service = 'million_group_open_http_svc';

let setup: TencentSetup;
beforeAll(async () => {
  setup = await startTencent();
});
afterAll(() => setup.emulator.close());
beforeEach(async () => {
  setup.emulator.control.reset();
  setup.emulator.control.importAccounts(['alice', 'bob', 'carol']);
  await createGroup(setup, 'Community', {
    GroupId: clubId,
    SupportTopic: 1,
    MemberList: [{ Member_Account: 'bob' }],
  });
  await createTopic({ TopicId: newsId });
});

const createTopic = (more: object = {}) =>
  setup.call(`${service}/create_topic`, { GroupId: clubId, TopicName: 'News', ...more });
const topics = async (more: object = {}) => {
  const answer = await setup.call(`${service}/get_topic`, {
    GroupId: clubId,
    From_Account: 'bob',
    ...more,
  });
  return answer.TopicAndSelfInfo as Record<string, Record<string, unknown>>[];
};
const destroy = (...TopicIdList: string[]) =>
  setup.call(`${service}/destroy_topic`, { GroupId: clubId, TopicIdList });

describe('creating', () => {
  const refused: [string, object, number][] = [
    ['an id of another community', { TopicId: '@TGS#_other@TOPIC#_news' }, 10004],
    ['an id without a part of its own', { TopicId: `${clubId}@TOPIC#_` }, 10004],
    ['an id like the vendor’s', { TopicId: `${clubId}@TOPIC#_@TOPIC#c1` }, 10004],
    ['an id with the prefix of communities in it', { TopicId: `${newsId}@TGS#_x` }, 10004],
    ['an id of 97 bytes', { TopicId: newsId.padEnd(97, 'x') }, 10004],
    ['a name of 101 bytes', { TopicName: 'a'.repeat(101) }, 10004],
    ['a text of 3,001 bytes', { CustomString: 'a'.repeat(3001) }, 10004],
    ['an unknown creator', { From_Account: 'ghost' }, 10019],
    ['an id in use', { TopicId: newsId }, 10025],
    ['a group that never was', { GroupId: '@TGS#_none' }, 10015],
  ];

  test.each(refused)('%s is refused', async (_, change, code) => {
    const answer = await createTopic(change);

    expect(answer.ErrorCode).toBe(code);
  });

  test('a topic without an id of its own gets one in the vendor’s form', async () => {
    const answer = await createTopic();

    expect(answer.TopicId).toMatch(/^@TGS#_club@TOPIC#_@TOPIC#c/);
  });

  test('the 201st topic is refused', async () => {
    for (let count = 1; count < 200; count += 1) await createTopic();

    const answer = await createTopic();

    expect(answer.ErrorCode).toBe(10037);
  });

  test('a community without topics is refused', async () => {
    const GroupId = await createGroup(setup, 'Community');

    const answer = await createTopic({ GroupId });

    expect(answer.ErrorCode).toBe(11000);
  });

  test('topics can be switched off', async () => {
    const small = await startTencent({ topics: false });

    const answer = await small.call('create_group', {
      Type: 'Community',
      Name: 'Club',
      SupportTopic: 1,
    });

    expect(answer.ErrorCode).toBe(11000);
    await small.emulator.close();
  });

  test('an imported topic keeps its time, which is not ahead of now', async () => {
    const ahead = Math.floor(Date.now() / 1000) + 3600;
    const importTopic = (more: object) =>
      setup.call('import_topic', { GroupId: clubId, TopicName: 'Archive', ...more });

    const late = await importTopic({ CreateTime: ahead });
    const taken = await importTopic({ TopicId: newsId });
    const { TopicId } = await importTopic({ CreateTime: 1_600_000_000 });

    const [archive] = await topics({ TopicIdList: [TopicId] });
    expect([late.ErrorCode, taken.ErrorCode]).toEqual([10004, 10021]);
    expect(archive?.TopicInfo?.CreateTime).toBe(1_600_000_000);
  });
});

describe('reading and changing', () => {
  test('each topic has its own result', async () => {
    const [news, gone] = await topics({ TopicIdList: [newsId, `${clubId}@TOPIC#_gone`] });

    expect(news).toMatchObject({ ErrorCode: 0, TopicInfo: { TopicName: 'News', GroupID: clubId } });
    expect(gone).toMatchObject({ ErrorCode: 110003 });
  });

  test('a filter leaves the fields it names', async () => {
    const [news] = await topics({ ResponseFilter: ['TopicName'] });

    expect(news?.TopicInfo).toEqual({ TopicName: 'News' });
  });

  test('fields left out keep their value', async () => {
    await setup.call(`${service}/modify_topic`, {
      GroupId: clubId,
      TopicId: newsId,
      Introduction: 'What is new',
    });

    const [news] = await topics();
    expect(news?.TopicInfo).toMatchObject({ TopicName: 'News', Introduction: 'What is new' });
  });

  test('an ordinary member may not change a topic', async () => {
    const answer = await setup.call(`${service}/modify_topic`, {
      GroupId: clubId,
      TopicId: newsId,
      TopicName: 'Mine',
      From_Account: 'bob',
    });

    expect(answer.ErrorCode).toBe(10007);
  });

  test('a topic that was never there is refused like a group, one that is gone too', async () => {
    await destroy(newsId);
    const modify = (TopicId: string) =>
      setup.call(`${service}/modify_topic`, { GroupId: clubId, TopicId, TopicName: 'x' });

    const [never, gone] = [await modify(`${clubId}@TOPIC#_never`), await modify(newsId)];

    expect([never.ErrorCode, gone.ErrorCode]).toEqual([10015, 10010]);
  });

  test('a destroyed topic is gone, and destroying it again says so', async () => {
    const first = await destroy(newsId);
    const second = await destroy(newsId);

    expect(first.DestroyResultItem).toMatchObject([{ TopicId: newsId, ErrorCode: 0 }]);
    expect(second).toMatchObject({ ErrorCode: 0, DestroyResultItem: [{ ErrorCode: 110003 }] });
    expect(await topics()).toEqual([]);
  });
});

describe('messages', () => {
  test('are numbered per topic, apart from those of the community', async () => {
    await sendText(setup, clubId, 'in the community');

    const inTopic = await sendText(setup, clubId, 'in the topic', { TopicId: newsId });

    const [news] = await topics();
    expect(inTopic.MsgSeq).toBe(1);
    expect(news).toMatchObject({ SelfInfo: { MsgSeq: 0 }, TopicInfo: { NextMsgSeq: 2 } });
  });

  test('add up in the list of a user’s groups', async () => {
    await sendText(setup, clubId, 'one', { TopicId: newsId });
    await sendText(setup, clubId, 'two', { TopicId: newsId, From_Account: 'bob' });
    await sendText(setup, clubId, 'three', { TopicId: newsId });

    const answer = await setup.call('get_joined_group_list', {
      Member_Account: 'bob',
      ResponseFilter: { GroupBaseInfoFilter: ['Type'], SelfInfoFilter: ['Role'] },
    });

    expect(answer.GroupIdList).toEqual([
      {
        GroupId: clubId,
        Type: 'Community',
        SupportTopic: 1,
        GrossTopicNextMsgSeq: 4,
        SelfInfo: { Role: 'Member', GrossTopicReadSeq: 2 },
      },
    ]);
  });

  test('of a topic that is destroyed and made anew are gone', async () => {
    await sendText(setup, clubId, 'old', { TopicId: newsId });
    await destroy(newsId);
    await createTopic({ TopicId: newsId });

    const history = await setup.call('group_msg_get_simple', {
      GroupId: clubId,
      TopicId: newsId,
      ReqMsgNumber: 20,
    });

    expect(history.RspMsgList).toEqual([]);
  });

  test('a mute in a topic holds there and nowhere else', async () => {
    await setup.call('forbid_send_msg', {
      GroupId: clubId,
      TopicId: newsId,
      Members_Account: ['bob'],
      MuteTime: 60,
    });
    const muted = await setup.call('get_group_muted_account', { GroupId: clubId, TopicId: newsId });
    const old = await setup.call('get_group_shutted_uin', { GroupId: clubId, TopicId: newsId });

    const inTopic = await sendText(setup, clubId, 'x', { From_Account: 'bob', TopicId: newsId });
    const inClub = await sendText(setup, clubId, 'x', { From_Account: 'bob' });

    expect([inTopic.ErrorCode, inClub.ErrorCode]).toEqual([10017, 0]);
    expect(muted.MutedAccountList).toMatchObject([{ Member_Account: 'bob' }]);
    expect(old.ShuttedUinList).toMatchObject([{ Member_Account: 'bob' }]);
  });

  test('a topic where all are muted is for its moderators', async () => {
    await setup.call(`${service}/modify_topic`, {
      GroupId: clubId,
      TopicId: newsId,
      MuteAllMember: 'On',
    });

    const bob = await sendText(setup, clubId, 'x', { From_Account: 'bob', TopicId: newsId });
    const alice = await sendText(setup, clubId, 'x', { From_Account: 'alice', TopicId: newsId });

    expect([bob.ErrorCode, alice.ErrorCode]).toEqual([10017, 0]);
  });
});
