import { readFileSync } from 'node:fs';
import type { tencentEndpoints } from '@imgroups/tencent/endpoints';
import { createGroup, sendText, type TencentSetup } from './tencent-client.ts';

type Fields = Readonly<Record<string, unknown>>;
export type EndpointName = keyof typeof tencentEndpoints;

/** A group that is ready for every operation its type allows. */
export interface ReadyGroup {
  readonly type: string;
  readonly groupId: string;
}

const textBody = [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'Hello' } }];
const permissionGroupId = '@PMG#_editors';
const bob = [{ Member_Account: 'bob' }];
const messageOne = [{ MsgSeq: 1 }];
const topicOf = (groupId: string) => `${groupId}@TOPIC#_news`;
const attributes = { GroupAttr: [{ key: 'topic', value: 'dune' }] };
const topicPermissions = (groupId: string) => ({
  PermissionGroupId: permissionGroupId,
  TopicPermissionList: [{ TopicId: topicOf(groupId), Permission: 9 }],
});

/** The request of each operation, beside `GroupId`. */
const requests: Partial<Record<EndpointName, (group: ReadyGroup) => Fields>> = {
  createGroup: ({ type }) => ({ GroupId: undefined, Type: type, Name: 'Chess club' }),
  importGroup: ({ type }) => ({ GroupId: undefined, Type: type, Name: 'Chess club' }),
  getGroupInfo: ({ groupId }) => ({ GroupIdList: [groupId] }),
  getGroupMemberInfo: () => ({ Next: '' }),
  getSpecifiedGroupMemberInfo: () => ({ Member_List_Account: ['bob'] }),
  modifyGroupBaseInfo: () => ({ Name: 'Chess club' }),
  addGroupMember: () => ({ MemberList: [{ Member_Account: 'carol' }] }),
  deleteGroupMember: () => ({ MemberToDel_Account: ['bob'] }),
  modifyGroupMemberInfo: () => ({ Member_Account: 'bob', NameCard: 'Bob' }),
  getJoinGroupList: ({ type }) => ({
    Member_Account: 'alice',
    GroupType: type,
    WithHugeGroups: 1,
    WithNoActiveGroups: 1,
  }),
  getRoleInGroup: () => ({ User_Account: ['bob'] }),
  forbidSendMsg: () => ({ Members_Account: ['bob'], MuteTime: 60 }),
  sendGroupMsg: () => ({ Random: 99, From_Account: 'alice', MsgBody: textBody }),
  sendGroupSystemNotification: () => ({ Content: 'refresh' }),
  changeGroupOwner: () => ({ NewOwner_Account: 'bob' }),
  groupMsgRecall: () => ({ MsgSeqList: messageOne }),
  importGroupMsg: () => ({
    MsgList: [{ From_Account: 'alice', SendTime: 1, Random: 1, MsgBody: textBody }],
  }),
  importGroupMember: () => ({ MemberList: [{ Member_Account: 'carol' }] }),
  setUnreadMsgNum: () => ({ Member_Account: 'bob', UnreadMsgNum: 1 }),
  deleteGroupMsgBySender: () => ({ Sender_Account: 'alice' }),
  groupMsgGetSimple: () => ({ ReqMsgNumber: 20 }),
  getMembers: () => ({ Timestamp: 0 }),
  modifyGroupUserInfo: () => ({
    CommandType: 1,
    MemberList: [{ Member_Account: 'bob', Marks: [1000] }],
  }),
  modifyGroupAttr: () => attributes,
  setGroupAttr: () => attributes,
  deleteGroupAttr: () => ({ GroupAttr: [{ key: 'topic' }] }),
  modifyGroupMsg: () => ({ MsgSeq: 1, MsgBody: textBody }),
  sendBroadcastMsg: () => ({ GroupId: undefined, Random: 1, MsgBody: textBody }),
  groupMsgReceipt: () => ({ From_Account: 'bob', MsgSeqList: messageOne }),
  getGroupMsgReceipt: () => ({ MsgSeqList: messageOne }),
  getGroupMsgReceiptDetail: () => ({ MsgSeq: 1, Filter: 1, Cursor: '', Count: 10 }),
  createGroupTopic: () => ({ TopicName: 'More news' }),
  getGroupTopic: () => ({ From_Account: 'alice' }),
  modifyGroupTopic: ({ groupId }) => ({
    TopicId: communityTopicOf(groupId),
    TopicName: 'Old news',
  }),
  importGroupTopic: () => ({ TopicName: 'Archive' }),
  destroyGroupTopic: ({ groupId }) => ({ TopicIdList: [communityTopicOf(groupId)] }),
  getGroupBanMember: () => ({ Offset: 0 }),
  banGroupMember: () => ({ Members_Account: ['bob'], Duration: 60 }),
  unbanGroupMember: () => ({ Members_Account: ['bob'] }),
  groupGetKeyValues: () => ({ MsgSeq: 1 }),
  groupSetKeyValues: () => ({
    MsgSeq: 1,
    OperateType: 1,
    ExtensionList: [{ Key: 'vote', Value: '1' }],
  }),
  updateGroupCounter: () => ({ Mode: 'Set', GroupCounter: [{ Key: 'like', Value: 1 }] }),
  modifyAdmin: () => ({ CommandType: 1, Admin_Account: ['bob'] }),
  checkMembers: () => ({ Member_Account: ['bob'] }),
  addRobots: () => ({ Member_Account: ['carol'] }),
  delRobots: () => ({ Member_Account: ['carol'] }),
  createPermissionGroup: () => ({ PermissionGroupName: 'Readers', Permission: 0 }),
  modifyPermissionGroup: () => ({ PermissionGroupId: permissionGroupId, Permission: 1 }),
  destroyPermissionGroup: () => ({ PermissionGroupIdList: [permissionGroupId] }),
  addPermissionGroupMember: () => ({ PermissionGroupId: permissionGroupId, MemberList: bob }),
  deletePermissionGroupMember: () => ({ PermissionGroupId: permissionGroupId, MemberList: bob }),
  getPermissionGroupMemberList: () => ({ PermissionGroupId: permissionGroupId }),
  addTopicPermissionGroup: ({ groupId }) => topicPermissions(communityOf(groupId)),
  setTopicPermissionGroup: ({ groupId }) => topicPermissions(communityOf(groupId)),
  deleteTopicPermissionGroup: ({ groupId }) => ({
    PermissionGroupId: permissionGroupId,
    TopicIdList: [communityTopicOf(groupId)],
  }),
  getTopicPermissionGroup: () => ({ PermissionGroupId: permissionGroupId }),
};

