import type { AnyEndpoint } from '@imgroups/core/adapter';
import type { easemobEndpoints } from '@imgroups/easemob/endpoints';
import type { EasemobState } from '../state/state.ts';
import type { Caller } from '../state/tokens.ts';
import type { callbackEndpoints } from '../wire/callback-endpoints.ts';
import type { EasemobFailure } from '../wire/envelope.ts';
import type { Failures } from '../wire/failures.ts';
import { textOf } from '../wire/text-of.ts';
import type { undocumentedEndpoints } from '../wire/undocumented-endpoints.ts';

type Fields = Readonly<Record<string, unknown>>;

type EndpointName =
  | keyof typeof easemobEndpoints
  | keyof typeof undocumentedEndpoints
  | keyof typeof callbackEndpoints;

/** Users who may make a call with their own token: the group's owner, its admins too, the member concerned too, or any. */
type Right = 'owner' | 'admin' | 'self' | 'any';

/** What is not listed needs the token of the app. */
const rights: Readonly<Partial<Record<EndpointName, Right>>> = {
  listJoinedGroups: 'any',
  listJoinedGroupsByCursor: 'any',
  listUserGroups: 'any',
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
  uploadSharedFile: 'any',
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
  createThread: 'any',
  renameThread: 'admin',
  deleteThread: 'admin',
  listThreadMembers: 'any',
  addThreadMembers: 'any',
  removeThreadMembers: 'admin',
  getUser: 'any',
  getAppToken: 'any',
  getUserTokenByPassword: 'any',
};

/** Why a caller may not make a call, if so. The app may do everything, a user what his role allows. */
export function permissionFailure(
  endpoint: EndpointName,
  caller: Caller | undefined,
  fields: Fields,
  { state, failure }: { readonly state: EasemobState; readonly failure: Failures },
): EasemobFailure | undefined {
  const right = rights[endpoint];
  if (caller?.kind !== 'user' || right === 'any') return undefined;
  if (right === undefined) return failure.noPermission(endpoint);

  if (right === 'self' && fields.username === caller.username) return undefined;
  const { thread, group } = placeOf(fields, state);
  if (!group || [group.owner, thread?.owner].includes(caller.username)) return undefined;
  if (right !== 'owner' && group.admins.has(caller.username)) return undefined;
  return failure.roleTooLow();
}

/** Calls that a disabled group takes beside those that only read. */
const takenWhileDisabled = new Set(['disableGroup', 'enableGroup']);

/** Why a call about a disabled group or one of its threads is refused, if so. */
export function disabledFailure(
  name: string,
  endpoint: AnyEndpoint,
  fields: Fields,
  { state, failure }: { readonly state: EasemobState; readonly failure: Failures },
): EasemobFailure | undefined {
  if (endpoint.repeat === 'read' || takenWhileDisabled.has(name)) return undefined;
  const { group } = placeOf(fields, state);
  return group?.disabled ? failure.groupDisabled(group.id) : undefined;
}

/** The thread and the group that a call is about. Fields of a body can be anything as yet. */
function placeOf(fields: Fields, state: EasemobState) {
  const thread = state.threads.get(textOf(fields.thread_id));
  return { thread, group: state.groups.get(thread?.groupId ?? textOf(fields.group_id)) };
}
