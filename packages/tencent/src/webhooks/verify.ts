import { given } from '@imgroups/core/adapter';
import { WebhookError } from '@imgroups/core/webhooks';
import { type Callback, isOneOf } from '@imgroups/core/webhooks-adapter';
import { sha256Hex } from './sha256.ts';

/** The values that a callback is checked against. */
export interface Expected {
  readonly sdkAppId: number | string;
  /** Absent where the app does not sign. */
  readonly tokens?: readonly string[] | undefined;
}

/** The signature that goes into the query. */
export function signatureOf(token: string, requestTime: string): string {
  return sha256Hex(token + requestTime);
}

/** Throws unless the query is signed with one of the tokens and for the app; gives the time of the signature in milliseconds. */
export function verify(
  { query }: Pick<Callback, 'query'>,
  { sdkAppId, tokens }: Expected,
): number | undefined {
  const signedAt = tokens && verifySignature(query, tokens);
  if (query.SdkAppid !== String(sdkAppId)) {
    throw new WebhookError(
      'wrong_app',
      `SdkAppid: must be ${sdkAppId}, the sdkAppId of the options, not ${given(query.SdkAppid)}`,
    );
  }
  return signedAt;
}

function verifySignature(
  { Sign, RequestTime }: Callback['query'],
  tokens: readonly string[],
): number {
  if (!Sign || !RequestTime) {
    throw new WebhookError(
      'missing_signature',
      `${Sign ? 'RequestTime' : 'Sign'}: is missing in the query; switch on authentication of callbacks in the console ` +
        'and give its token, and keep the query where a proxy rewrites the address',
    );
  }
  const expected = tokens.map((token) => signatureOf(token, RequestTime));
  if (!isOneOf(Sign, expected)) {
    throw new WebhookError(
      'signature_mismatch',
      'Sign: was made with none of the tokens; compare them with the console',
    );
  }
  if (!/^\d{1,11}$/.test(RequestTime)) {
    throw new WebhookError(
      'invalid_body',
      `RequestTime: must be seconds since 1970, not ${given(RequestTime)}`,
    );
  }
  return Number(RequestTime) * 1000;
}
