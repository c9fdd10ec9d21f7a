import type { memberEndpoints } from '@imgroups/easemob/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { EasemobGroup } from '../state/group.ts';
import { type CursorPage, cursorPage, numberedPage } from '../wire/paging.ts';
import {
  distinct,
  type EasemobCall,
  requireGroup,
  requireUser,
  requireUsersInGuide,
} from './call.ts';
import { requireRoomForGroups } from './groups.ts';

const largestPage = 1000;

/** The members of a group. */
export const memberHandlers: HandlersOf<typeof memberEndpoints, EasemobCall> = {
  listMembers(call, { group_id, pagenum = 1, pagesize = largestPage, ...request }) {
    const group = groupToRead(call, group_id);

    const size = Math.min(pagesize, largestPage);
    const page = numberedPage(sorted(group, request.sort), { number: pagenum, size, first: 1 });
    return {
      data: page.map(([username, joinedAt]) => ({
        [username === group.owner ? 'owner' : 'member']: username,
        ...(request.joined_time ? { joined_time: joinedAt } : {}),
      })),
      count: page.length,
    };
  },

  listMembersByCursor(call, request) {
    const { owner } = groupToRead(call, request.group_id);
    const page = memberPage(call, request, (username) => username !== owner);
    return {
      data: page.items.map(([username]) => username),
      cursor: page.cursor,
      count: page.items.length,
    };
  },

  listMembersWithTimes(call, request) {
    const { owner, admins } = groupToRead(call, request.group_id);
    const page = memberPage(call, request, () => true);
    return {
      data: page.items.map(([username, joinedAt]) => ({
        [username === owner ? 'owner' : admins.has(username) ? 'admin' : 'member']: username,
        joined_time: joinedAt,
      })),
      cursor: page.cursor,
      count: page.items.length,
    };
  },

  addMember(call, { group_id, username }) {
    const group = requireGroup(call, group_id);
    const user = requireUser(call, username);
    if (group.members.has(username)) throw call.failure.alreadyMember(username, group.id);
    refuseBlocked(call, group, [username]);
    if (group.members.size >= group.maxusers) throw call.failure.tooManyMembers();
    requireRoomForGroups(call, [user]);

    call.state.addMembers(group, [username]);
    return {
      data: { action: 'add_member', result: true, groupid: group.id, user: username },
    };
  },

  addMembers(call, { group_id, usernames }) {
    const { state, settings, failure } = call;
    const group = requireGroup(call, group_id);
    if (usernames.length > settings.batchSizes.addMembers) throw failure.tooManyMembers();
    const users = distinct(usernames).map((username) => requireUser(call, username));
    if (settings.rules === 'guide' && usernames.includes(group.owner)) {
      throw failure.ownerAmongNewMembers();
    }
    const newUsers = users.filter(({ username }) => !group.members.has(username));
    const newMembers = newUsers.map(({ username }) => username);
    const [first = ''] = usernames;
    if (newMembers.length === 0) throw failure.alreadyMember(first, group.id);
    refuseBlocked(call, group, newMembers);
    if (group.members.size + newMembers.length > group.maxusers) throw failure.tooManyMembers();
    requireRoomForGroups(call, newUsers);

    state.addMembers(group, newMembers);
    return { data: { newmembers: newMembers, action: 'add_member', groupid: group.id } };
  },

  removeMember(call, { group_id, username }) {
    const group = requireGroup(call, group_id);
    return { data: removeOne(call, group, username) };
  },

  removeMembers(call, { group_id, usernames }) {
    const { state, settings, failure } = call;
    const group = requireGroup(call, group_id);
    const { removeMembers: max } = settings.batchSizes;
    if (usernames.length > max) throw failure.tooManyToRemove(max);
    const [only = ''] = usernames;
    if (usernames.length === 1) return { data: removeOne(call, group, only) };
    const names = distinct(usernames);
    if (names.includes(group.owner)) throw failure.ownerForbidden();
    if (!names.some((username) => group.members.has(username))) throw failure.notMembers(names);

    const members = names.filter((username) => group.members.has(username));
    const data = names.map((username) => {
      const outcome = { action: 'remove_member', user: username, groupid: group.id };
      if (!group.members.has(username)) {
        const reason = state.users.has(username)
          ? `user: ${username} doesn't exist in group: ${group.id}`
          : `user ${username} doesn't exist.`;
        return { result: false, ...outcome, reason };
      }
      return { result: true, ...outcome };
    });
    state.removeMembers(group, members, 'removed');
    return { data };
  },

  isMember(call, { group_id, username }) {
    const group = requireGroup(call, group_id);
    if (!call.state.users.has(username)) throw call.failure.userToReadNotFound(username);
    return { data: group.members.has(username) };
  },

  countOnlineMembers(call, { group_id }) {
    if (!call.settings.onlineCount) throw call.failure.onlineCountNotOpen();
    const { members } = requireGroup(call, group_id);
    // Nobody connects to an emulator: whoever has fetched a token is online as long as it is valid.
    const online = [...members.keys()].filter((name) => call.tokens.isLoggedIn(name));
    return { result: online.length };
  },
};

type Joined = [username: string, joinedAt: number];

/** Newest first, as long as nothing else is asked for. */
function sorted(group: EasemobGroup, order: 'asc' | 'desc' = 'desc'): Joined[] {
  const members = [...group.members];
  return order === 'asc' ? members : members.reverse();
}

interface CursorRequest {
  readonly group_id: string;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
  readonly sort?: 'asc' | 'desc' | undefined;
}

function groupToRead({ state, failure }: EasemobCall, id: string): EasemobGroup {
  const group = state.groups.get(id);
  if (!group) throw failure.groupToReadNotFound(id);
  return group;
}

/** The members that a list shows. */
function memberPage(
  call: EasemobCall,
  { group_id, limit = 10, cursor, sort }: CursorRequest,
  shows: (username: string) => boolean,
): CursorPage<Joined> {
  const group = groupToRead(call, group_id);
  const members = sorted(group, sort).filter(([username]) => shows(username));
  const size = Math.min(limit, largestPage);
  const page = cursorPage(members, `members:${group.id}`, { cursor, size });
  if (!page) throw call.failure.invalidCursor();
  return page;
}

/** Under the guide's rules a blocked user must be unblocked first; now adding a user unblocks them. */
function refuseBlocked(
  { settings, failure }: EasemobCall,
  group: EasemobGroup,
  usernames: readonly string[],
): void {
  if (settings.rules !== 'guide') return;
  const blocked = usernames.find((username) => group.blocks.has(username));
  if (blocked !== undefined) throw failure.blocked(blocked, group.id);
}

function removeOne(call: EasemobCall, group: EasemobGroup, username: string) {
  const { state, settings, failure } = call;
  if (username === group.owner) throw failure.ownerForbidden();
  if (settings.rules === 'guide' && !state.users.has(username)) {
    throw failure.userToRemoveNotFound();
  }
  if (!group.members.has(username)) throw failure.notMembers([username]);
  state.removeMembers(group, [username], 'removed');
  return { action: 'remove_member', result: true, groupid: group.id, user: username };
}

/** Names of users who are not members; refuses the owner, and under the guide's rules unknown names. */
export function strangersAmong(
  call: EasemobCall,
  group: EasemobGroup,
  usernames: readonly string[],
): string[] {
  if (usernames.includes(group.owner)) throw call.failure.ownerForbidden();
  requireUsersInGuide(call, usernames);
  return usernames.filter((username) => !group.members.has(username));
}
