import type { EmulatorAnswer, Refusal } from '../../../server/vendor-service.ts';
import { failureAnswer } from './envelope.ts';
import { failure } from './failures.ts';

/** What the server refuses before the service has seen the call. */
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
      return refuseAsAsked(refusal.status, refusal.code);
  }
}

/** A code comes in the vendor's envelope, at HTTP 200 unless asked otherwise; any other status is never of the API itself. */
function refuseAsAsked(
  status: number | undefined,
  code: number | string | undefined,
): EmulatorAnswer {
  if (code !== undefined) return { ...failureAnswer(failure(Number(code))), status: status ?? 200 };
  return { status: status ?? 503, body: { message: 'service unavailable' } };
}
