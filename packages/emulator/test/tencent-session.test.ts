import { createTencentClient, type TencentClient, textMessage } from '@imgroups/tencent';
import { afterAll, beforeAll, expect, test } from 'vitest';
import guide from '../../tencent/test/fixtures/operations.json' with { type: 'json' };
import { startTencentEmulator, type TencentEmulator } from '../src/vendors/tencent/index.ts';

const clubId = 'book-club';
const oldClubId = 'old-club';
const communityId = '@TGS#_club';
const topicId = `${communityId}@TOPIC#_news`;
const liveRoomId = 'premiere';

let emulator: TencentEmulator;
let client: TencentClient;
beforeAll(async () => {
  emulator = await startTencentEmulator({ rateScale: 0 });
  emulator.control.importAccounts(['alice', 'bob', 'carol', 'dave']);
  client = createTencentClient(emulator);
});
afterAll(async () => {
  await client.close();
  await emulator.close();
});

/** The life of four groups, in the order in which it happens. */
async function session(): Promise<void> {
  await club();
  await messagesOfClub();
  await detailsOfClub();
  await importedClub();
  await community();
  await liveRoom();
  await endOfClub();
}

async function club(): Promise<void> {
  await client.createGroup({
    Type: 'Public',
    Name: 'Book club',
    GroupId: clubId,
    Owner_Account: 'alice',
  });
  await client.addGroupMember({
    GroupId: clubId,
    MemberList: ['bob', 'carol', 'dave'].map((Member_Account) => ({ Member_Account })),
  });
  await client.modifyGroupMemberInfo({ GroupId: clubId, Member_Account: 'bob', Role: 'Admin' });
  await client.modifyGroupBaseInfo({ GroupId: clubId, Notification: 'Meeting on Friday' });
  await client.getAppIdGroupList({});
  await client.getGroupInfo({ GroupIdList: [clubId] });
  await client.getGroupMemberInfo({ GroupId: clubId, Limit: 100 });
  await client.getSpecifiedGroupMemberInfo({ GroupId: clubId, Member_List_Account: ['bob'] });
  await client.getJoinGroupList({ Member_Account: 'bob' });
  await client.getRoleInGroup({ GroupId: clubId, User_Account: ['alice', 'bob'] });
  await client.forbidSendMsg({ GroupId: clubId, Members_Account: ['dave'], MuteTime: 600 });
  await client.getGroupMutedAccount({ GroupId: clubId });
}

async function messagesOfClub(): Promise<void> {
  const message = {
    GroupId: clubId,
    From_Account: 'alice',
    NeedReadReceipt: 1,
    SupportMessageExtension: 1,
  } as const;
  const { MsgSeq = 0 } = await client.sendGroupMsg({
    ...message,
    Random: 1,
    MsgBody: textMessage('Which book next?'),
  });
  await client.modifyGroupMsg({
    GroupId: clubId,
    MsgSeq,
    MsgBody: textMessage('Which book is next?'),
  });
  await client.groupSetKeyValues({
    GroupId: clubId,
    MsgSeq,
    OperateType: 1,
    ExtensionList: [{ Key: 'emma', Value: '1' }],
  });
  await client.groupGetKeyValues({ GroupId: clubId, MsgSeq });
  await client.groupMsgReceipt({ GroupId: clubId, From_Account: 'bob', MsgSeqList: [{ MsgSeq }] });
  await client.getGroupMsgReceipt({ GroupId: clubId, MsgSeqList: [{ MsgSeq }] });
  await client.getGroupMsgReceiptDetail({
    GroupId: clubId,
    MsgSeq,
    Filter: 1,
    Cursor: '',
    Count: 100,
  });
  await client.setUnreadMsgNum({ GroupId: clubId, Member_Account: 'carol', UnreadMsgNum: 1 });
  await client.groupMsgRecall({ GroupId: clubId, MsgSeqList: [{ MsgSeq }] });
  await client.deleteGroupMsgBySender({ GroupId: clubId, Sender_Account: 'alice' });
  await client.groupMsgGetSimple({ GroupId: clubId, ReqMsgNumber: 20 });
  await client.sendGroupSystemNotification({ GroupId: clubId, Content: 'refresh' });
  await client.c2cMsgReadReceipt({
    Operator_Account: 'bob',
    Peer_Account: 'alice',
    C2CMsgInfo: [{ From_Account: 'alice', To_Account: 'bob', MsgKey: '1467329515_5675354_1' }],
  });
}

