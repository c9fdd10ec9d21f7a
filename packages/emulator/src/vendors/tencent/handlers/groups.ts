import type { groupEndpoints } from '@imgroups/tencent/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { NewMember, StoredGroup } from '../state/group.ts';
import type { TencentState } from '../state/state.ts';
import { done, Failure } from '../wire/envelope.ts';
import { failure } from '../wire/failures.ts';
import { afterGroup, groupPosition } from '../wire/paging.ts';
import type { TencentCall } from './call.ts';
import { checkCommunity, checkJoinOptions, toNewGroup } from './new-group.ts';
import { pick, toCustomFields, toGroupProfile, toMemberProfile } from './profiles.ts';
import {
  checkGroupId,
  checkMaxMembers,
  checkQuotas,
  checkTexts,
  planLimitOf,
  requireMayEdit,
  requireOwner,
} from './rules.ts';

type Handlers = HandlersOf<typeof groupEndpoints, TencentCall>;
type CreateRequest = Parameters<Handlers['createGroup']>[1];
type InfoFilter = Parameters<Handlers['getGroupInfo']>[1]['ResponseFilter'];
type JoinedFilter = Parameters<Handlers['getJoinGroupList']>[1]['ResponseFilter'];

export const groupHandlers: Handlers = {
  createGroup({ state }, request) {
    const { Type, Owner_Account, MemberList = [] } = request;
    if (Type === 'AVChatRoom' && MemberList.length > 0) {
      throw failure(10007, 'live rooms take no MemberList');
    }
    checkCreation(state, request);
    const members = MemberList.map(
      ({ Member_Account, Role, AppMemberDefinedData }): NewMember => ({
        userId: Member_Account,
        role: Role ?? 'Member',
        custom: AppMemberDefinedData,
      }),
    );
    // The owner of a live room still has to enter it.
    const hasOwner = Owner_Account !== undefined && Type !== 'AVChatRoom';
    const owner: NewMember[] = hasOwner ? [{ userId: Owner_Account, role: 'Owner' }] : [];
    const group = state.createGroup(toNewGroup(state, request), [...owner, ...members]);
    const topics = group.supportTopic === 1 ? { Type, HugeGroupFlag: 0 } : {};
    return { ...done, GroupId: group.id, ...topics };
  },

  getGroupInfo({ state }, { GroupIdList, ResponseFilter }) {
    return {
      ...done,
      GroupInfo: GroupIdList.map((GroupId) => ({
        GroupId,
        ...readGroup(state, GroupId, ResponseFilter),
      })),
    };
  },

  getAppIdGroupList({ state }, { Limit = 10_000, Next = '0', GroupType }) {
    const groups = [...state.groups.values()].filter(
      ({ type }) => GroupType === undefined || type === GroupType,
    );
    const after = afterGroup(BigInt(Next));
    const left = groups.filter(({ sequence }) => sequence > after);
    const page = left.slice(0, Limit);
    const last = page.at(-1);
    const isComplete = last === undefined || page.length === left.length;
    return {
      ...done,
      TotalCount: groups.length,
      GroupIdList: page.map(({ id }) => ({ GroupId: id })),
      Next: isComplete ? '0' : String(groupPosition(last.sequence)),
    };
  },

  getJoinGroupList({ state }, request) {
    const { Member_Account, Limit, Offset = 0, ResponseFilter } = request;
    state.requireAccount(Member_Account);
    const groups = joinedGroups(state, request);
    const page = groups.slice(Offset, Limit === undefined ? undefined : Offset + Limit);
    return {
      ...done,
      TotalCount: groups.length,
      GroupIdList: page.map((group) => ({
        GroupId: group.id,
        ...toJoinedGroup(state, group, Member_Account, ResponseFilter),
      })),
    };
  },

  modifyGroupBaseInfo({ state }, request) {
    const { GroupId, From_Account, ...patch } = request;
    const group = state.requireGroup(GroupId);
    if (Object.keys(patch).length === 0) throw failure(10004, 'nothing to change');
    requireMayEdit(state, group, From_Account);
    checkTexts(state.settings, patch);
    checkPatch(state, group, patch);

    state.updateGroup(group, {
      name: patch.Name,
      introduction: patch.Introduction,
      notification: patch.Notification,
      faceUrl: patch.FaceUrl,
      applyJoinOption: patch.ApplyJoinOption,
      inviteJoinOption: patch.InviteJoinOption,
      muteAllMember: patch.MuteAllMember,
      historyMsgBeforeJoin: patch.HistoryMsgBeforeJoin,
      enablePermission: patch.EnablePermission,
      defaultPermission: patch.DefaultPermission,
      // Live rooms have no limit that could be moved.
      maxMembers: group.type === 'AVChatRoom' ? undefined : patch.MaxMemberNum,
      custom: patch.AppDefinedData,
    });
    return done;
  },

  destroyGroup({ state }, { GroupId }) {
    state.deleteGroup(state.requireGroup(GroupId));
    return done;
  },

  changeGroupOwner({ state }, { GroupId, NewOwner_Account, From_Account }) {
    const group = state.requireGroup(GroupId);
    requireOwner(state, group, From_Account);
    if (!group.members.has(NewOwner_Account)) throw failure(10004, 'the new owner is not a member');
    state.transferGroup(group, NewOwner_Account);
    return done;
  },
};

