import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ApiError, type ErrorDetails, ImGroupsError } from '../errors/index.ts';
import { startDeadline } from './deadline.ts';
import { type Attempt, type RetryOptions, withRetry } from './with-retry.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => vi.useRealTimers());

const failed = (details: Partial<ErrorDetails> = {}): ApiError =>
  new ApiError('failed', { code: 'unavailable', retryable: true, ...details });

/** Runs a call whose attempts fail in turn, until one has no failure left; tells what was seen. */
function calling(
  failures: readonly unknown[],
  { timeLimit = 60_000, ...options }: Partial<RetryOptions> & { readonly timeLimit?: number } = {},
) {
  const attempts: Attempt[] = [];
  const retries: (readonly [code: string, delay: number, attempt: number])[] = [];
  const parent = new AbortController();
  const result = withRetry(
    async (attempt) => {
      attempts.push(attempt);
      const failure = failures[attempts.length - 1];
      if (failure !== undefined) throw failure;
      return 'done';
    },
    {
      policy: { maxRetries: 2, baseDelay: 200, throttledDelay: 1000, maxDelay: 10_000 },
      repeat: 'safe',
      deadline: startDeadline(timeLimit, parent.signal),
      random: () => 0.5,
      renew: () => false,
      onRetry: ({ code }, delay, attempt) => retries.push([code, delay, attempt]),
      interrupted: ({ number }) =>
        new ImGroupsError(`cut short after attempt ${number}`, { code: 'cancelled' }),
      ...options,
    },
  );
  result.catch(() => undefined);
  return { result, attempts, retries, abort: () => parent.abort() };
}

describe('a call that fails', () => {
  test('is sent again after a pause, and each pause is told', async () => {
    const { result, attempts, retries } = calling([failed(), failed()]);
    await vi.runAllTimersAsync();

    await expect(result).resolves.toBe('done');
    expect(attempts.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(retries).toEqual([
      ['unavailable', 100, 1],
      ['unavailable', 200, 2],
    ]);
  });

  test('is not sent again once it was tried as often as allowed', async () => {
    const last = failed({ code: 'rate_limited' });
    const { result, attempts } = calling([failed(), failed(), last]);
    await vi.runAllTimersAsync();

    await expect(result).rejects.toBe(last);
    expect(attempts).toHaveLength(3);
  });

  test('is not sent again when no other attempt would help', async () => {
    const refusal = failed({ retryable: false });
    const { result, attempts } = calling([refusal]);

    await expect(result).rejects.toBe(refusal);
    expect(attempts).toHaveLength(1);
  });

  test('by an error that is none of the library is not sent again', async () => {
    const bug = new TypeError('text');
    const { result, attempts } = calling([bug], { renew: () => true });

    await expect(result).rejects.toBe(bug);
    expect(attempts).toHaveLength(1);
  });

  test('tells its later attempts that an earlier one may have taken effect', async () => {
    const { result, attempts } = calling([failed({ ambiguous: true }), failed()]);
    await vi.runAllTimersAsync();
    await result;

    expect(attempts.map(({ afterAmbiguous }) => afterAmbiguous)).toEqual([false, true, true]);
  });
});

describe('new credentials', () => {
  test('are tried at once, and do not count as a retry', async () => {
    const expired = failed({ code: 'unauthenticated', retryable: false });
    const renew = ({ code }: ImGroupsError) => code === 'unauthenticated';
    const { result, attempts, retries } = calling([expired, failed(), failed()], { renew });
    await vi.runAllTimersAsync();

    await expect(result).resolves.toBe('done');
    expect(attempts).toHaveLength(4);
    expect(retries).toHaveLength(2);
  });

  test('are tried once', async () => {
    const expired = failed({ code: 'unauthenticated', retryable: false });
    const { result, attempts } = calling([expired, expired, expired], { renew: () => true });

    await expect(result).rejects.toBe(expired);
    expect(attempts).toHaveLength(2);
  });
});

describe('the time limit', () => {
  test.each([
    ['is not begun where the pause would end at it', 100, 1],
    ['is begun where the pause ends before it', 101, 2],
  ])('another attempt %s', async (_, timeLimit, sent) => {
    const { attempts } = calling([failed()], { timeLimit });
    await vi.advanceTimersByTimeAsync(200);

    expect(attempts).toHaveLength(sent);
  });

  test('of a caller who gave up cuts a pause short', async () => {
    const { result, attempts, abort } = calling([failed()]);
    await vi.advanceTimersByTimeAsync(50);

    abort();

    await expect(result).rejects.toThrow('cut short after attempt 1');
    await vi.runAllTimersAsync();
    expect(attempts).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('that is over lets no pause begin', async () => {
    const failure = failed();
    const { result, retries, abort } = calling([failure]);
    abort();

    await expect(result).rejects.toBe(failure);
    expect(retries).toEqual([]);
  });
});
