import { type UserSigFault, verifyUserSig } from '@imgroups/tencent';
import type { Clock } from '../../server/clock.ts';

/** Returns 0 for a UserSig that is valid for an application and a user, else the vendor's number for what is wrong. */
export type SignatureCheck = (
  userSig: string,
  sdkAppId: number,
  userId: string,
) => Promise<0 | UserSigFault>;

/** Valid signatures that are remembered. */
const maxKnown = 1000;

/** Checks signatures against the secret key of an application. A valid one is computed once, and is good until it expires. */
export function createSignatureCheck(secretKey: string, { now }: Clock): SignatureCheck {
  /** When the valid signatures expire, in milliseconds, by all that they were checked against. */
  const known = new Map<string, number>();

  return async (userSig, sdkAppId, userId) => {
    const key = JSON.stringify([userSig, sdkAppId, userId]);
    if (now() < (known.get(key) ?? 0)) return 0;
    const verified = await verifyUserSig({ userSig, userId, sdkAppId, secretKey, now });
    if (!verified.valid) return verified.code;
    if (known.size >= maxKnown) known.clear();
    known.set(key, verified.fields.expiresAt.getTime());
    return 0;
  };
}
