import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { EasemobGroup } from '../state/group.ts';
import type { clientGroupEndpoints } from '../wire/client-endpoints.ts';
import { cursorPage } from '../wire/paging.ts';
import { callingUser, type EasemobCall, requireGroup, requireUser } from './call.ts';
import { joinedGroups, joinedGroupsPage, roleIn, toJoinedGroup } from './groups.ts';
import { toEntity } from './users.ts';

const largestPage = 1000;
const shieldField = /^notification_ignore_(.+)$/;

/** Calls of users about themselves and their groups. */
export const clientGroupHandlers: HandlersOf<typeof clientGroupEndpoints, EasemobCall> = {
  listJoinedGroupsByCursor(call, { username, limit = 10, cursor }) {
    const groups = joinedGroups(call, username);
    const size = Math.min(limit, largestPage);
    const page = cursorPage(groups, `joined_chatgroups:${username}`, { cursor, size });
    if (!page) throw call.failure.invalidCursor();
    return { data: page.items.map(toJoinedGroup), cursor: page.cursor, count: page.items.length };
  },

  listJoinedGroupsInVersion3(call, { username, ...page }) {
    const groups = joinedGroupsPage(call, username, page);
    const data = groups.map((group) => ({
      id: group.id,
      name: group.name,
      disabled: group.disabled,
      permission: roleIn(group, username),
    }));
    return { data, count: data.length };
  },

  listPublicGroups(call, { limit = 10, cursor }) {
    const { state, version3, failure } = call;
    const newestFirst = [...state.groups.values()].filter((group) => group.public).reverse();
    const size = Math.min(limit, largestPage);
    const page = cursorPage(newestFirst, 'publicchatgroups', { cursor, size });
    if (!page) throw failure.invalidCursor();
    const data = page.items.map((group) =>
      version3 ? { id: group.id, name: group.name } : toJoinedGroup(group),
    );
    return { data, cursor: page.cursor, count: data.length };
  },

  updateUser(call, { username, entities }) {
    const user = requireUser(call, username);
    const fields = entities.flatMap((entity) => Object.entries(entity));
    const hidden = fields.flatMap(([field, value]) => {
      const id = shieldField.exec(field)?.[1];
      return id === undefined ? [] : [{ group: groupOfMember(call, id, username), value }];
    });
    for (const { group, value } of hidden) call.state.shield(group, username, value === true);
    return { path: '/users', entities: [{ ...toEntity(user), ...Object.fromEntries(fields) }] };
  },

  shieldGroup: (call, { group_id }) => shield(call, group_id, true),
  unshieldGroup: (call, { group_id }) => shield(call, group_id, false),

  listShields(call, { group_id }) {
    const data = [...requireGroup(call, group_id).shields];
    return { data, count: data.length };
  },

  isAllowed(call, { group_id, username }) {
    const group = groupOfMember(call, group_id, username);
    return { data: { member: username, white: group.allowed.has(username) } };
  },

  isMuted(call, { group_id, username }) {
    const group = groupOfMember(call, group_id, username);
    return { data: call.state.mutesOf(group).some(([name]) => name === username) };
  },

  listReaders(call, { group_id, message_id }) {
    const { state, settings, failure, caller } = call;
    if (!settings.readReceipts) throw failure.readReceiptsNotOpen();
    if (caller?.kind === 'user') groupOfMember(call, group_id, caller.username);
    else requireGroup(call, group_id);
    // Nobody reads messages here.
    const timestamp = state.now();
    const none = { is_last: true, next_key: '', total: 0, userlist: [] };
    return { data: { ackmid: message_id, timestamp, ...none } };
  },
};

function shield(call: EasemobCall, groupId: string, hidden: boolean) {
  const username = callingUser(call);
  const group = groupOfMember(call, groupId, username);
  call.state.shield(group, username, hidden);
  const action = hidden ? 'add_shield' : 'remove_shield';
  return { data: { result: true, action, user: username, groupid: group.id } };
}

/** A group of which a user must be a member. */
function groupOfMember(call: EasemobCall, groupId: string, username: string): EasemobGroup {
  const group = requireGroup(call, groupId);
  if (!group.members.has(username)) throw call.failure.callerNotInGroup();
  return group;
}
