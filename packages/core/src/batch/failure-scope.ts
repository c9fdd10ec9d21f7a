import type { ErrorCode, ErrorReason } from '../errors/error-code.ts';
import type { ImGroupsError } from '../errors/imgroups-error.ts';

/** The part of a chunk that a refusal concerns: some of its users, all of them alike, their number, or the call as a whole. */
export type FailureScope = 'user' | 'chunk' | 'size' | 'call';

const scopeOfReason: Partial<Record<ErrorReason, FailureScope>> = {
  user_not_found: 'user',
  not_a_member: 'user',
  already_member: 'user',
  is_owner: 'user',
  user_quota: 'user',
  blacklisted: 'user',
  content_rejected: 'user',
  refused_by_webhook: 'user',
  group_full: 'chunk',
  batch_too_long: 'size',
};

/** The scope where the vendor gives no reason. Refusals that may be about one user are looked into. */
const scopeOfCode: Record<ErrorCode, FailureScope> = {
  invalid_argument: 'user',
  not_found: 'user',
  already_exists: 'user',
  failed_precondition: 'user',
  resource_exhausted: 'chunk',
  rate_limited: 'chunk',
  timeout: 'chunk',
  unavailable: 'chunk',
  internal: 'chunk',
  unauthenticated: 'call',
  permission_denied: 'call',
  unsupported: 'call',
  cancelled: 'call',
};

/** Returns the part of a chunk that a refusal concerns. */
export function failureScope(error: ImGroupsError): FailureScope {
  if (surelyNotSent(error)) return 'call';
  if (error.reason === undefined) return scopeOfCode[error.code];
  return scopeOfReason[error.reason] ?? 'call';
}

/** A server that cannot be reached at all would refuse each chunk in turn. */
function surelyNotSent({ code, reason, ambiguous, httpStatus }: ImGroupsError): boolean {
  const isFault = code === 'unavailable' || code === 'failed_precondition';
  return isFault && !ambiguous && reason === undefined && httpStatus === undefined;
}
