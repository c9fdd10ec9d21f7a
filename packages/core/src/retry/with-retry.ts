import { addErrorDetails, type ImGroupsError, isImGroupsError } from '../errors/imgroups-error.ts';
import type { Deadline } from './deadline.ts';
import type { Repeat } from './repeat.ts';
import { mayRetry, type RetryPolicy, retryDelay } from './retry-policy.ts';
import { sleep } from './sleep.ts';

export interface RetryOptions {
  readonly policy: RetryPolicy;
  readonly repeat: Repeat;
  readonly deadline: Deadline;
  readonly random: () => number;
  /** True once, when new credentials make another attempt worth it; that attempt needs no pause and does not count. */
  readonly renew: (error: ImGroupsError) => boolean;
  readonly onRetry: (error: ImGroupsError, delay: number, attempt: number) => void;
  /** What to throw when the caller gives up during a pause. */
  readonly interrupted: () => ImGroupsError;
}

/**
 * Runs one call, attempt after attempt: the only retry loop. Errors leave it with `attempts` and `afterAmbiguous`, and
 * are in doubt when any attempt was: a later refusal does not undo what an earlier attempt may have done.
 */
export async function withRetry<Result>(
  attempt: (number: number) => Promise<Result>,
  options: RetryOptions,
): Promise<Result> {
  let retries = 0;
  let renewed = false;
  let ambiguousBefore = false;
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await attempt(attempts);
    } catch (error) {
      if (!isImGroupsError(error)) throw error;
      const before = ambiguousBefore;
      ambiguousBefore ||= error.ambiguous;
      addErrorDetails(error, { attempts, afterAmbiguous: before, ambiguous: ambiguousBefore });
      if (!renewed && options.renew(error)) {
        renewed = true;
        continue;
      }
      const delay = nextDelay(error, retries, options);
      if (delay === undefined) throw error;
      options.onRetry(error, delay, attempts);
      await sleep(delay, options.deadline.signal).catch(() => {
        throw addErrorDetails(options.interrupted(), {
          attempts,
          afterAmbiguous: ambiguousBefore,
          ambiguous: ambiguousBefore,
        });
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
