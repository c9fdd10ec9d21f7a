import type { importEndpoints } from '@imgroups/tencent/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { StoredGroup } from '../state/group.ts';
import type { TencentState } from '../state/state.ts';
import { done } from '../wire/envelope.ts';
import { failure } from '../wire/failures.ts';
import type { TencentCall } from './call.ts';
import { checkCommunity, checkJoinOptions, toNewGroup } from './new-group.ts';
import { checkGroupId, checkQuotas, checkTexts, isInTooManyGroups } from './rules.ts';

type Handlers = HandlersOf<typeof importEndpoints, TencentCall>;
type GroupRequest = Parameters<Handlers['importGroup']>[1];
type ImportedMember = Parameters<Handlers['importGroupMember']>[1]['MemberList'][number];

const defaultMembers = 2000;
const maxMembers = 6000;
const maxCommunityMembers = 100_000;

export const importHandlers: Handlers = {
  importGroup({ state }, request) {
    checkImport(state, request);
    const { CreateTime, MaxMemberCount = defaultMembers } = request;
    const group = state.importGroup(toNewGroup(state, { ...request, MaxMemberCount }), CreateTime);
    return { ...done, GroupId: group.id };
  },

  importGroupMember({ state }, { GroupId, MemberList }) {
    const group = state.requireGroup(GroupId);
    return {
      ...done,
      MemberList: MemberList.map((member) => ({
        Member_Account: member.Member_Account,
        Result: importMember(state, group, member),
      })),
    };
  },
};

function checkImport(state: TencentState, request: GroupRequest): void {
  const { Type, GroupId, Owner_Account, MaxMemberCount = 1, CreateTime = 0 } = request;
  checkCommunity(state, request);
  checkTexts(state.settings, request);
  checkJoinOptions(Type, request);
  const limit = Type === 'Community' ? maxCommunityMembers : maxMembers;
  if (MaxMemberCount < 1 || MaxMemberCount > limit)
    throw failure(10004, `at most ${limit} members`);
  if (CreateTime > state.now()) throw failure(10004, 'CreateTime is in the future');
  // An id in use is the same refusal whoever owns the group.
  if (GroupId !== undefined) checkGroupId(state, Type, GroupId, undefined);
  if (Owner_Account !== undefined) state.requireAccount(Owner_Account);
  checkQuotas(state, Type, Owner_Account === undefined ? [] : [Owner_Account]);
}

/** 0 failed, 1 imported, 2 already a member. */
function importMember(
  state: TencentState,
  group: StoredGroup,
  { Member_Account, Role, JoinTime, UnreadMsgNum }: ImportedMember,
): number {
  if (group.members.has(Member_Account)) return 2;
  const joinTime = JoinTime ?? state.now();
  const canJoin =
    state.accounts.has(Member_Account) &&
    joinTime >= group.createTime &&
    joinTime <= state.now() &&
    !(group.type === 'Private' && Role === 'Admin') &&
    group.members.size < group.maxMembers &&
    !isInTooManyGroups(state, Member_Account);
  if (!canJoin) return 0;
  state.importMember(group, {
    userId: Member_Account,
    role: Role ?? 'Member',
    joinTime,
    unread: UnreadMsgNum ?? 0,
  });
  return 1;
}
