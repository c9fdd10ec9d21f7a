import type { onlineMemberEndpoints } from '@imgroups/tencent/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { StoredGroup } from '../state/group.ts';
import { hidden, type PresentMember } from '../state/presence.ts';
import type { TencentState } from '../state/state.ts';
import { done } from '../wire/envelope.ts';
import { failure } from '../wire/failures.ts';
import type { TencentCall } from './call.ts';
import { requireLiveRoomPlan } from './live-rooms.ts';

/** Longest page. */
const maxPage = 250;

/** Only the newest can be listed. */
const maxListed = 1000;

/** The number of users that plans without the list show. */
const listedWithoutPlan = 30;

export const onlineMemberHandlers: HandlersOf<typeof onlineMemberEndpoints, TencentCall> = {
  getOnlineMemberNum({ state }, { GroupId }) {
    const group = state.requireGroup(GroupId);
    if (group.type !== 'AVChatRoom') requireOnlineStatus(state);
    return { ...done, OnlineMemberNum: countOnline(state, group) };
  },

  getCommunityOnlineMemberNum({ state }, { GroupId }) {
    const group = state.requireGroup(GroupId);
    requireOnlineStatus(state);
    return { ...done, OnlineMemberNum: countOnline(state, group) };
  },

  getMembers({ state }, { GroupId, Timestamp, Mark }) {
    const { presence } = state.requireGroup(GroupId);
    const members = presence.list(state.now()).filter(({ marks }) => isListed(marks, Mark));
    const newest = members.slice(0, state.settings.liveRoomMembers ? maxListed : listedWithoutPlan);
    // A page goes on behind the member that came before the last one given.
    const left = newest.filter(({ sequence }) => Timestamp === 0 || sequence < Timestamp);
    const page = left.slice(0, maxPage);
    return {
      ...done,
      MemberList: page.map((member) => toPresentMember(state, member)),
      NextTimestamp: page.length < left.length ? (page.at(-1)?.sequence ?? 0) : 0,
    };
  },

  checkMembers({ state }, { GroupId, Member_Account }) {
    const { presence } = state.requireGroup(GroupId);
    requireLiveRoomPlan(state);
    const present = Member_Account.filter((userId) => presence.has(userId, state.now()));
    return { ...done, Member_Account: [...new Set(present)] };
  },
};

function requireOnlineStatus({ settings }: TencentState): void {
  if (!settings.onlineStatus) throw failure(10007, 'the online status of members is switched off');
}

function countOnline(state: TencentState, { presence }: StoredGroup): number {
  return presence.list(state.now()).length;
}

function isListed(marks: ReadonlySet<number>, mark: number | undefined): boolean {
  return mark === undefined ? !marks.has(hidden) : marks.has(mark);
}

function toPresentMember(state: TencentState, { userId, joinTime }: PresentMember) {
  const account = state.accounts.get(userId);
  return {
    Member_Account: userId,
    JoinTime: joinTime,
    NickName: account?.nickname ?? '',
    Avatar: account?.faceUrl ?? '',
  };
}
