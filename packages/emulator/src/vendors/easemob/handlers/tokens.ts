import type { tokenEndpoints } from '@imgroups/easemob/endpoints';
import type { HandlersOf } from '../../../server/vendor-service.ts';
import type { EasemobUser } from '../state/group.ts';
import type { Caller } from '../state/tokens.ts';
import type { EasemobCall } from './call.ts';
import { requireRoomForAccounts, toEntity } from './users.ts';

/** Tokens of the app and of users. */
export const tokenHandlers: HandlersOf<typeof tokenEndpoints, EasemobCall> = {
  getAppToken(call, { client_id, client_secret, ttl }) {
    const { settings, failure } = call;
    if (client_id === '') throw failure.clientFieldMissing('client_id');
    if (client_secret === '') throw failure.clientFieldMissing('client_secret');
    if (client_id !== settings.clientId) throw failure.wrongClient('client_id');
    if (client_secret !== settings.clientSecret) throw failure.wrongClient('client_secret');
    return { ...issue(call, { kind: 'app' }, ttl), application: settings.applicationId };
  },

  getUserToken(call, { username, autoCreateUser = false, ttl }) {
    const { state, failure } = call;
    const known = state.users.get(username);
    if (!known && !autoCreateUser) throw failure.inheritedUserNotFound();
    if (!known) requireRoomForAccounts(call, 1);
    return userToken(call, known ?? state.createUser({ username }), ttl);
  },

  getUserTokenByPassword(call, { username, password, ttl }) {
    const { state, failure } = call;
    const user = state.users.get(username);
    if (!user) throw failure.loginUserNotFound();
    if (user.password === undefined || user.password !== password) throw failure.wrongPassword();
    return userToken(call, user, ttl);
  },
};

type TimeToLive = number | string | undefined;

function userToken(call: EasemobCall, user: EasemobUser, ttl: TimeToLive) {
  const caller: Caller = { kind: 'user', username: user.username };
  return { ...issue(call, caller, ttl), user: toEntity(user) };
}

/** A life of 0 never ends; what the service writes for it is not documented, here it is 0 again. */
function issue({ settings, tokens }: EasemobCall, caller: Caller, ttl: TimeToLive) {
  const unit = settings.tokenTimeUnit === 'milliseconds' ? 1000 : 1;
  const seconds = ttl === undefined ? settings.tokenTtl : Number(ttl) / unit;
  return { access_token: tokens.issue(caller, seconds), expires_in: seconds * unit };
}
