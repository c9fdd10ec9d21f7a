/** The kinds of error, the same words for every vendor. */
export const errorCodes = [
  'invalid_argument',
  'unauthenticated',
  'permission_denied',
  'not_found',
  'already_exists',
  'failed_precondition',
  'resource_exhausted',
  'rate_limited',
  'unsupported',
  'unavailable',
  'timeout',
  'cancelled',
  'internal',
] as const;

/** The kind of error, the same words for every vendor: switch on this. */
export type ErrorCode = (typeof errorCodes)[number];

/** Which thing an error is about, where the vendor tells. A closed set. */
export const errorReasons = [
  'group_not_found',
  'user_not_found',
  'not_a_member',
  'message_not_found',
  'topic_not_found',
  'thread_not_found',
  'file_not_found',
  'app_not_found',
  'already_member',
  'group_id_taken',
  'group_full',
  'group_quota',
  'user_quota',
  'blacklisted',
  'is_owner',
  'content_rejected',
  'refused_by_webhook',
  'feature_disabled',
  'plan_limit',
  'group_kind',
  'batch_too_long',
  'clock_skew',
] as const;

/** Which thing an error is about, where the vendor tells. */
export type ErrorReason = (typeof errorReasons)[number];

/** One row of a vendor's error table. */
export interface ErrorMeaning {
  readonly code: ErrorCode;
  readonly reason?: ErrorReason;
  /** The same call may succeed later. */
  readonly retryable?: boolean;
  /** A write that was answered so may have taken effect. */
  readonly ambiguous?: boolean;
  /** New credentials may help, once. */
  readonly renew?: boolean;
  /** The options of the client that are most likely at fault: completes "Check ...". */
  readonly check?: string;
}
