import type { muteEndpoints } from '@imgroups/easemob/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { MuteEnd } from '../state/group.ts';
import { distinct, type EasemobCall, requireGroup, requireUsersInGuide } from './call.ts';
import { strangersAmong } from './members.ts';

/** The members who may not speak. */
export const muteHandlers: HandlersOf<typeof muteEndpoints, EasemobCall> = {
  muteMembers(call, { group_id, usernames, mute_duration }) {
    const { state, settings, failure } = call;
    const group = requireGroup(call, group_id);
    const { muteMembers: max } = settings.batchSizes;
    if (usernames.length > max) throw failure.tooManyToMute(max);
    const forEver = mute_duration === -1;
    const end = forEver ? 'permanent' : state.now() + mute_duration;
    if (!forEver && !Number.isSafeInteger(end)) throw failure.invalidRequest();
    if (settings.rules === 'guide' && mute_duration <= 0) throw failure.invalidRequest();
    const names = distinct(usernames);
    const strangers = strangersAmong(call, group, names);
    if (strangers.length > 0) throw failure.notMembersToMute(strangers);

    if (mute_duration === 0) state.unmute(group, names);
    else state.mute(group, names, end);
    const expire = writeEnd(call, end);
    return { data: names.map((username) => ({ result: true, expire, user: username })) };
  },

  unmuteMembers(call, { group_id, usernames }) {
    const { state, settings, failure } = call;
    const group = requireGroup(call, group_id);
    const { unmuteMembers: max } = settings.batchSizes;
    if (usernames.length > max) throw failure.tooManyToUnmute(max);
    const names = distinct(usernames);
    requireUsersInGuide(call, names);

    state.unmute(group, names);
    return { data: names.map((username) => ({ result: true, user: username })) };
  },

  listMutes(call, { group_id }) {
    const group = requireGroup(call, group_id);
    const data = call.state
      .mutesOf(group)
      .map(([username, end]) => ({ expire: writeEnd(call, end), user: username }));
    // The guide's sample and older clusters answer this GET so.
    const action = call.settings.rules === 'guide' ? { action: 'post' } : {};
    return { ...action, data, count: data.length };
  },

  muteAll(call, { group_id }) {
    call.state.muteEverybody(requireGroup(call, group_id), true);
    // The service answers this POST so.
    return { action: 'put', data: { mute: true } };
  },

  unmuteAll(call, { group_id }) {
    call.state.muteEverybody(requireGroup(call, group_id), false);
    return { data: { mute: false } };
  },
};

function writeEnd({ settings }: EasemobCall, end: MuteEnd): number {
  return end === 'permanent' ? settings.permanentMuteExpire : end;
}
