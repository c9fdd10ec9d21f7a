import type { muteEndpoints } from '@imgroups/tencent/endpoints';
import type { HandlersOf } from '../../vendor-emulator.ts';
import { done, failure } from '../failures.ts';
import type { TencentState } from '../state.ts';

export const muteHandlers: HandlersOf<typeof muteEndpoints, TencentState> = {
  forbidSendMsg(state, { GroupId, Members_Account, MuteTime, TopicId }) {
    const group = state.requireGroup(GroupId);
    refuseTopic(TopicId);
    for (const userId of Members_Account) state.setEnd(group.mutes, userId, MuteTime);
    return done;
  },

  getGroupMutedAccount(state, { GroupId, TopicId }) {
    const group = state.requireGroup(GroupId);
    refuseTopic(TopicId);
    return {
      ...done,
      GroupId,
      MutedAccountList: state.endsOf(group.mutes).map(([userId, until]) => ({
        Member_Account: userId,
        MutedUntil: until,
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

/** No topic can exist here, so a call about one is about none that exists. */
function refuseTopic(topicId: string | undefined): void {
  if (topicId) throw failure(10004, `no topic ${topicId}`);
}
