import { fromBase64, toBase64 } from '@imgroups/core/adapter';
import { bytesOf, concat, readerOf, string, uint16, uint32 } from './bytes.ts';

/** The content of a token: AccessToken2 of Agora, with its chat service alone. */
export interface Claims {
  readonly appId: string;
  /** Seconds since 1970. */
  readonly issuedAt: number;
  /** Seconds that it lasts. */
  readonly expire: number;
  readonly salt: number;
  /** Absent for a token of the app itself. */
  readonly userId?: string | undefined;
}

const version = '007';
const chatService = 5;
const privileges = { user: 1, app: 2 } as const;

/** Makes the token of claims. Time and salt are the caller's, so that the same claims give the same bytes. */
export async function buildToken(claims: Claims, appCertificate: string): Promise<string> {
  const { compress } = await import('./compress.ts');
  const info = infoOf(claims);
  const signature = await sign(info, claims, appCertificate);
  return version + toBase64(compress(concat(string(signature), info)));
}

/** The signed part. */
function infoOf({ appId, issuedAt, expire, salt, userId }: Claims): Uint8Array<ArrayBuffer> {
  const privilege = userId === undefined ? privileges.app : privileges.user;
  return concat(
    string(bytesOf(appId)),
    ...[issuedAt, expire, salt].map(uint32),
    // One service with one privilege, which lasts as long as the token.
    ...[1, chatService, 1, privilege].map(uint16),
    uint32(expire),
    string(bytesOf(userId ?? '')),
  );
}

/** The certificate is used as text: its bytes are hashed, although it looks like hexadecimal. */
async function sign(
  info: Uint8Array<ArrayBuffer>,
  { issuedAt, salt }: Claims,
  appCertificate: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const ofTime = await hmac(uint32(issuedAt), bytesOf(appCertificate));
  const ofSalt = await hmac(uint32(salt), ofTime);
  return hmac(ofSalt, info);
}

async function hmac(
  key: Uint8Array<ArrayBuffer>,
  message: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const imported = await crypto.subtle.importKey('raw', key, algorithm, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, message));
}

/** The content of a token, and whether it was made with a certificate. */
export interface ReadToken {
  readonly claims: Claims;
  /** Tells if the privilege of chat is that of a user or of the app. */
  readonly privilege: 'user' | 'app';
  isMadeWith(appCertificate: string): Promise<boolean>;
}

/** Reads a token; nothing where it is none, or is not for chat before any other service. */
export async function readToken(token: string): Promise<ReadToken | undefined> {
  if (!token.startsWith(version)) return undefined;
  const { decompress } = await import('./decompress.ts');
  try {
    return readInflated(decompress(fromBase64(token.slice(version.length))));
  } catch {
    return undefined;
  }
}

function readInflated(bytes: Uint8Array<ArrayBuffer>): ReadToken | undefined {
  const reader = readerOf(bytes);
  const signature = reader.string();
  const info = reader.rest();
  const appId = reader.text();
  const [issuedAt, expire, salt] = [reader.uint32(), reader.uint32(), reader.uint32()];
  if (reader.uint16() === 0 || reader.uint16() !== chatService) return undefined;
  const granted = new Map<number, number>();
  for (let left = reader.uint16(); left > 0; left -= 1)
    granted.set(reader.uint16(), reader.uint32());
  const userId = reader.text() || undefined;
  const privilege = userId === undefined ? 'app' : 'user';
  const lasts = granted.get(privileges[privilege]);
  if (lasts === undefined) return undefined;
  const claims = { appId, issuedAt, salt, userId, expire: Math.min(expire, lasts) };
  return {
    claims,
    privilege,
    isMadeWith: async (appCertificate) =>
      isSame(await sign(info, claims, appCertificate), signature),
  };
}

/** Looks at all bytes, whatever is different. */
function isSame(one: Uint8Array, other: Uint8Array): boolean {
  let different = one.length ^ other.length;
  for (let index = 0; index < one.length; index += 1) {
    different |= (one[index] ?? 0) ^ (other[index] ?? 0);
  }
  return different === 0;
}
