import type { blacklistEndpoints } from '@imgroups/tencent/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { TencentState } from '../state/state.ts';
import { done } from '../wire/envelope.ts';
import { failure } from '../wire/failures.ts';
import type { TencentCall } from './call.ts';

export const blacklistHandlers: HandlersOf<typeof blacklistEndpoints, TencentCall> = {
  getGroupBanMember({ state }, { GroupId, Offset, Limit = 100 }) {
    requireBlacklist(state);
    const bans = state.endsOf(state.requireGroup(GroupId).bans);
    const page = bans.slice(Offset, Offset + Limit);
    const next = Offset + page.length;
    return {
      ...done,
      BannedAccountList: page.map(([userId, until]) => ({
        Member_Account: userId,
        BannedUntil: until,
      })),
      NextOffset: page.length > 0 && next < bans.length ? next : 0,
    };
  },

  banGroupMember({ state }, { GroupId, Members_Account, Duration }) {
    requireBlacklist(state);
    const group = state.requireGroup(GroupId);
    if (Duration === 0) throw failure(10004, 'Duration is at least 1');
    if (group.owner !== undefined && Members_Account.includes(group.owner)) {
      throw failure(10004, 'the owner cannot be banned');
    }
    state.ban(group, Members_Account, Duration);
    return done;
  },

  unbanGroupMember({ state }, { GroupId, Members_Account }) {
    requireBlacklist(state);
    state.unban(state.requireGroup(GroupId), Members_Account);
    return done;
  },
};

/** Bans are part of the top plans, and switched on in the console. */
function requireBlacklist({ settings }: TencentState): void {
  if (!settings.blacklist) throw failure(10007, 'the blacklist is switched off');
}
