import { fromBase64, InvalidRequestError, requireText, toBase64 } from '@imgroups/core';
import { deflate, inflate } from 'pako';

/** What a UserSig is made of. */
export interface UserSigOptions {
  readonly sdkAppId: number;
  /** The app's secret key, as text. It stays on the server. */
  readonly secretKey: string;
  /** Who signs in with it. */
  readonly userId: string;
  /** Seconds until it runs out; the vendor advises a day at least. */
  readonly expireSeconds: number;
  /** Room rights for TRTC; chat does not use it. */
  readonly userbuf?: Uint8Array | undefined;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined;
}

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
  const { userSig } = await createUserSigner(options).sign(options);
  return userSig;
}

/** Creates a signer that prepares the key once: for login services and for the client itself. */
export function createUserSigner(
  options: Pick<UserSigOptions, 'sdkAppId' | 'secretKey' | 'now'>,
): UserSigner {
  const { sdkAppId, secretKey, now = Date.now } = options;
  requirePositiveInteger('sdkAppId', sdkAppId);
  requireText('secretKey', secretKey);
  let importing: Promise<CryptoKey> | undefined;
  return {
    async sign({ userId, expireSeconds, userbuf }) {
      requireText('userId', userId);
      requirePositiveInteger('expireSeconds', expireSeconds);
      importing ??= importKey(secretKey, 'sign');
      const key = await importing;
      const claims: Claims = {
        userId,
        sdkAppId,
        time: Math.floor(now() / 1000),
        expire: expireSeconds,
        userbuf: userbuf && toBase64(userbuf),
      };
      const signature = await crypto.subtle.sign('HMAC', key, textToSign(claims));
      const document = {
        'TLS.ver': '2.0',
        'TLS.identifier': claims.userId,
        'TLS.sdkappid': claims.sdkAppId,
        'TLS.expire': claims.expire,
        'TLS.time': claims.time,
        ...(claims.userbuf === undefined ? {} : { 'TLS.userbuf': claims.userbuf }),
        'TLS.sig': toBase64(new Uint8Array(signature)),
      };
      return {
        userSig: toVendorAlphabet(toBase64(compress(JSON.stringify(document)))),
        expiresAt: new Date((claims.time + claims.expire) * 1000),
      };
    },
  };
}

/** What a UserSig says. */
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
      /** What the signature claims, as far as it can be read. Do not trust it. */
      readonly fields?: UserSigFields | undefined;
    };

/** What a UserSig is checked against. */
export interface VerifyUserSigOptions {
  readonly userSig: string;
  readonly secretKey: string;
  /** The app it must be for. */
  readonly sdkAppId: number;
  /** The user it must be for. */
  readonly userId: string;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined;
}

/** Checks a UserSig as the vendor does, and tells the vendor's code for what is wrong with it. */
export async function verifyUserSig(options: VerifyUserSigOptions): Promise<UserSigVerification> {
  const { userSig, sdkAppId, userId, now = Date.now } = options;
  requireText('secretKey', options.secretKey);
  if (userSig === '') return { valid: false, code: 70002 };
  const decoded = decodeUserSig(userSig);
  if (!decoded) return { valid: false, code: 70003 };

  const { claims, signature } = decoded;
  const fields = toFields(claims);
  if (claims.sdkAppId !== sdkAppId) return { valid: false, code: 70014, fields };
  if (claims.userId !== userId) return { valid: false, code: 70013, fields };
  const key = await importKey(options.secretKey, 'verify');
  // Compares in constant time.
  const genuine = await crypto.subtle.verify('HMAC', key, signature, textToSign(claims));
  if (!genuine) return { valid: false, code: 70009, fields };
  if (now() / 1000 > claims.time + claims.expire) return { valid: false, code: 70001, fields };
  return { valid: true, fields };
}

/** The signed part of a UserSig, as on the wire: seconds, and standard base64. */
interface Claims {
  readonly userId: string;
  readonly sdkAppId: number;
  readonly time: number;
  readonly expire: number;
  readonly userbuf?: string | undefined;
}

/** The signed text: a fixed order, nothing escaped, and a line feed after the last line too. */
function textToSign({ userId, sdkAppId, time, expire, userbuf }: Claims): Uint8Array<ArrayBuffer> {
  const lines = [
    `TLS.identifier:${userId}`,
    `TLS.sdkappid:${sdkAppId}`,
    `TLS.time:${time}`,
    `TLS.expire:${expire}`,
    ...(userbuf === undefined ? [] : [`TLS.userbuf:${userbuf}`]),
  ];
  return utf8(`${lines.join('\n')}\n`);
}

function decodeUserSig(
  userSig: string,
): { claims: Claims; signature: Uint8Array<ArrayBuffer> } | undefined {
  try {
    const json = inflate(fromBase64(fromVendorAlphabet(userSig)));
    return readDocument(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json)));
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

/** zlib format. The document is small: less memory than by default gives the same bytes in two thirds of the time. */
function compress(text: string): Uint8Array {
  return deflate(utf8(text), { memLevel: 4 });
}

// Not the URL-safe alphabet of RFC 4648.
function toVendorAlphabet(base64: string): string {
  return base64.replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_');
}

function fromVendorAlphabet(text: string): string {
  return text.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=');
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

function requirePositiveInteger(field: string, value: unknown): void {
  if (Number.isSafeInteger(value) && Number(value) > 0) return;
  throw new InvalidRequestError(`${field}: must be a positive whole number`, { field });
}
