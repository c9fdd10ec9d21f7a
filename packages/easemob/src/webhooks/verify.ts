import { given } from '@imgroups/core/adapter';
import { WebhookError } from '@imgroups/core/webhooks';
import { type Callback, isOneOf } from '@imgroups/core/webhooks-adapter';
import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** The values that a callback is checked against. */
export interface Expected {
  readonly appKey?: string | undefined;
  readonly secrets: readonly string[];
}

/** The signature that goes into the body. */
export function signatureOf(callId: string, secret: string, timestamp: string): string {
  return bytesToHex(md5(new TextEncoder().encode(callId + secret + timestamp)));
}

/** Throws unless the body is signed with one of the secrets and of the app; gives the time of the signature in milliseconds. */
export function verify({ body }: Pick<Callback, 'body'>, { appKey, secrets }: Expected): number {
  const { timestamp } = body;
  const callId = requireText('callId', body.callId);
  const security = requireText('security', body.security);
  const time = requireText(
    'timestamp',
    typeof timestamp === 'number' ? String(timestamp) : timestamp,
  );
  if (
    !isOneOf(
      security,
      secrets.map((secret) => signatureOf(callId, secret, time)),
    )
  ) {
    throw new WebhookError(
      'signature_mismatch',
      'security: was made with none of the secrets; each rule of the console has a secret of its own',
    );
  }
  if (!/^\d{1,14}$/.test(time)) {
    throw new WebhookError(
      'invalid_body',
      `timestamp: must be milliseconds since 1970, not ${given(timestamp)}`,
    );
  }
  if (appKey !== undefined) requireApp(callId, body.appkey, appKey);
  return Number(time);
}

function requireText(name: string, value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new WebhookError(
    'missing_signature',
    `${name}: is missing in the body, or of another type, so that this is no callback of the vendor`,
  );
}

/** Only the id is signed; a secret that serves two apps must not let one speak for the other. */
function requireApp(callId: string, named: unknown, appKey: string): void {
  const isOurs = callId.startsWith(`${appKey}_`) && (named === undefined || named === appKey);
  if (isOurs) return;
  throw new WebhookError(
    'wrong_app',
    `appkey: must be ${appKey}, the appKey of the options, not ${given(named)} with the callId ${given(callId)}`,
  );
}
