import {
  aFunction,
  configure,
  credential,
  filledText,
  lifeInSeconds,
  must,
  readSeconds,
  secret,
  strict,
  toBase64,
} from '@imgroups/core/adapter';
import * as v from 'valibot';

/** The parts of a UserSig. */
export interface UserSigOptions {
  /** A number, or its digits. */
  readonly sdkAppId: number | string;
  /** The app's secret key, as text. It stays on the server. */
  readonly secretKey: string;
  /** The user who signs in with it. */
  readonly userId: string;
  /** Seconds until it runs out; the vendor advises a day at least. */
  readonly expireSeconds: number;
  /** Room rights for TRTC; chat does not use it. */
  readonly userbuf?: Uint8Array | undefined;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined;
}

/** The signed part of a UserSig, as on the wire: seconds, and standard base64. */
export interface Claims {
  readonly userId: string;
  readonly sdkAppId: number;
  readonly time: number;
  readonly expire: number;
  readonly userbuf?: string | undefined;
}

/** The part of the options that is about the app. */
export type AppOptions = Pick<UserSigOptions, 'sdkAppId' | 'secretKey' | 'now'>;

/** The part of the options that is about one user. */
export type UserOptions = Pick<UserSigOptions, 'userId' | 'expireSeconds' | 'userbuf'>;

/** The id of an app: a number, or its digits as an environment variable holds them. */
export const sdkAppId = credential<number | string>(
  'a positive whole number, as the console shows it',
  (value) => {
    const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
    return Number.isSafeInteger(number) && Number(number) > 0;
  },
);

const appEntries = {
  sdkAppId,
  secretKey: secret('must be the secret key of the app'),
  now: v.optional(aFunction),
};

const userEntries = {
  userId: filledText,
  expireSeconds: lifeInSeconds,
  userbuf: v.optional(must<Uint8Array>('a Uint8Array', (value) => value instanceof Uint8Array)),
};

export const appOptions = strict(appEntries);
export const userOptions = strict(userEntries);
export const userSigOptions = strict({ ...appEntries, ...userEntries });

/** Returns the claims about a user from now on. */
export function toClaims(
  { sdkAppId, now = Date.now }: AppOptions,
  { userId, expireSeconds, userbuf }: UserOptions,
): Claims {
  return {
    userId,
    sdkAppId: Number(sdkAppId),
    time: configure('tencent', () => readSeconds(now)),
    expire: expireSeconds,
    userbuf: userbuf && toBase64(userbuf),
  };
}

/** The signed text: a fixed order, nothing escaped, and a line feed after the last line too. */
export function textToSign({ userId, sdkAppId, time, expire, userbuf }: Claims): string {
  const lines = `TLS.identifier:${userId}\nTLS.sdkappid:${sdkAppId}\nTLS.time:${time}\nTLS.expire:${expire}\n`;
  return userbuf === undefined ? lines : `${lines}TLS.userbuf:${userbuf}\n`;
}

/** Returns the document to be compressed: the claims with their signature, in base64. */
export function toDocument(claims: Claims, signature: string): string {
  return JSON.stringify({
    'TLS.ver': '2.0',
    'TLS.identifier': claims.userId,
    'TLS.sdkappid': claims.sdkAppId,
    'TLS.expire': claims.expire,
    'TLS.time': claims.time,
    'TLS.userbuf': claims.userbuf,
    'TLS.sig': signature,
  });
}

// Not the URL-safe alphabet of RFC 4648.
export function toVendorAlphabet(base64: string): string {
  return base64.replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_');
}

export function fromVendorAlphabet(text: string): string {
  return text.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=');
}
