import type { StoredGroup, StoredMember } from '../state/group.ts';
import type { TencentState } from '../state/state.ts';

type Filter = readonly string[] | undefined;

/** The profile of a group as the vendor shows it. */
export function toGroupProfile(state: TencentState, group: StoredGroup) {
  const conversation = state.conversations.of(group.id);
  return {
    Type: group.type,
    Name: group.name,
    Appid: state.settings.sdkAppId,
    Introduction: group.introduction,
    Notification: group.notification,
    FaceUrl: group.faceUrl,
    Owner_Account: group.owner ?? '',
    CreateTime: group.createTime,
    InfoSeq: group.infoSeq,
    LastInfoTime: group.lastInfoTime,
    LastMsgTime: conversation.lastTime,
    NextMsgSeq: conversation.lastSeq + 1,
    // Nobody is stored as a member of a live room.
    MemberNum:
      group.type === 'AVChatRoom' ? group.presence.list(state.now()).length : group.members.size,
    MaxMemberNum: group.maxMembers,
    ApplyJoinOption: group.applyJoinOption,
    InviteJoinOption: group.inviteJoinOption,
    MuteAllMember: group.muteAllMember,
    HistoryMsgBeforeJoin: group.historyMsgBeforeJoin,
    ...(group.type === 'Community' ? communityFields(group) : {}),
  };
}

/** The profile of a member as the vendor shows it; without a filter everything but the online status. */
export function toMemberProfile(
  state: TencentState,
  group: StoredGroup,
  member: StoredMember,
  filter: Filter,
  customFilter: Filter,
) {
  const conversation = state.conversations.of(group.id);
  const fields = {
    Role: member.role,
    JoinTime: member.joinTime,
    MsgSeq: conversation.readSeqOf(member.userId),
    MsgFlag: member.msgFlag,
    LastSendMsgTime: conversation.lastSentBy(member.userId),
    MuteUntil: state.endOf(group.mutes, member.userId),
    NameCard: member.nameCard,
    ...(filter?.includes('OnlineStatus') && state.settings.onlineStatus
      ? { OnlineStatus: toOnlineStatus(state, group, member) }
      : {}),
  };
  const custom = toCustomFields(member.custom, customFilter);
  return {
    Member_Account: member.userId,
    ...pick(fields, filter),
    ...(filter === undefined || customFilter ? { AppMemberDefinedData: custom } : {}),
  };
}

/** Custom fields as a list; with a filter only those named in it. */
export function toCustomFields(custom: ReadonlyMap<string, string>, filter: Filter) {
  return [...custom]
    .filter(([key]) => filter?.includes(key) ?? true)
    .map(([Key, Value]) => ({ Key, Value }));
}

/** The fields that a filter names; all without one. */
export function pick<Fields extends object>(fields: Fields, filter: Filter): Partial<Fields> {
  if (filter === undefined) return fields;
  const named = Object.entries(fields).filter(([name]) => filter.includes(name));
  return Object.fromEntries(named) as Partial<Fields>;
}

function toOnlineStatus(state: TencentState, { presence }: StoredGroup, member: StoredMember) {
  return presence.has(member.userId, state.now()) ? 'Online' : 'Offline';
}

function communityFields({ supportTopic, enablePermission, defaultPermission }: StoredGroup) {
  return {
    SupportTopic: supportTopic,
    EnablePermission: enablePermission,
    DefaultPermission: defaultPermission,
  };
}
