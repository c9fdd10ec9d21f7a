import type { Refusal } from '../../../server/vendor-service.ts';
import { EasemobFailure } from './envelope.ts';
import type { Failures } from './failures.ts';

/** What the server refuses before the service has seen the call. */
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
      return failureOnDemand(refusal.status, refusal.code);
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

function failureOnDemand(
  status: number | undefined,
  code: number | string | undefined,
): EasemobFailure {
  const word = code === undefined ? wordOfStatus(status ?? 503) : String(code);
  const known = Object.hasOwn(words, word) ? words[word] : undefined;
  const [usualStatus, description] = known ?? [503, 'Service Unavailable'];
  return new EasemobFailure(status ?? usualStatus, word, description);
}

function wordOfStatus(status: number): string {
  return wordsByStatus[status] ?? (status === 500 ? 'internal_error' : 'service_unavailable');
}
