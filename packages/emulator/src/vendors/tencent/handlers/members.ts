import type { memberEndpoints } from '@imgroups/tencent/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { StoredGroup, StoredMember } from '../state/group.ts';
import type { TencentState } from '../state/state.ts';
import { done } from '../wire/envelope.ts';
import { failure } from '../wire/failures.ts';
import { afterMember, memberPosition } from '../wire/paging.ts';
import type { TencentCall } from './call.ts';
import { toMemberProfile } from './profiles.ts';
import { isInTooManyGroups } from './rules.ts';

type Handlers = HandlersOf<typeof memberEndpoints, TencentCall>;
type ListRequest = Parameters<Handlers['getGroupMemberInfo']>[1];

interface MemberFilters {
  readonly MemberInfoFilter?: readonly string[] | undefined;
  readonly MemberRoleFilter?: readonly string[] | undefined;
  readonly AppDefinedDataFilter_GroupMember?: readonly string[] | undefined;
}

/** Longest page of a community. */
const communityPage = 100;

export const memberHandlers: Handlers = {
  getGroupMemberInfo({ state }, request) {
    const group = state.requireGroup(request.GroupId);
    const all = state.membersOf(group);
    const members = request.MemberRoleFilter
      ? all.filter((member) => hasRole(member, request))
      : all;
    const page =
      group.type === 'Community'
        ? communityMembers(members, request)
        : { members: membersFrom(members, request) };
    return {
      ...done,
      MemberNum: group.members.size,
      MemberList: page.members.map((member) => toProfile(state, group, member, request)),
      ...('next' in page ? { Next: page.next } : {}),
    };
  },

  getSpecifiedGroupMemberInfo({ state }, request) {
    const group = state.requireGroup(request.GroupId);
    const members = [...new Set(request.Member_List_Account)]
      .flatMap((userId) => group.members.get(userId) ?? [])
      .filter((member) => hasRole(member, request));
    return {
      ...done,
      GroupId: group.id,
      MemberList: members.map((member) => toProfile(state, group, member, request)),
    };
  },

  addGroupMember({ state }, { GroupId, MemberList }) {
    const group = state.requireGroup(GroupId);
    const userIds = MemberList.map(({ Member_Account }) => Member_Account);
    if (userIds.length > 0 && !userIds.some((userId) => state.accounts.has(userId))) {
      throw failure(10019, userIds.join(', '));
    }
    const joining = new Set(userIds.filter((userId) => canJoin(state, group, userId)));
    if (group.members.size + joining.size > group.maxMembers) throw failure(10014);
    // 0 failed, 1 added, 2 already a member, by the call itself or before.
    const results = userIds.map((userId, index) => {
      const wasAdded = userIds.indexOf(userId) < index;
      const Result = joining.has(userId) ? (wasAdded ? 2 : 1) : group.members.has(userId) ? 2 : 0;
      return { Member_Account: userId, Result };
    });
    state.addMembers(group, [...joining]);
    return { ...done, MemberList: results };
  },

  deleteGroupMember({ state }, { GroupId, MemberToDel_Account }) {
    const group = state.requireGroup(GroupId);
    const takesOwner = group.owner !== undefined && MemberToDel_Account.includes(group.owner);
    // Only a Private group can be left by its owner.
    if (takesOwner && group.type !== 'Private') throw failure(10009);
    state.removeMembers(group, MemberToDel_Account, 'removed');
    return done;
  },

  modifyGroupMemberInfo({ state }, request) {
    const { GroupId, Member_Account, Role, MsgFlag, NameCard, MuteTime } = request;
    const group = state.requireGroup(GroupId);
    if (group.type === 'Private' && (Role === 'Admin' || MuteTime !== undefined)) {
      throw failure(10007, 'Private groups have neither admins nor mutes');
    }
    const member = group.members.get(Member_Account);
    if (!member) throw failure(10004, `${Member_Account} is not a member`);
    if (Role !== undefined && member.role === 'Owner') {
      throw failure(10004, 'the role of the owner cannot be changed');
    }

    state.updateMember(group, Member_Account, {
      role: Role,
      msgFlag: MsgFlag,
      nameCard: NameCard,
      custom: request.AppMemberDefinedData,
    });
    if (MuteTime !== undefined) state.mute(group, [Member_Account], MuteTime);
    return done;
  },

  getRoleInGroup({ state }, { GroupId, User_Account }) {
    const { members } = state.requireGroup(GroupId);
    return {
      ...done,
      UserIdList: User_Account.map((userId) => ({
        Member_Account: userId,
        Role: members.get(userId)?.role ?? 'NotMember',
      })),
    };
  },
};

function hasRole({ role }: StoredMember, { MemberRoleFilter }: MemberFilters): boolean {
  return MemberRoleFilter?.includes(role) ?? true;
}

function toProfile(
  state: TencentState,
  group: StoredGroup,
  member: StoredMember,
  { MemberInfoFilter, AppDefinedDataFilter_GroupMember }: MemberFilters,
) {
  return toMemberProfile(state, group, member, MemberInfoFilter, AppDefinedDataFilter_GroupMember);
}

function membersFrom(
  members: readonly StoredMember[],
  { Limit, Offset = 0 }: ListRequest,
): readonly StoredMember[] {
  return members.slice(Offset, Limit === undefined ? undefined : Offset + Limit);
}

function communityMembers(
  members: readonly StoredMember[],
  { Limit = communityPage, Next }: ListRequest,
): { readonly members: readonly StoredMember[]; readonly next: string } {
  if (Limit > communityPage) throw failure(10004, `Limit is at most ${communityPage}`);
  const after = Next === undefined ? undefined : afterMember(Next);
  if (after === undefined) throw failure(10004, 'Next is needed for communities');
  const start = firstBehind(members, after);
  const page = members.slice(start, start + Limit);
  const last = page.at(-1);
  const isComplete = last === undefined || last === members.at(-1);
  return { members: page, next: isComplete ? '' : memberPosition(last.sequence) };
}

/** Index of the first member behind a sequence number, by halving: communities are large. */
function firstBehind(members: readonly StoredMember[], after: number): number {
  let low = 0;
  let high = members.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((members[middle]?.sequence ?? 0) > after) high = middle;
    else low = middle + 1;
  }
  return low;
}

function canJoin(state: TencentState, group: StoredGroup, userId: string): boolean {
  return (
    state.accounts.has(userId) &&
    !group.members.has(userId) &&
    state.endOf(group.bans, userId) === 0 &&
    !isInTooManyGroups(state, userId)
  );
}
