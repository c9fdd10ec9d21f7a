import type { muteEndpoints } from '@imgroups/tencent/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { TencentState } from '../state/state.ts';
import { done } from '../wire/envelope.ts';
import type { TencentCall } from './call.ts';
import { requirePlace } from './places.ts';

export const muteHandlers: HandlersOf<typeof muteEndpoints, TencentCall> = {
  forbidSendMsg({ state }, { GroupId, Members_Account, MuteTime, TopicId }) {
    const { group, topic } = requirePlace(state, { GroupId, TopicId });
    if (topic) group.topics.mute(topic.id, Members_Account, MuteTime, state.now());
    else state.mute(group, Members_Account, MuteTime);
    return done;
  },

  getGroupMutedAccount({ state }, { GroupId, TopicId }) {
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

  getGroupShuttedUin({ state }, { GroupId, TopicId }) {
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

  setNoSpeaking({ state }, { Set_Account, GroupmsgNospeakingTime, C2CmsgNospeakingTime }) {
    state.requireAccount(Set_Account);
    if (GroupmsgNospeakingTime !== undefined) {
      state.muteEverywhere('groups', Set_Account, GroupmsgNospeakingTime);
    }
    if (C2CmsgNospeakingTime !== undefined) {
      state.muteEverywhere('chats', Set_Account, C2CmsgNospeakingTime);
    }
    return done;
  },

  getNoSpeaking({ state }, { Get_Account }) {
    state.requireAccount(Get_Account);
    return {
      ...done,
      GroupmsgNospeakingTime: state.secondsMutedEverywhere('groups', Get_Account),
      C2CmsgNospeakingTime: state.secondsMutedEverywhere('chats', Get_Account),
    };
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