async function detailsOfClub(): Promise<void> {
  await client.setGroupAttr({ GroupId: clubId, GroupAttr: [{ key: 'topic', value: 'dune' }] });
  await client.modifyGroupAttr({ GroupId: clubId, GroupAttr: [{ key: 'room', value: '2' }] });
  await client.getGroupAttr({ GroupId: clubId });
  await client.clearGroupAttr({ GroupId: clubId });
  await client.updateGroupCounter({
    GroupId: clubId,
    GroupCounter: [{ Key: 'like', Value: 1 }],
    Mode: 'Increase',
  });
  await client.getGroupCounter({ GroupId: clubId });
  await client.deleteGroupCounter({ GroupId: clubId, GroupCounterKeys: ['like'] });
}

async function importedClub(): Promise<void> {
  await client.importGroup({
    Type: 'Public',
    Name: 'Old club',
    GroupId: oldClubId,
    Owner_Account: 'alice',
    CreateTime: 1_600_000_000,
  });
  await client.importGroupMsg({
    GroupId: oldClubId,
    MsgList: [{ From_Account: 'alice', SendTime: 1_600_000_100, MsgBody: textMessage('first') }],
  });
  await client.importGroupMember({
    GroupId: oldClubId,
    MemberList: [{ Member_Account: 'bob', JoinTime: 1_600_000_050, UnreadMsgNum: 1 }],
  });
}

async function community(): Promise<void> {
  await client.createGroup({
    Type: 'Community',
    Name: 'Readers',
    GroupId: communityId,
    Owner_Account: 'alice',
    SupportTopic: 1,
  });
  await client.createGroupTopic({ GroupId: communityId, TopicId: topicId, TopicName: 'News' });
  await client.modifyGroupTopic({ GroupId: communityId, TopicId: topicId, TopicName: 'Big news' });
  await client.importGroupTopic({
    GroupId: communityId,
    TopicName: 'Archive',
    CreateTime: 1_600_000_000,
  });
  await client.getGroupTopic({ GroupId: communityId, From_Account: 'alice' });
  await client.destroyGroupTopic({ GroupId: communityId, TopicIdList: [topicId] });
}

async function liveRoom(): Promise<void> {
  await client.createGroup({
    Type: 'AVChatRoom',
    Name: 'Premiere',
    GroupId: liveRoomId,
    Owner_Account: 'alice',
  });
  emulator.control.enter(liveRoomId, ['alice', 'bob', 'carol']);
  await client.modifyAdmin({ GroupId: liveRoomId, CommandType: 1, Admin_Account: ['bob'] });
  await client.getAdminList({ GroupId: liveRoomId });
  await client.modifyGroupUserInfo({
    GroupId: liveRoomId,
    CommandType: 1,
    MemberList: [{ Member_Account: 'bob', Marks: [1000] }],
  });
  await client.getMembers({ GroupId: liveRoomId, Timestamp: 0, Mark: 1000 });
  await client.getOnlineMemberNum({ GroupId: liveRoomId });
  await client.sendBroadcastMsg({ Random: 2, MsgBody: textMessage('Maintenance at noon') });
  await client.banGroupMember({
    GroupId: liveRoomId,
    Members_Account: ['carol'],
    Duration: 3600,
  });
  await client.getGroupBanMember({ GroupId: liveRoomId, Offset: 0 });
  await client.checkMembers({ GroupId: liveRoomId, Member_Account: ['bob', 'carol'] });
  await client.unbanGroupMember({ GroupId: liveRoomId, Members_Account: ['carol'] });
}

async function endOfClub(): Promise<void> {
  await client.changeGroupOwner({ GroupId: clubId, NewOwner_Account: 'bob' });
  await client.deleteGroupMember({ GroupId: clubId, MemberToDel_Account: ['alice'] });
  await client.destroyGroup({ GroupId: clubId });
}

test('a session drives every operation of the guide, each call once and without a refusal', async () => {
  await session();

  const journal = emulator.control.journal();
  const driven = new Set(journal.map(({ endpoint }) => endpoint));
  const repeated = journal.length - driven.size;
  expect(journal.filter(({ vendorCode }) => vendorCode !== 0)).toEqual([]);
  expect(guide.operations.filter(({ operation }) => !driven.has(operation))).toEqual([]);
  // Three groups are created, of three types.
  expect(repeated).toBe(2);
});
