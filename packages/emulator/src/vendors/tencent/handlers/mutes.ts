import type { muteEndpoints } from '@imgroups/tencent/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { TencentState } from '../state/state.ts';
import { done } from '../wire/failures.ts';
import { requirePlace } from './places.ts';

export const muteHandlers: HandlersOf<typeof muteEndpoints, TencentState> = {
  forbidSendMsg(state, { GroupId, Members_Account, MuteTime, TopicId }) {
    const { group, topic } = requirePlace(state, { GroupId, TopicId });
    const { mutes } = topic ?? group;
    for (const userId of Members_Account) state.setEnd(mutes, userId, MuteTime);
    return done;
  },

  getGroupMutedAccount(state, { GroupId, TopicId }) {
    const muted = mutedIn(state, { GroupId, TopicId });
    return {
      ...done,
      GroupId,
      MutedAccountList: muted.map(([userId, until]) => ({
        Member_Account: userId,
        MutedUntil: until,
      })),
    };
  },

  getGroupShuttedUin(state, { GroupId, TopicId }) {
    const muted = mutedIn(state, { GroupId, TopicId });
    return {
      ...done,
      GroupId,
      ShuttedUinList: muted.map(([userId, until]) => ({
        Member_Account: userId,
        ShuttedUntil: until,
      })),
    };
  },

  setNoSpeaking(state, { Set_Account, GroupmsgNospeakingTime, C2CmsgNospeakingTime }) {
    state.requireAccount(Set_Account);
    if (GroupmsgNospeakingTime !== undefined) {
      state.setEnd(state.mutedInGroups, Set_Account, GroupmsgNospeakingTime);
    }
    if (C2CmsgNospeakingTime !== undefined) {
      state.setEnd(state.mutedInChats, Set_Account, C2CmsgNospeakingTime);
    }
    return done;
  },
};

/** Ends of the mutes in a group or topic. */
function mutedIn(
  state: TencentState,
  request: Parameters<typeof requirePlace>[1],
): readonly (readonly [string, number])[] {
  const { group, topic } = requirePlace(state, request);
  return state.endsOf((topic ?? group).mutes);
}
