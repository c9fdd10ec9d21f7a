import type { liveRoomEndpoints } from '@imgroups/tencent/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import { type Presence, pinned } from '../state/presence.ts';
import type { TencentState } from '../state/state.ts';
import { done } from '../wire/envelope.ts';
import { failure } from '../wire/failures.ts';
import type { TencentCall } from './call.ts';

type Handlers = HandlersOf<typeof liveRoomEndpoints, TencentCall>;
type MarkedMember = Parameters<Handlers['modifyGroupUserInfo']>[1]['MemberList'][number];

const maxAdmins = 5;

/** Different marks of a room. */
const maxMarks = 10;

/** Members with the same mark. */
const maxMarked = 1000;

/** The command that appoints an admin, or sets a mark. */
const set = 1;

export const liveRoomHandlers: Handlers = {
  modifyAdmin({ state }, { GroupId, CommandType, Admin_Account }) {
    const group = state.requireGroup(GroupId);
    requireLiveRoomPlan(state);
    for (const userId of Admin_Account) state.requireAccount(userId);
    if (CommandType === set) {
      const all = new Set([...group.liveRoomAdmins, ...Admin_Account]);
      if (all.size > maxAdmins) throw failure(10004, `at most ${maxAdmins} admins`);
      state.addLiveRoomAdmins(group, Admin_Account);
    } else {
      state.removeLiveRoomAdmins(group, Admin_Account);
    }
    return done;
  },

  getAdminList({ state }, { GroupId }) {
    const { liveRoomAdmins } = state.requireGroup(GroupId);
    requireLiveRoomPlan(state);
    return {
      ...done,
      Admin_List: [...liveRoomAdmins].map((userId) => ({
        Admin_Account: userId,
        NickName: state.accounts.get(userId)?.nickname ?? '',
        Avatar: state.accounts.get(userId)?.faceUrl ?? '',
      })),
    };
  },

  modifyGroupUserInfo({ state }, { GroupId, CommandType, MemberList }) {
    const { presence } = state.requireGroup(GroupId);
    requireLiveRoomPlan(state);
    const changed = MemberList.filter((member) => canBeMarked(state, presence, member));
    if (changed.length === 0) throw failure(10004, 'none of the accounts is in the room');
    if (CommandType === set) checkMarks(state, presence, changed);
    for (const { Member_Account, Marks } of changed) {
      if (CommandType === set) presence.mark(Member_Account, Marks, state.now());
      else presence.unmark(Member_Account, Marks);
    }
    return { ...done, CommandType, MemberList: changed };
  },

  addRobots({ state }, { GroupId, Member_Account }) {
    const { presence } = state.requireGroup(GroupId);
    requireLiveRoomPlan(state);
    for (const userId of Member_Account) state.requireAccount(userId);
    for (const userId of Member_Account) presence.mark(userId, [pinned], state.now());
    return done;
  },

  delRobots({ state }, { GroupId, Member_Account }) {
    const { presence } = state.requireGroup(GroupId);
    requireLiveRoomPlan(state);
    for (const userId of Member_Account) presence.unmark(userId, [pinned]);
    return done;
  },
};

/** Refuses what needs one of the top plans and the switch for the online list of live rooms. */
export function requireLiveRoomPlan({ settings }: TencentState): void {
  if (!settings.liveRoomMembers) throw failure(10007, 'the list of live rooms is switched off');
}

/** Only who is in the room; a pin alone works for everybody. */
function canBeMarked(
  state: TencentState,
  presence: Presence,
  { Member_Account, Marks }: MarkedMember,
): boolean {
  if (presence.has(Member_Account, state.now())) return true;
  return state.accounts.has(Member_Account) && Marks.every((mark) => mark === pinned);
}

function checkMarks(
  state: TencentState,
  presence: Presence,
  members: readonly MarkedMember[],
): void {
  const users = new Map<number, Set<string>>();
  const add = (mark: number, userId: string) =>
    users.set(mark, (users.get(mark) ?? new Set()).add(userId));
  for (const { userId, marks } of presence.list(state.now())) {
    for (const mark of marks) add(mark, userId);
  }
  for (const { Member_Account, Marks } of members) {
    for (const mark of Marks) add(mark, Member_Account);
  }
  if (users.size > maxMarks) throw failure(10004, `at most ${maxMarks} different marks`);
  for (const [mark, marked] of users) {
    if (marked.size > maxMarked) throw failure(10004, `at most ${maxMarked} members with ${mark}`);
  }
}
