import {
  type AgoraChatTokenFields,
  type AgoraChatTokenVerification,
  verifyAgoraChatToken,
} from '@imgroups/easemob/agora';
import type { Clock } from '../../server/clock.ts';
import type { AgoraSettings } from './settings.ts';

/** Tells if a token is valid for the app. */
type TokenCheck = (token: string) => Promise<AgoraChatTokenVerification>;

/** Valid tokens that are remembered. */
const maxKnown = 1000;

/** Checks tokens against the certificate of an app. A valid one is computed once, and is good until it expires. */
export function createTokenCheck(
  { appId, appCertificate }: AgoraSettings,
  { now }: Clock,
): TokenCheck {
  const known = new Map<string, AgoraChatTokenFields>();

  return async (token) => {
    const fields = known.get(token);
    if (fields && now() < fields.expiresAt.getTime()) return { valid: true, fields };
    const verified = await verifyAgoraChatToken({ token, appId, appCertificate, now });
    if (!verified.valid) return verified;
    if (known.size >= maxKnown) known.clear();
    known.set(token, verified.fields);
    return verified;
  };
}
