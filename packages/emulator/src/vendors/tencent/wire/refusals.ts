import type { EmulatorAnswer, Refusal } from '../../../server/vendor-service.ts';
import { Failure, failureAnswer } from './envelope.ts';
import { failure } from './failures.ts';

/** Returns the answer to a call that the server refuses before the service has seen it. */
export function refuse(refusal: Refusal): EmulatorAnswer {
  switch (refusal.kind) {
    case 'throttled':
      return failureAnswer(failure(60007));
    case 'expired-credentials':
      return failureAnswer(failure(70001));
    case 'too-large':
      return failureAnswer(failure(93000));
    case 'unreadable':
      return failureAnswer(failure(60002));
    case 'failure':
      return refuseAsAsked(refusal);
  }
}

/** A code comes in the vendor's envelope, at HTTP 200 unless asked otherwise; any other status is never of the API itself. */
function refuseAsAsked({
  status,
  code,
  message,
}: Extract<Refusal, { readonly kind: 'failure' }>): EmulatorAnswer {
  if (code === undefined) {
    return { status: status ?? 503, body: { message: message ?? 'service unavailable' } };
  }
  const refusal = failure(Number(code));
  const answer = failureAnswer(
    message === undefined ? refusal : new Failure(refusal.code, message),
  );
  return { ...answer, status: status ?? 200 };
}