/** The request of an operation on a group; where the type allows the operation, it succeeds. */
export function requestOf(operation: EndpointName, group: ReadyGroup): Fields {
  const fields = requests[operation];
  return fields
    ? { GroupId: group.groupId, ...fields(group) }
    : { ...documentedRequest(operation), GroupId: group.groupId };
}

/** The request that the vendor's page shows. */
function documentedRequest(operation: EndpointName): Fields {
  const file = new URL(`../../tencent/test/fixtures/${operation}.request.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** A group of a type with alice as its owner and bob in it, a message, and what else the type has. */
export async function readyGroup(setup: TencentSetup, type: string): Promise<ReadyGroup> {
  const groupId = await createGroup(setup, type, {
    MemberList: type === 'AVChatRoom' ? [] : bob,
    ...(type === 'Community' ? { SupportTopic: 1, EnablePermission: 1 } : {}),
  });
  const hasReceipts = ['Private', 'Public', 'ChatRoom'].includes(type);
  await sendText(setup, groupId, 'Hello', {
    SupportMessageExtension: 1,
    NeedReadReceipt: hasReceipts ? 1 : 0,
  });
  if (type !== 'Community') await setup.call('set_group_attr', { GroupId: groupId, ...attributes });
  if (type === 'AVChatRoom') setup.emulator.control.enter(groupId, ['bob']);
  if (type === 'Community') await addTopic(setup, groupId);
  return { type, groupId };
}

async function addTopic({ call }: TencentSetup, groupId: string): Promise<void> {
  const TopicId = topicOf(groupId);
  await call('million_group_open_http_svc/create_topic', {
    GroupId: groupId,
    TopicId,
    TopicName: 'News',
  });
  await call('set_group_attr', { GroupId: groupId, ...attributes });
  await call('create_permission_group', {
    GroupId: groupId,
    PermissionGroupId: permissionGroupId,
    PermissionGroupName: 'Editors',
    Permission: 1,
  });
  await call('add_topic_permission_group', { GroupId: groupId, ...topicPermissions(groupId) });
}

/** The community itself; in place of any other group, one that could be a community. */
function communityOf(groupId: string): string {
  return groupId.startsWith('@TGS#_') ? groupId : '@TGS#_club';
}

function communityTopicOf(groupId: string): string {
  return topicOf(communityOf(groupId));
}
