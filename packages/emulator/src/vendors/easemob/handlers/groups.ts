import type { groupEndpoints } from '@imgroups/easemob/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { EasemobGroup, EasemobUser } from '../state/group.ts';
import { cursorPage, numberedPage } from '../wire/paging.ts';
import { distinct, type EasemobCall, requireGroup, requireUser } from './call.ts';

const joinedGroupsAtOnce = 500;
const membersInDetail = 10_000;

/** Groups themselves. */
export const groupHandlers: HandlersOf<typeof groupEndpoints, EasemobCall> = {
  listGroups(call, { limit = 10, cursor }) {
    const { state, settings, failure } = call;
    const { organization, application } = settings;
    const guide = settings.rules === 'guide';

    const newestFirst = [...state.groups.values()].reverse();
    const page = cursorPage(newestFirst, `chatgroups:${organization}/${application}`, {
      cursor,
      size: guide ? limit : Math.min(limit, 1000),
    });
    if (!page) throw failure.invalidCursor();

    return {
      data: page.items.map((group) => ({
        groupid: group.id,
        groupname: group.name,
        owner: `${organization}#${application}_${group.owner}`,
        affiliations: group.members.size,
        type: 'group',
        [guide ? 'last_modified' : 'lastModified']: String(group.lastModified),
      })),
      cursor: page.cursor,
      count: page.items.length,
    };
  },

  listJoinedGroups(call, { username, pagesize, pagenum }) {
    const groups = joinedGroupsPage(call, username, { pagesize, pagenum });
    return { data: groups.map(toJoinedGroup), count: groups.length };
  },

  listUserGroups(call, { username, pagesize = 5, pagenum = 0, needAffiliations, needRole }) {
    const groups = joinedGroups(call, username);
    const size = Math.min(pagesize, 20);
    const page = numberedPage(groups, { number: pagenum, size, first: 0 });
    const entities = page.map((group) => ({
      ...toUserGroup(group),
      ...(needAffiliations && { affiliations_count: group.members.size }),
      ...(needRole && { permission: roleIn(group, username) }),
    }));
    return { entities, total: groups.length, count: page.length };
  },

  countJoinedGroups(call, { username }) {
    return { data: joinedGroups(call, username).length };
  },

  getGroups({ state, settings, failure, caller }, { group_ids, joined_time = false }) {
    const ids = distinct(group_ids);
    if (ids.length > settings.batchSizes.getGroups) {
      throw failure.tooManyGroupIds(settings.batchSizes.getGroups);
    }
    const groups = ids.flatMap((id) => state.groups.get(id) ?? []);
    if (groups.length === 0) throw failure.groupToReadNotFound(ids.join(','));

    // Not the order of the request: the service promises none.
    groups.reverse();
    const toAnyDetail = settings.rules === 'guide' ? toGuideDetail : toDetail;
    return {
      data: groups.map((group) => ({
        ...toAnyDetail(group, joined_time),
        ...(caller?.kind === 'user' && { shieldgroup: group.shields.has(caller.username) }),
      })),
    };
  },

  createGroup(call, request) {
    const { state, settings, failure } = call;
    const { quotas } = settings;
    const { groupid, owner, maxusers = Math.min(200, quotas.membersPerGroup) } = request;

    if (groupid !== undefined && !settings.customGroupIds) throw failure.unknownFields(['groupid']);
    const scale = request.scale ?? 'normal';
    const mostMembers = capacityOf(call, scale);
    if (maxusers > mostMembers) throw failure.maxusersAbovePlan(mostMembers);
    const members = distinct(request.members ?? []).filter((username) => username !== owner);
    const users = [owner, ...members].map((username) => requireUser(call, username));
    if (groupid !== undefined && state.groups.has(groupid)) throw failure.groupIdTaken(groupid);
    if (state.groups.size >= quotas.groupsPerApp) throw failure.tooManyGroups();
    if (users.length > maxusers) throw failure.tooManyMembers();
    requireRoomForGroups(call, users);

    const isPublic = request.public;
    const group = state.createGroup({
      id: groupid,
      name: request.groupname ?? '',
      description: request.description ?? '',
      avatar: request.avatar,
      custom: request.custom ?? '',
      public: isPublic,
      membersonly: request.membersonly ?? false,
      // Public groups drop it silently.
      allowinvites: !isPublic && (request.allowinvites ?? false),
      inviteNeedConfirm: request.invite_need_confirm ?? true,
      maxusers,
      scale,
      owner,
      members,
    });
    return { data: { groupid: group.id } };
  },

  updateGroup(call, { group_id, ...changes }) {
    const { state, settings, failure } = call;
    const group = requireGroup(call, group_id);

    const fields = Object.keys(changes);
    const settable = settings.rules === 'guide' ? guideFields : newestFields;
    const unknown = fields.filter((field) => !settable.has(field));
    if (unknown.length > 0) throw failure.unknownFields(unknown);
    if (fields.length === 0) throw failure.invalidRequest();
    const { maxusers } = changes;
    if (maxusers !== undefined) {
      const mostMembers = capacityOf(call, group.scale);
      if (maxusers > mostMembers) throw failure.maxusersAbovePlan(mostMembers);
      if (maxusers < group.members.size) throw failure.maxusersBelowCount();
    }

    // A text with a slash is not taken over on update.
    const refused = new Set(
      (['groupname', 'description'] as const).filter((field) => changes[field]?.includes('/')),
    );
    state.updateGroup(group, {
      name: refused.has('groupname') ? undefined : changes.groupname,
      description: refused.has('description') ? undefined : changes.description,
      avatar: changes.avatar,
      custom: changes.custom,
      public: changes.public,
      membersonly: changes.membersonly,
      allowinvites: changes.allowinvites,
      inviteNeedConfirm: changes.invite_need_confirm,
      maxusers,
    });
    const refusedNames: ReadonlySet<string> = refused;
    return { data: Object.fromEntries(fields.map((field) => [field, !refusedNames.has(field)])) };
  },

  deleteGroup(call, { group_id }) {
    const group = requireGroup(call, group_id);
    call.state.deleteGroup(group);
    const id = call.version3 ? { id: group.id } : { groupid: group.id };
    return { data: { success: true, ...id } };
  },

  disableGroup(call, { group_id }) {
    call.state.setDisabled(requireGroup(call, group_id), true);
    return { data: { disabled: true } };
  },

  enableGroup(call, { group_id }) {
    call.state.setDisabled(requireGroup(call, group_id), false);
    return { data: { disabled: false } };
  },
};

