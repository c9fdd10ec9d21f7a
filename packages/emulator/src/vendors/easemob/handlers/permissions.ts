import type { AnyEndpoint } from '@imgroups/core/adapter';
import type { easemobEndpoints } from '@imgroups/easemob/endpoints';
import type { EasemobState } from '../state/state.ts';
import type { Caller } from '../state/tokens.ts';
import type { callbackEndpoints } from '../wire/callback-endpoints.ts';
import type { clientEndpoints } from '../wire/client-endpoints.ts';
import type { EasemobFailure } from '../wire/envelope.ts';
import type { Failures } from '../wire/failures.ts';
import { textOf } from '../wire/text-of.ts';

type Fields = Readonly<Record<string, unknown>>;

type EndpointName =
  | keyof typeof easemobEndpoints
  | keyof typeof clientEndpoints
  | keyof typeof callbackEndpoints;

/**
 * Users who may make a call with their own token: the group's owner; its admins too; its members too; owner, admins and the
 * user concerned (`self`); the user concerned alone (`own`); or any. `user` is any, and not the app, which is not a user.
 */
type Right = 'owner' | 'admin' | 'member' | 'self' | 'own' | 'any' | 'user';

/** Endpoints that are not listed need the token of the app. */
const rights: Readonly<Partial<Record<EndpointName, Right>>> = {
  listJoinedGroups: 'any',
  listJoinedGroupsByCursor: 'any',
  listJoinedGroupsInVersion3: 'any',
  listUserGroups: 'any',
  countJoinedGroups: 'any',
  listPublicGroups: 'any',
  createGroup: 'own',
  getGroups: 'any',
  updateGroup: 'admin',
  deleteGroup: 'owner',
  transferOwnership: 'owner',
  listMembers: 'any',
  listMembersByCursor: 'any',
  listMembersWithTimes: 'any',
  addMember: 'admin',
  addMembers: 'admin',
  removeMember: 'admin',
  removeMembers: 'admin',
  isMember: 'any',
  inviteMembers: 'any',
  answerInvitation: 'own',
  applyToGroup: 'user',
  answerApplication: 'admin',
  leaveGroup: 'user',
  updateUser: 'own',
  shieldGroup: 'user',
  unshieldGroup: 'user',
  listShields: 'admin',
  listReaders: 'any',
  isMuted: 'self',
  isAllowed: 'self',
  listAdmins: 'any',
  addAdmin: 'owner',
  removeAdmin: 'owner',
  listBlacklist: 'admin',
  addToBlacklist: 'admin',
  addManyToBlacklist: 'admin',
  removeFromBlacklist: 'admin',
  removeManyFromBlacklist: 'admin',
  muteMembers: 'admin',
  unmuteMembers: 'admin',
  listMutes: 'admin',
  muteAll: 'admin',
  unmuteAll: 'admin',
  getAnnouncement: 'any',
  setAnnouncement: 'admin',
  listSharedFiles: 'any',
  uploadSharedFile: 'member',
  downloadSharedFile: 'any',
  deleteSharedFile: 'admin',
  listAllowList: 'admin',
  addToAllowList: 'admin',
  addManyToAllowList: 'admin',
  removeFromAllowList: 'admin',
  setMemberAttributes: 'self',
  setManyMemberAttributes: 'admin',
  getMemberAttributes: 'any',
  getManyMemberAttributes: 'any',
  listUserThreads: 'any',
  listUserThreadsInGroup: 'any',
  createThread: 'own',
  listGroupThreads: 'any',
  getThread: 'any',
  joinThread: 'own',
  leaveThread: 'own',
  removeThreadMember: 'admin',
  listLastMessages: 'any',
  renameThread: 'admin',
  deleteThread: 'admin',
  listThreadMembers: 'any',
  addThreadMembers: 'any',
  removeThreadMembers: 'admin',
  getUser: 'any',
  getAppToken: 'any',
  getUserTokenByPassword: 'any',
};

/** Returns the failure if a caller may not make a call. The app may do everything, a user what their role allows. */
export function permissionFailure(
  endpoint: EndpointName,
  caller: Caller | undefined,
  fields: Fields,
  { state, failure }: { readonly state: EasemobState; readonly failure: Failures },
): EasemobFailure | undefined {
  const right = rights[endpoint];
  if (caller === undefined || right === 'any') return undefined;
  const number = numberOf(endpoint);
  if (caller.kind === 'app') {
    return right === 'user' ? failure.noPermission(endpoint, number) : undefined;
  }
  if (right === 'user') return undefined;
  if (right === undefined) return failure.noPermission(endpoint, number);

  const { username } = caller;
  if (right === 'own' || right === 'self') {
    if ((fields.username ?? fields.invitee ?? fields.owner) === username) return undefined;
    if (right === 'own') return failure.noPermission(endpoint, number);
  }
  const { thread, group } = placeOf(fields, state);
  if (!group || [group.owner, thread?.owner].includes(username)) return undefined;
  if (right !== 'owner' && group.admins.has(username)) return undefined;
  if (right !== 'member') return failure.roleTooLow(number);
  return group.members.has(username) ? undefined : failure.notMembers([username]);
}

/** The number that the vendor's clients read from such a refusal. */
function numberOf(endpoint: EndpointName): number | undefined {
  if (endpoint.includes('Thread')) return 40_001;
  return endpoint.includes('MemberAttributes') ? 60_001 : undefined;
}

/** Calls of the app that a disabled group takes beside those that only read. */
const takenWhileDisabled = new Set(['disableGroup', 'enableGroup', 'deleteGroup']);

/** Why a call about a disabled group or one of its threads is refused, if so. */
export function disabledFailure(
  name: string,
  endpoint: AnyEndpoint,
  caller: Caller | undefined,
  fields: Fields,
  { state, failure }: { readonly state: EasemobState; readonly failure: Failures },
): EasemobFailure | undefined {
  if (endpoint.repeat === 'read') return undefined;
  if (caller?.kind === 'app' && takenWhileDisabled.has(name)) return undefined;
  const { group } = placeOf(fields, state);
  return group?.disabled ? failure.groupDisabled() : undefined;
}

/** The thread and the group that a call is about. Fields of a body can be anything as yet. */
function placeOf(fields: Fields, state: EasemobState) {
  const thread = state.threads.get(textOf(fields.thread_id));
  return { thread, group: state.groups.get(thread?.groupId ?? textOf(fields.group_id)) };
}
