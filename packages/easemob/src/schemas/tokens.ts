import * as v from 'valibot';
import { username } from './common.ts';
import { user } from './users.ts';

/** Seconds (milliseconds on some clusters), or the same as text; 0 never ends. The console decides by default: 60 days. */
const timeToLive = v.union([
  v.pipe(v.number(), v.integer(), v.minValue(0)),
  v.pipe(v.string(), v.digits()),
]);

/** The message of a failed check must not show what was given. */
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
  /** Whether to make the account when there is none. */
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
