import type { userEndpoints } from '@imgroups/easemob/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { EasemobUser } from '../state/group.ts';
import type { EasemobCall } from './call.ts';

const path = '/users';

/** User accounts, as far as group work needs them. */
export const userHandlers: HandlersOf<typeof userEndpoints, EasemobCall> = {
  createUser(call, { username, password, nickname }) {
    const { state, failure } = call;
    if (state.users.has(username)) throw failure.accountExists(username);
    requireRoomForAccounts(call, 1);
    const user = state.createUser({ username, password, nickname });
    return { path, entities: [toEntity(user)] };
  },

  createUsers(call, { users }) {
    const { state, settings, failure } = call;
    const { createUsers: max } = settings.batchSizes;
    if (users.length > max) throw failure.tooManyAccounts(max);
    const names = new Set(users.map(({ username }) => username));
    requireRoomForAccounts(call, [...names].filter((name) => !state.users.has(name)).length);

    const created: EasemobUser[] = [];
    const refused: { username: string; registerUserFailReason: string }[] = [];
    for (const { username, password, nickname } of users) {
      if (state.users.has(username)) {
        refused.push({
          username,
          registerUserFailReason: `the user ${username} already exists`,
        });
      } else {
        created.push(state.createUser({ username, password, nickname }));
      }
    }
    return { path, entities: created.map(toEntity), data: refused, count: created.length };
  },

  getUser(call, { username }) {
    const user = requireAccount(call, username);
    return { path, entities: [toEntity(user)], count: 1 };
  },

  deleteUser(call, { username }) {
    const { state, tokens } = call;
    const user = requireAccount(call, username);
    state.deleteUser(user);
    tokens.revokeUsers((name) => state.users.has(name));
    return { path, entities: [toEntity(user)], count: 1 };
  },
};

/** Refuses when the plan has no room for so many accounts more. */
export function requireRoomForAccounts(
  { state, settings, failure }: EasemobCall,
  count: number,
): void {
  if (state.users.size + count > settings.quotas.usersPerApp)
    throw failure.tooManyAccountsForPlan();
}

function requireAccount({ state, failure }: EasemobCall, username: string): EasemobUser {
  const user = state.users.get(username);
  if (!user) throw failure.accountNotFound();
  return user;
}

/** Returns a user in the service's form. */
export function toEntity({ uuid, created, username, nickname }: EasemobUser) {
  return {
    uuid,
    type: 'user',
    created,
    modified: created,
    username,
    activated: true,
    ...(nickname === undefined ? {} : { nickname }),
  };
}