const guideFields = new Set(['groupname', 'description', 'maxusers']);
const newestFields = new Set([
  ...guideFields,
  'membersonly',
  'allowinvites',
  'invite_need_confirm',
  'public',
  'custom',
  'avatar',
  'need_verify',
]);

/** The largest `maxusers` that the plan allows to a group. */
function capacityOf({ settings: { quotas } }: EasemobCall, scale: string): number {
  return scale === 'large'
    ? Math.max(quotas.membersPerGroup, quotas.membersPerLargeGroup)
    : quotas.membersPerGroup;
}

/** Refuses when one of the users is in as many groups as the plan allows. */
export function requireRoomForGroups(
  { settings, failure }: EasemobCall,
  users: readonly EasemobUser[],
): void {
  for (const user of users) {
    if (user.groups.size >= settings.quotas.groupsPerUser) {
      throw failure.joinedTooManyGroups(user.username);
    }
  }
}

/** A page of them, or as many as the service gives at once where no page is asked for. */
export function joinedGroupsPage(
  call: EasemobCall,
  username: string,
  { pagesize, pagenum }: { readonly pagesize?: number; readonly pagenum?: number },
): EasemobGroup[] {
  const groups = joinedGroups(call, username);
  if (pagesize === undefined && pagenum === undefined) return groups.slice(0, joinedGroupsAtOnce);
  const size = Math.min(pagesize ?? 10, 100);
  return numberedPage(groups, { number: pagenum ?? 1, size, first: 1 });
}

/** Newest joined first. */
export function joinedGroups({ state, failure }: EasemobCall, username: string): EasemobGroup[] {
  const user = state.users.get(username);
  if (!user) throw failure.userToReadNotFound(username);
  return state.groupsOf(user).reverse();
}

/** A group as the older lists show it. */
export function toJoinedGroup(group: EasemobGroup) {
  return { groupid: group.id, groupname: group.name };
}

function toUserGroup(group: EasemobGroup) {
  return {
    groupId: group.id,
    id: group.id,
    name: group.name,
    description: group.description,
    avatar: group.avatar,
    owner: group.owner,
    public: group.public,
    membersonly: group.membersonly,
    allowinvites: group.allowinvites,
    disabled: group.disabled,
    maxusers: group.maxusers,
    created: group.created,
  };
}

function toGuideDetail(group: EasemobGroup, withTimes: boolean) {
  return {
    id: group.id,
    name: group.name,
    description: group.description,
    public: group.public,
    membersonly: group.membersonly,
    allowinvites: group.allowinvites,
    maxusers: group.maxusers,
    affiliations_count: group.members.size,
    affiliations: affiliations(group, withTimes),
  };
}

function toDetail(group: EasemobGroup, withTimes: boolean) {
  const detail = toGuideDetail(group, withTimes);
  return {
    ...detail,
    avatar: group.avatar,
    owner: group.owner,
    created: group.created,
    custom: group.custom,
    mute: group.everybodyMuted,
    scale: group.scale,
    disabled: group.disabled,
    invite_need_confirm: group.inviteNeedConfirm,
    affiliations: detail.affiliations.reverse(),
  };
}

/** The owner and members in the order of joining; admins are not told apart. */
function affiliations({ owner, members }: EasemobGroup, withTimes: boolean) {
  const others = [...members.keys()].filter((username) => username !== owner);
  const timeOf = (username: string) => (withTimes ? { joined_time: members.get(username) } : {});
  const shown = others
    .slice(0, membersInDetail - 1)
    .map((username) => ({ member: username, ...timeOf(username) }));
  return [{ owner, ...timeOf(owner) }, ...shown];
}

/** The role of a member, in the vendor's words. */
export function roleIn(
  { owner, admins }: Pick<EasemobGroup, 'owner' | 'admins'>,
  username: string,
): 'owner' | 'admin' | 'member' {
  if (username === owner) return 'owner';
  return admins.has(username) ? 'admin' : 'member';
}
