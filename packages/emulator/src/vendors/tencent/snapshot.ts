import { toCustomFields, toGroupProfile, toMemberProfile } from './handlers/profiles.ts';
import type { StoredMessage } from './state/conversations.ts';
import type { StoredGroup } from './state/group.ts';
import type { StoredPermissionGroup } from './state/permission-groups.ts';
import type { PresentMember } from './state/presence.ts';
import type { TencentState } from './state/state.ts';
import type { StoredTopic } from './state/topics.ts';

/** The whole state as plain JSON data, in the vendor's names. */
export interface Snapshot extends ReturnType<typeof toSnapshot> {}

/** Everything that the service remembers. */
export function toSnapshot(state: TencentState) {
  return {
    accounts: [...state.accounts.values()].map(({ userId, nickname, faceUrl }) => ({
      UserID: userId,
      Nick: nickname,
      FaceUrl: faceUrl,
    })),
    groups: [...state.groups.values()].map((group) => toGroupSnapshot(state, group)),
    disbanded: [...state.disbanded],
    mutedInGroups: toEnds(state.mutedEverywhere('groups')),
    mutedInChats: toEnds(state.mutedEverywhere('chats')),
  };
}

function toGroupSnapshot(state: TencentState, group: StoredGroup) {
  const conversation = state.conversations.of(group.id);
  return {
    GroupId: group.id,
    ...toGroupProfile(state, group),
    AppDefinedData: toCustomFields(group.custom, undefined),
    MemberList: [...group.members.values()].map((member) =>
      toMemberProfile(state, group, member, undefined, undefined),
    ),
    LiveRoomAdmins: [...group.liveRoomAdmins],
    Mutes: toEnds(state.endsOf(group.mutes)),
    Bans: toEnds(state.endsOf(group.bans)),
    Online: group.presence.list(state.now()).map(toPresenceSnapshot),
    Attributes: Object.fromEntries(group.attributes.values),
    AttributesVersion: group.attributes.version,
    // JSON has no 64-bit numbers.
    Counters: Object.fromEntries([...group.counters].map(([key, value]) => [key, String(value)])),
    Topics: group.topics.all().map((topic) => toTopicSnapshot(state, group.id, topic)),
    PermissionGroups: group.permissionGroups.all().map(toPermissionGroupSnapshot),
    Messages: conversation.messages.map(toMessageSnapshot),
    ClearedMsgSeq: conversation.clearedSeq,
  };
}

function toPresenceSnapshot({ userId, joinTime, marks }: PresentMember) {
  return { Member_Account: userId, JoinTime: joinTime, Marks: [...marks] };
}

function toTopicSnapshot(
  state: TencentState,
  groupId: string,
  { id, name, mutes, ...topic }: StoredTopic,
) {
  return {
    TopicId: id,
    TopicName: name,
    FaceUrl: topic.faceUrl,
    Notification: topic.notification,
    Introduction: topic.introduction,
    CustomString: topic.customString,
    CreateTime: topic.createTime,
    MuteAllMember: topic.muteAllMember,
    Mutes: toEnds(state.endsOf(mutes)),
    Messages: state.conversations.of(groupId, id).messages.map(toMessageSnapshot),
  };
}

function toPermissionGroupSnapshot({ id, name, members, topics, ...group }: StoredPermissionGroup) {
  return {
    PermissionGroupId: id,
    PermissionGroupName: name,
    Permission: String(group.permission),
    CustomString: group.customString,
    Members: [...members.keys()],
    TopicPermissions: Object.fromEntries(
      [...topics].map(([topicId, permission]) => [topicId, String(permission)]),
    ),
  };
}

function toMessageSnapshot({ receipts, extensions, ...message }: StoredMessage) {
  return {
    MsgSeq: message.seq,
    From_Account: message.sender,
    MsgTimeStamp: message.time,
    MsgRandom: message.random,
    MsgPriority: message.priority,
    MsgBody: message.body,
    CloudCustomData: message.cloudCustomData ?? '',
    Recalled: message.recalled,
    ...(receipts && { ReadNum: receipts.readCount, UnreadNum: receipts.unreadCount }),
    ...(extensions && { ExtensionList: extensions.from(0) }),
  };
}

function toEnds(ends: readonly (readonly [string, number])[]) {
  return ends.map(([userId, until]) => ({ Member_Account: userId, Until: until }));
}
