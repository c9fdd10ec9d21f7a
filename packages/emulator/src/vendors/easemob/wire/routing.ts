import type { easemobEndpoints } from '@imgroups/easemob/endpoints';
import type { Routing } from '../../../server/router.ts';
import type { undocumentedEndpoints } from './undocumented-endpoints.ts';

/** What tells apart the entries that share a method and a path, and where else one is served. */
export const routing: Routing<typeof undocumentedEndpoints & typeof easemobEndpoints> = {
  listJoinedGroupsByCursor: { matches: (request) => 'limit' in request || 'cursor' in request },
  updateGroup: { matches: (request) => !('newowner' in request) },
  transferOwnership: { matches: (request) => 'newowner' in request },
  listMembersWithTimes: { matches: (request) => request.limit !== undefined },
  removeMember: { matches: ({ username }) => !username.includes(',') },
  removeFromBlacklist: { matches: ({ username }) => !username.includes(',') },
  removeThreadMembers: { aliases: ['/thread/{thread_id}/users'] },
  createUser: { matches: (request) => !('users' in request) },
  createUsers: { matches: ({ users }) => Array.isArray(users) },
  getAppToken: { matches: ({ grant_type }) => grant_type === 'client_credentials' },
  getUserToken: { matches: ({ grant_type }) => grant_type === 'inherit' },
  getUserTokenByPassword: { matches: ({ grant_type }) => grant_type === 'password' },
};
