/**
 * UserSig with the zlib and HMAC of Node, at once.
 *
 * @module
 */
import { createHmac } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { checkOptions } from '@imgroups/core/adapter';
import type { UserSigOptions } from './credentials/user-sig.ts';
import {
  textToSign,
  toClaims,
  toDocument,
  toVendorAlphabet,
  userSigOptions,
} from './credentials/user-sig-document.ts';

export type { UserSigOptions } from './credentials/user-sig.ts';

/**
 * Creates the same signature as `createUserSig`, at once: with the zlib and HMAC of Node, for login services that sign
 * by the thousand. Runs on Node, and where Node's modules are provided.
 *
 * @see https://cloud.tencent.com/document/product/269/32688
 */
export function createUserSigSync(options: UserSigOptions): string {
  checkOptions('tencent', userSigOptions, options);
  const claims = toClaims(options, options);
  const signature = createHmac('sha256', options.secretKey)
    .update(textToSign(claims))
    .digest('base64');
  return toVendorAlphabet(
    deflateSync(toDocument(claims, signature), compression).toString('base64'),
  );
}

/** The document is small: less memory than by default gives the same bytes sooner. */
const compression = { memLevel: 4, chunkSize: 1024 };
