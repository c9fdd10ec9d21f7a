import {
  aFunction,
  checkOptions,
  configure,
  filledText,
  lifeInSeconds,
  readSeconds,
  secret,
  strict,
  toBase64Url,
} from '@imgroups/core/adapter';
import * as v from 'valibot';
import { appKey } from './app-key.ts';

/** The parts of a dynamic user token. */
export interface DynamicUserTokenOptions {
  /** `org#app`, from the console. */
  readonly appKey: string;
  /** From the console. */
  readonly clientId: string;
  /** From the console. It stays on the server. */
  readonly clientSecret: string;
  /** The user who logs in with it. */
  readonly userId: string;
  /** Seconds until it runs out. */
  readonly expireSeconds: number;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined;
}

const tokenOptions = strict({
  appKey,
  clientId: secret('must be the client id of the app'),
  clientSecret: secret('must be the secret of the app'),
  userId: filledText,
  expireSeconds: lifeInSeconds,
  now: v.optional(aFunction),
});

/**
 * Creates a token with which a user logs in to Easemob, without asking the service.
 * For client SDKs only, not for calls of this client; the vendor must have switched it on for the app.
 *
 * @see https://doc.easemob.com/document/server-side/easemob_user_token.html
 */
export async function createDynamicUserToken(options: DynamicUserTokenOptions): Promise<string> {
  checkOptions('easemob', tokenOptions, options);
  const { appKey, clientId, clientSecret, userId, expireSeconds: ttl, now = Date.now } = options;
  const curTime = configure('easemob', () => readSeconds(now));
  const signature = await sha256(`${clientId}${appKey}${userId}${curTime}${ttl}${clientSecret}`);
  const document = JSON.stringify({ signature, appkey: appKey, userId, curTime, ttl });
  return toBase64Url(new TextEncoder().encode(`dt-${document}`));
}

/** In lower-case hexadecimal. */
async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
