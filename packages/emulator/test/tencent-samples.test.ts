import { readFileSync } from 'node:fs';
import { tencentEndpoints } from '@imgroups/tencent/endpoints';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createGroup, startTencent, type TencentSetup } from './tencent-client.ts';

let setup: TencentSetup;
let liveRoomId: string;
beforeAll(async () => {
  // Room for one of the two accounts that a sample imports.
  setup = await startTencent({ maxAccounts: 9 });
});
afterAll(() => setup.emulator.close());
beforeEach(async () => {
  setup.emulator.control.reset();
  setup.emulator.control.importAccounts(['alice', 'bob', 'carol', 'dave', 'troll', 'bot1', 'bot2']);
  await createGroup(setup, 'Public', {
    GroupId: 'book-club',
    MemberList: [{ Member_Account: 'bob', Role: 'Admin' }, { Member_Account: 'carol' }],
  });
  await setup.call('forbid_send_msg', {
    GroupId: 'book-club',
    Members_Account: ['carol'],
    MuteTime: 600,
  });
  await setup.call('modify_group_member_info', {
    GroupId: 'book-club',
    Member_Account: 'bob',
    AppMemberDefinedData: [{ Key: 'Level', Value: '7' }],
  });
  await createCommunity();
  await setup.call('import_group', readFixture('importGroup.request'));
  liveRoomId = await createGroup(setup, 'AVChatRoom');
  setup.emulator.control.enter(liveRoomId, ['bob']);
  await setup.call('set_group_attr', readFixture('setGroupAttr.request'));
  await setup.call('update_group_counter', readFixture('updateGroupCounter.request'));
  await setup.call('ban_group_member', {
    GroupId: liveRoomId,
    Members_Account: ['troll'],
    Duration: 3600,
  });
  await setup.call('group_open_avchatroom_http_svc/modify_admin', {
    GroupId: liveRoomId,
    CommandType: 1,
    Admin_Account: ['bob'],
  });
  await setup.call('send_group_msg', {
    GroupId: 'book-club',
    Random: 1,
    From_Account: 'alice',
    MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'Hello' } }],
    NeedReadReceipt: 1,
    SupportMessageExtension: 1,
  });
  await setup.call('openim_msg_ext_http_svc/group_set_key_values', {
    GroupId: 'book-club',
    MsgSeq: 1,
    OperateType: 1,
    ExtensionList: [{ Key: 'vote:yes', Value: '1' }],
  });
});

/** A community with a topic and a permission group, as the samples have it. */
async function createCommunity(): Promise<void> {
  await createGroup(setup, 'Community', {
    GroupId: '@TGS#_club',
    SupportTopic: 1,
    EnablePermission: 1,
    MemberList: [{ Member_Account: 'bob' }],
  });
  await setup.call(
    'million_group_open_http_svc/create_topic',
    readFixture('createGroupTopic.request'),
  );
  for (const [command, sample] of [
    ['create_permission_group', 'createPermissionGroup'],
    ['add_permission_group_member', 'addPermissionGroupMember'],
    ['add_topic_permission_group', 'addTopicPermissionGroup'],
  ] as const) {
    await setup.call(command, readFixture(`${sample}.request`));
  }
}

function readFixture(name: string): unknown {
  const url = new URL(`../../tencent/test/fixtures/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8'));
}

/** Matches what has the fields of a documented answer with values of the same types, and at least one item where it has items. */
function likeDocumented(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.length === 0
      ? expect.any(Array)
      : expect.arrayContaining([likeDocumented(value[0])]);
  }
  if (typeof value === 'number') return expect.any(Number);
  if (typeof value === 'string') return expect.any(String);
  const fields = Object.entries(value as object).map(([name, field]) => [
    name,
    likeDocumented(field),
  ]);
  return expect.objectContaining(Object.fromEntries(fields));
}

/** Requests that need another group, or another id, than the sample has. */
const adapted: Readonly<Record<string, object>> = {
  createGroup: { GroupId: 'book-club-2' },
  importAccounts: { AccountList: [{ UserID: 'erin' }, { UserID: 'frank' }] },
  'getGroupMemberInfo.community': { Limit: 1 },
  importGroup: { GroupId: 'old-club-2' },
  importGroupMsg: { GroupId: 'book-club' },
  createGroupTopic: { TopicId: '@TGS#_club@TOPIC#_more-news' },
  createPermissionGroup: { PermissionGroupId: '@PMG#_readers' },
  clearGroupMsg: { GroupId: 'book-club' },
  getNoSpeaking: { Get_Account: 'bob' },
  setUnreadMsgNum: { GroupId: 'book-club' },
  modifyGroupMsg: { MsgSeq: 1 },
  groupMsgReceipt: { MsgSeqList: [{ MsgSeq: 1 }] },
  getGroupMsgReceiptDetail: { MsgSeq: 1 },
  groupGetKeyValues: { MsgSeq: 1 },
  groupSetKeyValues: { MsgSeq: 1 },
};

describe('the samples of the vendor’s pages', () => {
  const names = [...Object.keys(tencentEndpoints), 'getGroupMemberInfo.community'];

  test.each(names)('%s is answered as documented', async (name) => {
    const endpoint = tencentEndpoints[name.split('.')[0] as keyof typeof tencentEndpoints];
    const request = {
      ...(readFixture(`${name}.request`) as { GroupId?: string }),
      ...adapted[name],
    };
    const GroupId = request.GroupId === '@TGS#aLIVE0001' ? liveRoomId : request.GroupId;

    const answer = await setup.call(endpoint.path.replace('/v4/', ''), { ...request, GroupId });

    expect(answer).toMatchObject({ ActionStatus: 'OK', ErrorCode: 0 });
    expect(answer).toEqual(likeDocumented(readFixture(`${name}.response`)));
  });

  test('an unfiltered group profile has all documented fields', async () => {
    await setup.call('modify_group_base_info', {
      GroupId: 'book-club',
      AppDefinedData: [{ Key: 'Level', Value: '7' }],
    });

    const answer = await setup.call('get_group_info', { GroupIdList: ['book-club'] });

    expect(answer).toEqual(likeDocumented(readFixture('getGroupInfo.unfiltered.response')));
  });
});
