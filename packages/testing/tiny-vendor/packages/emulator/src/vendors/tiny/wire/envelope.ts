import type { EmulatorAnswer, Refusal } from '../../../server/vendor-service.ts';

/** A refusal of the service, by its word. */
export class TinyFailure extends Error {
  override readonly name = 'TinyFailure';
  readonly status: number;

  constructor(status: number, word: string) {
    super(word);
    this.status = status;
  }
}

/** A refusal in the vendor's envelope. */
export function failureAnswer({ status, message }: TinyFailure): EmulatorAnswer {
  return { status, code: message, body: { ok: false, error: message } };
}

/** Returns the server's refusal in the vendor's words. */
export function failureOfRefusal(refusal: Refusal): TinyFailure {
  switch (refusal.kind) {
    case 'throttled':
      return new TinyFailure(429, 'slow_down');
    case 'expired-credentials':
      return new TinyFailure(401, 'bad_key');
    case 'failure':
      return new TinyFailure(refusal.status ?? 400, String(refusal.code ?? 'failed'));
    default:
      return new TinyFailure(400, 'bad_request');
  }
}
