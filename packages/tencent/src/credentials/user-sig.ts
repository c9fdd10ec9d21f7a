import {
  aFunction,
  checkOptions,
  configure,
  fromBase64,
  readSeconds,
  secret,
  strict,
  text,
  toBase64,
} from '@imgroups/core/adapter';
import * as v from 'valibot';
import {
  appOptions,
  type Claims,
  fromVendorAlphabet,
  sdkAppId,
  textToSign,
  toClaims,
  toDocument,
  toVendorAlphabet,
  type UserSigOptions,
  userOptions,
  userSigOptions,
} from './user-sig-document.ts';

export type { UserSigOptions } from './user-sig-document.ts';

/** Makes many UserSigs for one app; the key is prepared once. */
export interface UserSigner {
  sign(
    options: Pick<UserSigOptions, 'userId' | 'expireSeconds' | 'userbuf'>,
  ): Promise<{ readonly userSig: string; readonly expiresAt: Date }>;
}

/**
 * Creates the signature with which a user (or an administrator) signs in to Tencent Cloud Chat.
 *
 * @see https://cloud.tencent.com/document/product/269/32688
 */
export async function createUserSig(options: UserSigOptions): Promise<string> {
  checkOptions('tencent', userSigOptions, options);
  const { userSig } = await signerOf(options).sign(options);
  return userSig;
}

/** Creates a signer that prepares the key once: for login services and for the client itself. */
export function createUserSigner(
  options: Pick<UserSigOptions, 'sdkAppId' | 'secretKey' | 'now'>,
): UserSigner {
  checkOptions('tencent', appOptions, options);
  const { sign } = signerOf(options);
  return {
    async sign(user) {
      checkOptions('tencent', userOptions, user);
      return sign(user);
    },
  };
}

function signerOf(options: Pick<UserSigOptions, 'sdkAppId' | 'secretKey' | 'now'>): UserSigner {
  const { secretKey } = options;
  let preparing: ReturnType<typeof prepare> | undefined;
  function prepare() {
    // Loaded with the first signature, so that nobody else waits for it at the start.
    return Promise.all([importKey(secretKey, 'sign'), import('./compress.ts')]);
  }
  return {
    async sign(user) {
      preparing ??= prepare();
      const [key, { compress }] = await preparing;
      const claims = toClaims(options, user);
      const signature = await crypto.subtle.sign('HMAC', key, utf8(textToSign(claims)));
      const document = toDocument(claims, toBase64(new Uint8Array(signature)));
      return {
        userSig: toVendorAlphabet(toBase64(compress(document))),
        expiresAt: new Date((claims.time + claims.expire) * 1000),
      };
    },
  };
}

/** The content of a UserSig. */
export interface UserSigFields {
  readonly userId: string;
  readonly sdkAppId: number;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly userbuf?: Uint8Array | undefined;
}

/**
 * The vendor's number for what is wrong with a UserSig: 70001 expired, 70002 empty, 70003 not well formed, 70009 made
 * with another key, 70013 for another user, 70014 for another app.
 */
export type UserSigFault = 70001 | 70002 | 70003 | 70009 | 70013 | 70014;

export type UserSigVerification =
  | { readonly valid: true; readonly fields: UserSigFields }
  | {
      readonly valid: false;
      readonly code: UserSigFault;
      /** The claims of the signature, as far as they can be read. Do not trust them. */
      readonly fields?: UserSigFields | undefined;
    };

/** The UserSig to check, and the values to check it against. */
export interface VerifyUserSigOptions {
  readonly userSig: string;
  readonly secretKey: string;
  /** The app it must be for: a number, or its digits. */
  readonly sdkAppId: number | string;
  /** The user it must be for. */
  readonly userId: string;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined;
}

const verificationOptions = strict({
  userSig: text,
  secretKey: secret('must be the secret key of the app'),
  sdkAppId,
  userId: text,
  now: v.optional(aFunction),
});

/** Checks a UserSig as the vendor does, and tells the vendor's code for what is wrong with it. */
export async function verifyUserSig(options: VerifyUserSigOptions): Promise<UserSigVerification> {
  checkOptions('tencent', verificationOptions, options);
  const { userSig, userId, now = Date.now } = options;
  if (userSig === '') return { valid: false, code: 70002 };
  const decoded = await decodeUserSig(userSig);
  if (!decoded) return { valid: false, code: 70003 };

  const { claims, signature } = decoded;
  const fields = toFields(claims);
  if (claims.sdkAppId !== Number(options.sdkAppId)) return { valid: false, code: 70014, fields };
  if (claims.userId !== userId) return { valid: false, code: 70013, fields };
  const key = await importKey(options.secretKey, 'verify');
  // Compares in constant time.
  const genuine = await crypto.subtle.verify('HMAC', key, signature, utf8(textToSign(claims)));
  if (!genuine) return { valid: false, code: 70009, fields };
  const time = configure('tencent', () => readSeconds(now));
  if (time > claims.time + claims.expire) return { valid: false, code: 70001, fields };
  return { valid: true, fields };
}

async function decodeUserSig(
  userSig: string,
): Promise<{ claims: Claims; signature: Uint8Array<ArrayBuffer> } | undefined> {
  const { decompress } = await import('./decompress.ts');
  try {
    return readDocument(JSON.parse(decompress(fromBase64(fromVendorAlphabet(userSig)))));
  } catch {
    return undefined;
  }
}

function readDocument(
  document: Readonly<Record<string, unknown>>,
): { claims: Claims; signature: Uint8Array<ArrayBuffer> } | undefined {
  const userId = document['TLS.identifier'];
  const sdkAppId = document['TLS.sdkappid'];
  const time = document['TLS.time'];
  const expire = document['TLS.expire'];
  const userbuf = document['TLS.userbuf'];
  const signature = document['TLS.sig'];
  if (
    document['TLS.ver'] !== '2.0' ||
    typeof userId !== 'string' ||
    !isWholeNumber(sdkAppId) ||
    !isWholeNumber(time) ||
    !isWholeNumber(expire) ||
    !(userbuf === undefined || isBase64(userbuf)) ||
    !isBase64(signature)
  ) {
    return undefined;
  }
  return {
    claims: { userId, sdkAppId, time, expire, userbuf },
    signature: fromBase64(signature),
  };
}

function toFields({ userId, sdkAppId, time, expire, userbuf }: Claims): UserSigFields {
  return {
    userId,
    sdkAppId,
    createdAt: new Date(time * 1000),
    expiresAt: new Date((time + expire) * 1000),
    userbuf: userbuf === undefined ? undefined : fromBase64(userbuf),
  };
}

/** The secret is used as text: its bytes are the key, although it looks like hexadecimal. */
function importKey(secretKey: string, usage: 'sign' | 'verify'): Promise<CryptoKey> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('raw', utf8(secretKey), algorithm, false, [usage]);
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function isWholeNumber(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isBase64(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9+/]*={0,2}$/.test(value);
}
