import {
  aFunction,
  cachedTokenSource,
  checkOptions,
  configure,
  filledText,
  lifeInSeconds,
  readSeconds,
  strict,
  type TokenSource,
  text,
} from '@imgroups/core/adapter';
import * as v from 'valibot';
import { buildToken, readToken } from './access-token.ts';
import { appCertificate, appId } from './app-id.ts';

/** The parts of a token of a user. */
export interface AgoraChatTokenOptions {
  /** 32 hexadecimal digits, from the console. */
  readonly appId: string;
  /** 32 hexadecimal digits, from the console. It stays on the server. */
  readonly appCertificate: string;
  /** The user who logs in with it. */
  readonly userId: string;
  /** Seconds until it runs out. */
  readonly expireSeconds: number;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined;
}

const appEntries = { appId, appCertificate, now: v.optional(aFunction) };

const tokenOptions = strict({
  ...appEntries,
  userId: filledText,
  expireSeconds: lifeInSeconds,
});

/**
 * Creates the token with which a user logs in to Agora Chat, without asking the service. The vendor takes lower-case user ids.
 *
 * @see https://docs.agora.io/en/realtime-media/im/build/secure-access-and-authentication/authentication
 */
export async function createAgoraChatToken(options: AgoraChatTokenOptions): Promise<string> {
  checkOptions('agora', tokenOptions, options);
  const { appId, appCertificate, userId, expireSeconds: expire, now = Date.now } = options;
  const issuedAt = configure('agora', () => readSeconds(now));
  return buildToken({ appId, issuedAt, expire, salt: newSalt(), userId }, appCertificate);
}

/** The vendor's own package takes a salt from 1 to 99,999,999. */
function newSalt(): number {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  return 1 + (random % 99_999_999);
}

/** The content of a token. */
export interface AgoraChatTokenFields {
  readonly appId: string;
  /** Absent in a token of the app itself. */
  readonly userId?: string | undefined;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export type AgoraChatTokenVerification =
  | { readonly valid: true; readonly fields: AgoraChatTokenFields }
  | {
      readonly valid: false;
      /** The fault; `not_a_token` also for one that gives no right to chat. */
      readonly reason:
        | 'not_a_token'
        | 'wrong_app'
        | 'wrong_user'
        | 'signature_mismatch'
        | 'expired';
      /** The claims of the token, as far as they can be read. Do not trust them. */
      readonly fields?: AgoraChatTokenFields | undefined;
    };

/** The token to check, and the values to check it against. */
export interface VerifyAgoraChatTokenOptions {
  readonly token: string;
  /** The app it must be for. */
  readonly appId: string;
  readonly appCertificate: string;
  /** The user it must be for. @default any user, or the app itself */
  readonly userId?: string | undefined;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined;
}

const verificationOptions = strict({
  ...appEntries,
  token: text,
  userId: v.optional(text),
});

/** Checks a token of a user or of the app as the vendor does. */
export async function verifyAgoraChatToken(
  options: VerifyAgoraChatTokenOptions,
): Promise<AgoraChatTokenVerification> {
  checkOptions('agora', verificationOptions, options);
  const { token, appId, appCertificate, userId, now = Date.now } = options;
  const read = await readToken(token);
  if (!read) return { valid: false, reason: 'not_a_token' };

  const { claims } = read;
  const expiresAt = (claims.issuedAt + claims.expire) * 1000;
  const fields: AgoraChatTokenFields = {
    appId: claims.appId,
    userId: claims.userId,
    createdAt: new Date(claims.issuedAt * 1000),
    expiresAt: new Date(expiresAt),
  };
  if (claims.appId !== appId) return { valid: false, reason: 'wrong_app', fields };
  if (userId !== undefined && claims.userId !== userId) {
    return { valid: false, reason: 'wrong_user', fields };
  }
  if (!(await read.isMadeWith(appCertificate))) {
    return { valid: false, reason: 'signature_mismatch', fields };
  }
  const time = configure('agora', () => readSeconds(now)) * 1000;
  return time < expiresAt ? { valid: true, fields } : { valid: false, reason: 'expired', fields };
}

/** The longest life of an app token. */
const dayInSeconds = 86_400;

/** App tokens: made here for all calls, kept, renewed early. */
export function appTokenSource(
  appId: string,
  appCertificate: string,
  now: () => number,
): TokenSource {
  return cachedTokenSource({
    now,
    async fetch() {
      const issuedAt = configure('agora', () => readSeconds(now));
      const claims = { appId, issuedAt, expire: dayInSeconds, salt: newSalt() };
      const token = await buildToken(claims, appCertificate);
      return { token, expiresAt: (issuedAt + dayInSeconds) * 1000 };
    },
  });
}
