import { tencentTextLengths } from '@imgroups/tencent/endpoints';
import type { GroupType, TencentSettings } from '../settings.ts';
import type { StoredGroup } from '../state/group.ts';
import type { TencentState } from '../state/state.ts';
import { failure } from '../wire/failures.ts';

/** Returns the largest number of members in a group of a type: the plan's limit. */
export function planLimitOf(settings: TencentSettings, type: GroupType): number {
  // Live rooms have no limit; the profile shows one all the same.
  return type === 'Community' || type === 'AVChatRoom'
    ? settings.maxCommunityMembers
    : settings.maxMembers;
}

/** A limit that a group asks for is at most that of the plan; live rooms take any number. */
export function checkMaxMembers(
  settings: TencentSettings,
  type: GroupType,
  asked: number | undefined,
): void {
  if (asked === undefined || type === 'AVChatRoom') return;
  const limit = planLimitOf(settings, type);
  if (asked < 1 || asked > limit) throw failure(10004, `at most ${limit} members`);
}

/** Lengths in bytes of UTF-8, by the page that the settings name. */
export function checkTexts(
  settings: TencentSettings,
  texts: {
    readonly Name?: string | undefined;
    readonly Introduction?: string | undefined;
    readonly Notification?: string | undefined;
    readonly FaceUrl?: string | undefined;
  },
): void {
  const lengths = tencentTextLengths[settings.lengths];
  for (const field of ['Name', 'Introduction', 'Notification', 'FaceUrl'] as const) {
    const bytes = new TextEncoder().encode(texts[field] ?? '').length;
    if (bytes > lengths[field]) {
      throw failure(10004, `${field} has ${bytes} bytes, at most ${lengths[field]}`);
    }
  }
  if (texts.Name === '') throw failure(10004, 'Name is empty');
}

/** An id of one's own: the vendor's prefix belongs to communities, the doubled one to nobody. */
export function checkGroupId(
  state: TencentState,
  type: GroupType,
  groupId: string,
  owner: string | undefined,
): void {
  const isAllowed =
    type === 'Community'
      ? groupId.startsWith('@TGS#_') && !groupId.startsWith('@TGS#_@TGS#')
      : !groupId.startsWith('@TGS#');
  if (!isAllowed) throw failure(10004, `GroupId ${groupId} is not allowed for ${type}`);
  const other = state.groups.get(groupId);
  if (other) throw failure(owner !== undefined && other.owner === owner ? 10025 : 10021);
}

/** Quotas of the application and of the users who will be in a new group. */
export function checkQuotas(state: TencentState, type: GroupType, users: Iterable<string>): void {
  const { settings, groups } = state;
  if (groups.size >= settings.maxGroups) throw failure(10058);
  if (type === 'AVChatRoom') {
    const liveRooms = [...groups.values()].filter((group) => group.type === 'AVChatRoom');
    if (liveRooms.length >= settings.maxLiveRooms) throw failure(10036);
  }
  for (const userId of users) {
    if (isInTooManyGroups(state, userId)) throw failure(10037, userId);
  }
}

export function isInTooManyGroups(state: TencentState, userId: string): boolean {
  return state.countGroupsOf(userId) >= state.settings.maxGroupsPerUser;
}

/** Requires a user who may edit a profile: in a Private group any member, in others owner and admins, in rooms the owner. */
export function requireMayEdit(
  state: TencentState,
  group: StoredGroup,
  actor: string | undefined,
): void {
  const role = actingRole(state, group, actor);
  if (role === 'Owner') return;
  if (role === 'Admin' && (group.type === 'Public' || group.type === 'Community')) return;
  if (role === 'Member' && group.type === 'Private') return;
  throw failure(10007, `${actor} may not change the group`);
}

/** Only the owner, or an administrator of the app, hands a group over. */
export function requireOwner(
  state: TencentState,
  group: StoredGroup,
  actor: string | undefined,
): void {
  if (actingRole(state, group, actor) !== 'Owner') {
    throw failure(10007, `${actor} is not the owner of the group`);
  }
}

/** An administrator of the app has the rights of the owner in every group. */
function actingRole(
  state: TencentState,
  group: StoredGroup,
  actor: string | undefined,
): string | undefined {
  if (actor === undefined || state.isAdministrator(actor)) return 'Owner';
  state.requireAccount(actor);
  if (group.owner === actor) return 'Owner';
  return group.members.get(actor)?.role;
}
