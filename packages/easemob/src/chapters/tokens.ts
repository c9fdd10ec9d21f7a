import { endpoint } from '@imgroups/core/adapter';
import * as v from 'valibot';
import { username } from './common.ts';
import { tokens } from './rates.ts';
import { user } from './users.ts';

/** Seconds (milliseconds on some clusters), or the same as text; 0 never ends. The console decides by default: 60 days. */
const timeToLive = v.union([
  v.pipe(v.number(), v.integer(), v.minValue(0)),
  v.pipe(v.string(), v.digits()),
]);

// The message of a failed check must not show what was given.
const secret = v.string('must be a string');

export const getAppTokenRequest = v.object({
  grant_type: v.literal('client_credentials'),
  /** From the console. */
  client_id: v.string(),
  /** From the console. */
  client_secret: secret,
  /** Seconds; 0 never ends; the console's setting by default, 60 days. */
  ttl: v.optional(timeToLive),
});
export interface GetAppTokenRequest extends v.InferInput<typeof getAppTokenRequest> {}

export const getAppTokenResponse = v.object({
  access_token: v.string(),
  /** Seconds (milliseconds on some clusters). */
  expires_in: v.optional(v.number()),
  /** Id of the app, a UUID. */
  application: v.optional(v.string()),
});
export interface GetAppTokenResponse extends v.InferOutput<typeof getAppTokenResponse> {}

export const getUserTokenRequest = v.object({
  grant_type: v.literal('inherit'),
  username,
  /** Makes the account when there is none. */
  autoCreateUser: v.optional(v.boolean()),
  /** Seconds; 0 never ends; the console's setting by default, 60 days. */
  ttl: v.optional(timeToLive),
});
export interface GetUserTokenRequest extends v.InferInput<typeof getUserTokenRequest> {}

export const getUserTokenResponse = v.object({
  access_token: v.string(),
  /** Seconds (milliseconds on some clusters). */
  expires_in: v.optional(v.number()),
  user: v.optional(user),
});
export interface GetUserTokenResponse extends v.InferOutput<typeof getUserTokenResponse> {}

export const getUserTokenByPasswordRequest = v.object({
  grant_type: v.literal('password'),
  username,
  password: secret,
  /** Seconds; 0 never ends; the console's setting by default, 60 days. */
  ttl: v.optional(timeToLive),
});
export interface GetUserTokenByPasswordRequest
  extends v.InferInput<typeof getUserTokenByPasswordRequest> {}

export const getUserTokenByPasswordResponse = v.object(getUserTokenResponse.entries);
export interface GetUserTokenByPasswordResponse
  extends v.InferOutput<typeof getUserTokenByPasswordResponse> {}

/**
 * Tokens.
 *
 * Of the app and of users.
 *
 * @title Token
 */
export const tokenEndpoints = {
  /**
   * Fetches an app token, with which everything else is called.
   * Providers and clients do this by themselves. Accounts that fetch a token per call may be banned.
   *
   * @title 获取 App Token
   * @see https://doc.easemob.com/document/server-side/easemob_app_token.html
   */
  getAppToken: endpoint<GetAppTokenRequest, GetAppTokenResponse>({
    method: 'POST',
    path: '/token',
    request: getAppTokenRequest,
    response: getAppTokenResponse,
    repeat: 'read',
    limits: { rate: tokens, asOf: '2026-02' },
    auth: 'none',
  }),

  /**
   * Fetches a token with which a user can log in, without their password.
   *
   * @title 获取用户 token（通过用户 ID）
   * @see https://doc.easemob.com/document/server-side/easemob_user_token.html
   */
  getUserToken: endpoint<GetUserTokenRequest, GetUserTokenResponse>({
    method: 'POST',
    path: '/token',
    request: getUserTokenRequest,
    response: getUserTokenResponse,
    repeat: 'safe',
    limits: { rate: tokens, asOf: '2026-02' },
  }),

  /**
   * Fetches a token with which a user can log in, by their password.
   *
   * @title 获取用户 token（通过用户 ID 和密码）
   * @see https://doc.easemob.com/document/server-side/easemob_user_token.html
   */
  getUserTokenByPassword: endpoint<GetUserTokenByPasswordRequest, GetUserTokenByPasswordResponse>({
    method: 'POST',
    path: '/token',
    request: getUserTokenByPasswordRequest,
    response: getUserTokenByPasswordResponse,
    repeat: 'read',
    limits: { rate: tokens, asOf: '2026-02' },
    auth: 'none',
  }),
};
