export { ApiError } from './api-error.ts';
export {
  type ErrorCode,
  type ErrorMeaning,
  type ErrorReason,
  errorCodes,
  errorReasons,
} from './error-code.ts';
export {
  type ErrorDetails,
  ImGroupsError,
  isImGroupsError,
} from './imgroups-error.ts';
export { InvalidRequestError } from './invalid-request-error.ts';
export { InvalidResponseError } from './invalid-response-error.ts';
export { TransportError } from './transport-error.ts';
export { UnsupportedError } from './unsupported-error.ts';