function checkCreation(state: TencentState, request: CreateRequest): void {
  const { settings } = state;
  const { Type, GroupId, Owner_Account, MemberList = [], MaxMemberCount } = request;
  checkCommunity(state, request);
  checkTexts(settings, request);
  checkJoinOptions(Type, request);
  checkMaxMembers(settings, Type, MaxMemberCount);
  if (Type === 'Private' && MemberList.some(({ Role }) => Role === 'Admin')) {
    throw failure(10004, 'Private groups have no admins');
  }
  if (GroupId !== undefined) checkGroupId(state, Type, GroupId, Owner_Account);
  const users = new Set(MemberList.map(({ Member_Account }) => Member_Account));
  if (Owner_Account !== undefined) users.add(Owner_Account);
  for (const userId of users) state.requireAccount(userId);
  checkQuotas(state, Type, users);
  if (users.size > (MaxMemberCount ?? planLimitOf(settings, Type))) throw failure(10038);
}

function checkPatch(
  state: TencentState,
  group: StoredGroup,
  patch: Omit<Parameters<Handlers['modifyGroupBaseInfo']>[1], 'GroupId'>,
): void {
  checkJoinOptions(group.type, patch);
  checkMaxMembers(state.settings, group.type, patch.MaxMemberNum);
  const hasHistory = ['Private', 'Public', 'ChatRoom'].includes(group.type);
  if (patch.HistoryMsgBeforeJoin && !hasHistory) throw failure(10004, 'HistoryMsgBeforeJoin');
}

/** A group's profile, or its own failure: one missing group does not fail the call. */
function readGroup(state: TencentState, groupId: string, filter: InfoFilter) {
  try {
    const group = state.requireGroup(groupId);
    return { ErrorCode: 0, ErrorInfo: '', ...toGroupInfo(state, group, filter) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { ErrorCode: error.code, ErrorInfo: error.message };
  }
}

function toGroupInfo(state: TencentState, group: StoredGroup, filter: InfoFilter) {
  const profile = pick(toGroupProfile(state, group), filter && (filter.GroupBaseInfoFilter ?? []));
  const custom = toCustomFields(group.custom, filter?.AppDefinedDataFilter_Group);
  const memberFilter = filter?.MemberInfoFilter;
  const customFilter = filter?.AppDefinedDataFilter_GroupMember;
  const withMembers = group.type !== 'AVChatRoom' && (!filter || memberFilter || customFilter);
  const members = [...group.members.values()].map((member) =>
    toMemberProfile(state, group, member, memberFilter, customFilter),
  );
  return {
    ...profile,
    ...(!filter || filter.AppDefinedDataFilter_Group ? { AppDefinedData: custom } : {}),
    ...(withMembers ? { MemberList: members } : {}),
  };
}

function joinedGroups(
  state: TencentState,
  request: Parameters<Handlers['getJoinGroupList']>[1],
): readonly StoredGroup[] {
  const { Member_Account, WithHugeGroups, WithNoActiveGroups, GroupType, SupportTopic } = request;
  // Nobody is stored as a member of a live room, but its owner and who is there are known.
  const liveRooms = WithHugeGroups
    ? [...state.groups.values()].filter(
        ({ type, owner, presence }) =>
          type === 'AVChatRoom' &&
          (owner === Member_Account || presence.has(Member_Account, state.now())),
      )
    : [];
  return [...state.groupsOf(Member_Account), ...liveRooms].filter(
    // A Private group is not active until somebody has sent a message.
    ({ id, type, supportTopic }) =>
      (type !== 'Private' || WithNoActiveGroups === 1 || state.conversations.of(id).lastSeq > 0) &&
      (GroupType === undefined || type === GroupType) &&
      (SupportTopic === undefined || (type === 'Community' && supportTopic === SupportTopic)),
  );
}

function toJoinedGroup(
  state: TencentState,
  group: StoredGroup,
  userId: string,
  filter: JoinedFilter,
) {
  if (!filter) return {};
  const { GroupBaseInfoFilter = [], SelfInfoFilter } = filter;
  const member = group.members.get(userId);
  const topics = topicNumbers(state, group, userId);
  const profile = {
    ...pick(toGroupProfile(state, group), GroupBaseInfoFilter),
    ...(topics && { SupportTopic: 1, GrossTopicNextMsgSeq: topics.next }),
  };
  if (!SelfInfoFilter || !member) return profile;
  const { Member_Account: _, ...self } = toMemberProfile(
    state,
    group,
    member,
    SelfInfoFilter,
    undefined,
  );
  return { ...profile, SelfInfo: { ...self, ...(topics && { GrossTopicReadSeq: topics.read }) } };
}

/** Adds up a community's topics: the number of the next message, and the last one that a user has read. */
function topicNumbers(state: TencentState, group: StoredGroup, userId: string) {
  if (group.supportTopic !== 1) return undefined;
  const conversations = group.topics.all().map(({ id }) => state.conversations.of(group.id, id));
  return {
    next: conversations.reduce((sum, { lastSeq }) => sum + lastSeq, 1),
    read: conversations.reduce((sum, conversation) => sum + conversation.readSeqOf(userId), 0),
  };
}
