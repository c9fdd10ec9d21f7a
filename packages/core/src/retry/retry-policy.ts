import type { ImGroupsError } from '../errors/imgroups-error.ts';
import type { Repeat } from './repeat.ts';

/** The number of retries and the waits between them. */
export interface RetryPolicy {
  /** Attempts after the first. @default 3 */
  readonly maxRetries: number;
  /** Upper bound of the first pause, in milliseconds; it doubles each time. @default 200 */
  readonly baseDelay: number;
  /** The same for "slow down" answers, in milliseconds. @default 1000 */
  readonly throttledDelay: number;
  /** Longest pause, in milliseconds. @default 10000 */
  readonly maxDelay: number;
}

export const defaultRetryPolicy: RetryPolicy = {
  maxRetries: 3,
  baseDelay: 200,
  throttledDelay: 1000,
  maxDelay: 10_000,
};

/**
 * True if a failed call may be sent again: one that surely had no effect, for every endpoint; one that may have had an effect,
 * only where the endpoint can be repeated.
 */
export function mayRetry(error: ImGroupsError, repeat: Repeat): boolean {
  return error.retryable && (!error.ambiguous || repeat !== 'never');
}

/** The pause before the next attempt in milliseconds: exponential with full jitter, never below what the server asked. */
export function retryDelay(
  error: ImGroupsError,
  retries: number,
  policy: RetryPolicy,
  random: () => number,
): number {
  // 503 is how an overloaded server says "slow down".
  const throttled = error.code === 'rate_limited' || error.httpStatus === 503;
  const base = throttled ? policy.throttledDelay : policy.baseDelay;
  const jittered = random() * Math.min(policy.maxDelay, base * 2 ** retries);
  return Math.max(jittered, (error.retryAfterSeconds ?? 0) * 1000);
}
