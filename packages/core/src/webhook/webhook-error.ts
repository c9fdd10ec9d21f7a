/** Why a callback is refused: switch on this. */
export type WebhookReason =
  | 'missing_signature'
  | 'signature_mismatch'
  | 'too_old'
  | 'from_the_future'
  | 'wrong_app'
  | 'invalid_body'
  | 'body_consumed';

const mark = Symbol.for('imgroups.webhook-error');

/** A callback that is refused: it is not the vendor's, or it cannot be read. Check with `isWebhookError`. */
export class WebhookError extends Error {
  override readonly name = 'WebhookError';
  readonly reason: WebhookReason;

  constructor(reason: WebhookReason, message: string) {
    super(message);
    this.reason = reason;
    Object.defineProperty(this, mark, { value: true });
  }
}

/** True for a `WebhookError`, also when several copies of the package are installed. */
export function isWebhookError(error: unknown): error is WebhookError {
  try {
    return typeof error === 'object' && error !== null && mark in error;
  } catch {
    // A proxy that lets nobody look is none of ours.
    return false;
  }
}
