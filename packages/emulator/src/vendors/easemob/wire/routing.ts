import type { easemobEndpoints } from '@imgroups/easemob/endpoints';
import type { Routing } from '../../../server/router.ts';
import type { clientEndpoints } from './client-endpoints.ts';

/** The differences between entries that share a method and a path, and the further paths of some. */
export const routing: Routing<typeof clientEndpoints & typeof easemobEndpoints> = {
  listJoinedGroupsInVersion3: {
    matches: (request) => !('limit' in request || 'cursor' in request),
  },
  listJoinedGroupsByCursor: { matches: (request) => 'limit' in request || 'cursor' in request },
  updateGroup: { matches: (request) => !('newowner' in request) },
  transferOwnership: { matches: (request) => 'newowner' in request },
  // With page numbers it is the list of pages, whatever version of the answers the client asks for.
  listMembersByCursor: {
    matches: (request) => !('pagenum' in request || 'pagesize' in request),
  },
  listMembersWithTimes: { matches: (request) => request.limit !== undefined },
  removeMember: { matches: ({ username }) => !username.includes(',') },
  removeFromBlacklist: { matches: ({ username }) => !username.includes(',') },
  removeThreadMembers: { aliases: ['/thread/{thread_id}/users'] },
  setMemberAttributes: { aliases: ['/sdk/metadata/chatgroup/{group_id}/user/{username}'] },
  getMemberAttributes: { aliases: ['/sdk/metadata/chatgroup/{group_id}/user/{username}'] },
  getManyMemberAttributes: { aliases: ['/sdk/metadata/chatgroup/{group_id}/get'] },
  applyToGroup: { aliases: ['/chatgroups/{group_id}/apply2'] },
  createUser: { matches: (request) => !('users' in request) },
  createUsers: { matches: ({ users }) => Array.isArray(users) },
  getAppToken: { matches: ({ grant_type }) => grant_type === 'client_credentials' },
  getUserToken: { matches: ({ grant_type }) => grant_type === 'inherit' },
  getUserTokenByPassword: { matches: ({ grant_type }) => grant_type === 'password' },
};
