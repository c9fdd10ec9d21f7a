import type { blacklistEndpoints } from '@imgroups/easemob/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { EasemobGroup } from '../state/group.ts';
import { cursorPage } from '../wire/paging.ts';
import { distinct, type EasemobCall, requireGroup, requireUsersInGuide } from './call.ts';
import { strangersAmong } from './members.ts';

const largestPage = 50;

/** The users who were put out of a group. */
export const blacklistHandlers: HandlersOf<typeof blacklistEndpoints, EasemobCall> = {
  listBlacklist(call, { group_id, pageSize, cursor }) {
    const { blocks, id } = requireGroup(call, group_id);
    const blocked = [...blocks];
    if (pageSize === undefined && cursor === undefined) {
      const data = blocked.slice(0, call.settings.blocksAtOnce);
      return { data, count: data.length };
    }
    const size = Math.min(pageSize ?? largestPage, largestPage);
    const page = cursorPage(blocked, `blocks:${id}`, { cursor, size });
    if (!page) throw call.failure.invalidCursor();
    return { data: page.items, cursor: page.cursor, count: page.items.length };
  },

  addToBlacklist(call, { group_id, username }) {
    const group = requireGroup(call, group_id);
    return { data: asListInVersion3(call, blockOne(call, group, username)) };
  },

  addManyToBlacklist(call, { group_id, usernames }) {
    const { state, settings, failure } = call;
    const group = requireGroup(call, group_id);
    const { addManyToBlacklist: max } = settings.batchSizes;
    if (usernames.length > max) throw failure.tooManyToBlock(max);
    const [only = ''] = usernames;
    if (usernames.length === 1) {
      return { data: asListInVersion3(call, blockOne(call, group, only)) };
    }
    const names = distinct(usernames);
    if (names.includes(group.owner)) throw failure.ownerForbidden();
    if (!names.some((username) => group.members.has(username))) throw failure.notMembers(names);

    const members = names.filter((username) => group.members.has(username));
    const data = names.map((username) => {
      const outcome = { action: 'add_blocks', user: username, groupid: group.id };
      if (!group.members.has(username)) {
        const reason = state.users.has(username)
          ? `user: ${username} doesn't exist in group: ${group.id}`
          : `the user ${username} doesn't exist`;
        return { result: false, ...outcome, reason };
      }
      return { result: true, ...outcome };
    });
    state.block(group, members);
    return { data };
  },

  removeFromBlacklist(call, { group_id, username }) {
    const group = requireGroup(call, group_id);
    return { data: asListInVersion3(call, unblockOne(call, group, username)) };
  },

  removeManyFromBlacklist(call, { group_id, usernames }) {
    const { state, settings, failure } = call;
    const group = requireGroup(call, group_id);
    const { removeManyFromBlacklist: max } = settings.batchSizes;
    if (usernames.length > max) throw failure.tooManyToUnblock(max);
    const [only = ''] = usernames;
    if (usernames.length === 1) {
      return { data: asListInVersion3(call, unblockOne(call, group, only)) };
    }
    const names = distinct(usernames);
    if (!names.some((username) => group.blocks.has(username))) throw failure.notBlocked(names);

    const data = names.map((username) => {
      const outcome = { action: 'remove_blocks', user: username, groupid: group.id };
      return group.blocks.has(username)
        ? { result: true, ...outcome }
        : { result: false, ...outcome, reason: `user ${username} is not blocked` };
    });
    state.unblock(group, names);
    return { data };
  },
};

/** The third version of the answers has a list for one name too. */
function asListInVersion3<Outcome>({ version3 }: EasemobCall, outcome: Outcome) {
  return version3 ? [outcome] : outcome;
}

function blockOne(call: EasemobCall, group: EasemobGroup, username: string) {
  const strangers = strangersAmong(call, group, [username]);
  if (strangers.length > 0) throw call.failure.notMembers(strangers);
  call.state.block(group, [username]);
  return { result: true, action: 'add_blocks', user: username, groupid: group.id };
}

function unblockOne(call: EasemobCall, group: EasemobGroup, username: string) {
  requireUsersInGuide(call, [username]);
  if (!group.blocks.has(username)) throw call.failure.notBlocked([username]);
  call.state.unblock(group, [username]);
  return { result: true, action: 'remove_blocks', user: username, groupid: group.id };
}
