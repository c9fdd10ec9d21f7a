import type { Refusal } from '../../../server/vendor-service.ts';
import { EasemobFailure } from './envelope.ts';
import type { Failures } from './failures.ts';

/** Returns the failure for a call that the server refuses before the service has seen it. */
export function failureOfRefusal(failure: Failures, refusal: Refusal): EasemobFailure {
  switch (refusal.kind) {
    case 'throttled':
      return failure.rateExceeded();
    case 'expired-credentials':
      return failure.unauthenticated('expired', false);
    case 'too-large':
      return failure.tooLarge();
    case 'unreadable':
      return failure.unreadable();
    case 'failure':
      return failureOnDemand(refusal);
  }
}

/** Statuses and texts of the words that a fault may ask for. */
const words: Readonly<Record<string, readonly [status: number, description: string]>> = {
  reach_limit: [429, 'This request has reached api limit'],
  resource_limited: [
    429,
    'You have exceeded the limit of the Free edition. Please upgrade to higher edition.',
  ],
  exceed_limit: [403, 'members size is greater than max user size !'],
  forbidden_op: [403, 'forbidden operation on group owner!'],
  forbidden_service_operation: [403, 'Service operation not allowed'],
  group_name_violation: [403, 'the group name is violation, please change it.'],
  group_announce_violation: [403, 'group announcement is violation, please change it.'],
  resource_not_found: [404, 'Service resource not found'],
  service_resource_not_found: [404, 'Service resource not found'],
  metadata_error: [409, 'Failed to operate user metadata. Concurrent operation not allowed'],
  group_error: [400, 'thread must on group message to create.'],
  concurrent_operation_error: [409, 'concurrency create app user failed'],
  unauthorized: [401, 'Unable to authenticate due to expired access token'],
  auth_bad_access_token: [401, 'Unable to authenticate'],
  group_authorization: [401, 'token is blank!'],
  invalid_parameter: [400, 'this is an invalid request.'],
  illegal_argument: [400, 'this is an invalid request.'],
  web_application: [500, 'javax.ws.rs.WebApplicationException'],
  unsupported_service_operation: [500, 'Service operation not supported'],
};

const wordsByStatus: Readonly<Record<number, string>> = {
  400: 'illegal_argument',
  401: 'unauthorized',
  403: 'forbidden_service_operation',
  404: 'service_resource_not_found',
  409: 'concurrent_operation_error',
  429: 'reach_limit',
};

/** Statuses of the numbers by which the vendor's clients tell refusals apart, whatever the word. */
const statusesOfNumbers: Readonly<Record<number, readonly number[]>> = {
  400: [40_002, 40_009, 60_005, 60_006, 60_007, 60_009, 60_010, 60_012, 91_104],
  401: [40_001, 60_001],
  403: [15_002, 40_000, 40_003, 40_004, 40_005, 40_007, 60_002, 60_004, 91_002, 91_101],
  404: [20_004, 40_011, 40_012, 60_003, 91_001],
  406: [90_004],
  500: [40_006, 40_008, 40_010, 90_005, 99_999],
};

function failureOnDemand({
  status,
  code,
  message,
}: Extract<Refusal, { readonly kind: 'failure' }>): EasemobFailure {
  const ofNumber = Object.entries(statusesOfNumbers).find(([, numbers]) =>
    numbers.some((number) => number === code),
  );
  if (ofNumber) {
    const usualStatus = status ?? Number(ofNumber[0]);
    const word = wordOfStatus(usualStatus);
    const text = message ?? words[word]?.[1] ?? 'Service Unavailable';
    return new EasemobFailure(usualStatus, word, text, { number: Number(code) });
  }
  const word = code === undefined ? wordOfStatus(status ?? 503) : String(code);
  const known = Object.hasOwn(words, word) ? words[word] : undefined;
  const [usualStatus, description] = known ?? [503, 'Service Unavailable'];
  return new EasemobFailure(status ?? usualStatus, word, message ?? description);
}

function wordOfStatus(status: number): string {
  return wordsByStatus[status] ?? (status === 500 ? 'internal_error' : 'service_unavailable');
}
