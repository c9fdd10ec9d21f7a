import type { allowListEndpoints } from '@imgroups/easemob/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { EasemobGroup } from '../state/state.ts';
import { distinct, type EasemobCall, requireGroup } from './call.ts';

/** Who may speak while everybody is muted. */
export const allowListHandlers: HandlersOf<typeof allowListEndpoints, EasemobCall> = {
  listAllowList(call, { group_id }) {
    const allowed = [...requireGroup(call, group_id).allowed];
    return { data: allowed, count: allowed.length };
  },

  addToAllowList(call, { group_id, username }) {
    const group = requireGroup(call, group_id);
    requireSomeMember(call, group, [username]);
    group.allowed.add(username);
    return {
      data: { result: true, action: 'add_user_whitelist', user: username, groupid: group.id },
    };
  },

  addManyToAllowList(call, { group_id, usernames }) {
    const { settings, failure } = call;
    const group = requireGroup(call, group_id);
    const { addManyToAllowList: max } = settings.batchSizes;
    if (usernames.length > max) throw failure.tooManyToAllow(max);
    return {
      data: forMembers(call, group, usernames, 'add_user_whitelist', (username) =>
        group.allowed.add(username),
      ),
    };
  },

  removeFromAllowList(call, { group_id, usernames }) {
    const { settings, failure } = call;
    const group = requireGroup(call, group_id);
    const { removeFromAllowList: max } = settings.batchSizes;
    if (usernames.length > max) throw failure.tooManyToDisallow(max);
    return {
      data: forMembers(call, group, usernames, 'remove_user_whitelist', (username) =>
        group.allowed.delete(username),
      ),
    };
  },
};

/** Does something for every member among the names and tells what became of each; refuses when none is a member. */
function forMembers(
  call: EasemobCall,
  group: EasemobGroup,
  usernames: readonly string[],
  action: string,
  change: (username: string) => void,
) {
  const names = distinct(usernames);
  requireSomeMember(call, group, names);
  return names.map((username) => {
    const outcome = { action, user: username, groupid: group.id };
    if (!group.members.has(username)) {
      const reason = `user: ${username} doesn't exist in group: ${group.id}`;
      return { result: false, ...outcome, reason };
    }
    change(username);
    return { result: true, ...outcome };
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
