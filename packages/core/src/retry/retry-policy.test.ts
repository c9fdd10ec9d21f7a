import { describe, expect, test } from 'vitest';
import { ApiError, type ErrorDetails } from '../errors/index.ts';
import { defaultRetryPolicy, mayRetry, retryDelay } from './retry-policy.ts';

const policy = { maxRetries: 3, baseDelay: 200, throttledDelay: 1000, maxDelay: 10_000 };
const failed = (details: Partial<ErrorDetails> = {}): ApiError =>
  new ApiError('failed', { code: 'unavailable', ...details });

describe('whether a call may be sent again', () => {
  test.each([
    [{ retryable: true }, 'never', true],
    [{ retryable: true, ambiguous: true }, 'never', false],
    [{ retryable: true, ambiguous: true }, 'safe', true],
    [{ retryable: true, ambiguous: true }, 'read', true],
    [{ retryable: false }, 'read', false],
  ] as const)('%j on a call that is repeated %s: %s', (details, repeat, expected) => {
    expect(mayRetry(failed(details), repeat)).toBe(expected);
  });
});

describe('the pause before the next attempt', () => {
  const delay = (details: Partial<ErrorDetails>, retries: number, random = 0.5): number =>
    retryDelay(failed(details), retries, policy, () => random);

  test.each([
    ['doubles each time', {}, [100, 200, 400]],
    ['is longer when the server says "slow down"', { code: 'rate_limited' }, [500, 1000, 2000]],
    ['is as long for 503', { httpStatus: 503 }, [500, 1000, 2000]],
    ['is the usual one for 500', { httpStatus: 500 }, [100, 200, 400]],
  ] as const)('%s', (_, details, expected) => {
    expect([0, 1, 2].map((retries) => delay(details, retries))).toEqual(expected);
  });

  test('is anything from 0 to its bound', () => {
    expect([delay({}, 0, 0), delay({}, 0, 0.25), delay({}, 0, 1)]).toEqual([0, 50, 200]);
  });

  test('has an upper bound', () => {
    expect(delay({}, 30, 1)).toBe(10_000);
  });

  test.each([
    [7, 7000],
    [0, 100],
  ])('is never shorter than the %i seconds that the server asks for', (seconds, expected) => {
    expect(delay({ retryAfterSeconds: seconds }, 0)).toBe(expected);
  });

  test('is by default at most ten seconds', () => {
    expect(defaultRetryPolicy).toEqual(policy);
  });
});
