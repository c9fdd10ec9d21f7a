import { type ImGroupsError, isImGroupsError } from '../errors/imgroups-error.ts';
import type { Deadline } from './deadline.ts';
import type { Repeat } from './repeat.ts';
import { mayRetry, type RetryPolicy, retryDelay } from './retry-policy.ts';
import { sleep } from './sleep.ts';

/** One attempt of a call. */
export interface Attempt {
  /** From 1. */
  readonly number: number;
  /** True if an attempt before this one may have taken effect. */
  readonly afterAmbiguous: boolean;
}

export interface RetryOptions {
  readonly policy: RetryPolicy;
  readonly repeat: Repeat;
  readonly deadline: Deadline;
  readonly random: () => number;
  /** True once, when new credentials make another attempt worth it; that attempt needs no pause and does not count. */
  readonly renew: (error: ImGroupsError) => boolean;
  readonly onRetry: (error: ImGroupsError, delay: number, attempt: number) => void;
  /** Makes the error of a pause that was cut short after this attempt. */
  readonly interrupted: (attempt: Attempt) => ImGroupsError;
}

/**
 * Runs one call, attempt after attempt: the only retry loop. An attempt throws an error that is complete: in doubt when this
 * attempt or one before it was, since a later refusal does not undo what an earlier attempt may have done.
 */
export async function withRetry<Result>(
  run: (attempt: Attempt) => Promise<Result>,
  options: RetryOptions,
): Promise<Result> {
  let retries = 0;
  let renewed = false;
  let afterAmbiguous = false;
  for (let number = 1; ; number += 1) {
    try {
      return await run({ number, afterAmbiguous });
    } catch (error) {
      if (!isImGroupsError(error)) throw error;
      afterAmbiguous ||= error.ambiguous;
      if (!renewed && options.renew(error)) {
        renewed = true;
        continue;
      }
      const delay = nextDelay(error, retries, options);
      if (delay === undefined) throw error;
      options.onRetry(error, delay, number);
      await sleep(delay, options.deadline.signal).catch(() => {
        throw options.interrupted({ number, afterAmbiguous });
      });
      retries += 1;
    }
  }
}

function nextDelay(
  error: ImGroupsError,
  retries: number,
  options: RetryOptions,
): number | undefined {
  const { policy, repeat, deadline, random } = options;
  if (retries >= policy.maxRetries || deadline.signal.aborted || !mayRetry(error, repeat)) {
    return undefined;
  }
  const delay = retryDelay(error, retries, policy, random);
  return delay < deadline.remaining() ? delay : undefined;
}
