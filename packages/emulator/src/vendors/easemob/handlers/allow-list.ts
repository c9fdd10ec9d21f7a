import type { allowListEndpoints } from '@imgroups/easemob/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { EasemobGroup } from '../state/group.ts';
import { distinct, type EasemobCall, requireGroup } from './call.ts';

/** The members who may speak while everybody is muted. */
export const allowListHandlers: HandlersOf<typeof allowListEndpoints, EasemobCall> = {
  listAllowList(call, { group_id }) {
    const allowed = [...requireGroup(call, group_id).allowed];
    return { data: allowed, count: allowed.length };
  },

  addToAllowList(call, { group_id, username }) {
    const group = requireGroup(call, group_id);
    requireSomeMember(call, group, [username]);
    call.state.allow(group, [username]);
    return {
      data: { result: true, action: 'add_user_whitelist', user: username, groupid: group.id },
    };
  },

  addManyToAllowList(call, { group_id, usernames }) {
    const { settings, failure } = call;
    const group = requireGroup(call, group_id);
    const { addManyToAllowList: max } = settings.batchSizes;
    if (usernames.length > max) throw failure.tooManyToAllow(max);
    const names = membersAmong(call, group, usernames);
    call.state.allow(group, names.members);
    return { data: outcomesOf(group, names, 'add_user_whitelist') };
  },

  removeFromAllowList(call, { group_id, usernames }) {
    const { settings, failure } = call;
    const group = requireGroup(call, group_id);
    const { removeFromAllowList: max } = settings.batchSizes;
    if (usernames.length > max) throw failure.tooManyToDisallow(max);
    const names = membersAmong(call, group, usernames);
    call.state.disallow(group, names.members);
    return { data: outcomesOf(group, names, 'remove_user_whitelist') };
  },
};

interface Names {
  /** Each once, in the order of the request. */
  readonly all: readonly string[];
  readonly members: readonly string[];
}

/** The names with those of members told apart; refuses when none is a member. */
function membersAmong(call: EasemobCall, group: EasemobGroup, usernames: readonly string[]): Names {
  const all = distinct(usernames);
  requireSomeMember(call, group, all);
  return { all, members: all.filter((username) => group.members.has(username)) };
}

function outcomesOf({ id }: EasemobGroup, { all, members }: Names, action: string) {
  return all.map((username) => {
    const outcome = { action, user: username, groupid: id };
    if (members.includes(username)) return { result: true, ...outcome };
    const reason = `user: ${username} doesn't exist in group: ${id}`;
    return { result: false, ...outcome, reason };
  });
}

function requireSomeMember(
  { failure }: EasemobCall,
  group: EasemobGroup,
  usernames: readonly string[],
): void {
  if (!usernames.some((username) => group.members.has(username))) {
    throw failure.notMembers(usernames);
  }
}
