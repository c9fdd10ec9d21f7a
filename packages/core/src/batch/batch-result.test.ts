import { describe, expect, test } from 'vitest';
import { ApiError, ImGroupsError } from '../errors/index.ts';
import { BatchError, isBatchError } from './batch-error.ts';
import { batchResult } from './batch-result.ts';
import type { Outcome } from './outcome.ts';

const done: Outcome = { userId: 'ann', status: 'done' };
const failed = (userId: string, ambiguous = false): Outcome => ({
  userId,
  status: 'failed',
  error: new ApiError('refused', {
    code: 'not_found',
    reason: ambiguous ? undefined : 'user_not_found',
    provider: 'tencent',
    operation: 'members.add',
    endpoint: 'addGroupMember',
    ambiguous,
  }),
});

function thrownBy(outcomes: readonly Outcome[]): ImGroupsError | undefined {
  try {
    batchResult(outcomes).throwIfFailed();
    return undefined;
  } catch (error) {
    if (error instanceof ImGroupsError) return error;
    throw error;
  }
}

describe('the result of a batch', () => {
  test('in which nobody failed is ok and throws nothing', () => {
    const result = batchResult([done, { userId: 'bob', status: 'pending' }]);

    expect(result).toMatchObject({ ok: true, failed: [] });
    expect(thrownBy([done])).toBeUndefined();
  });

  test('in which somebody failed says who', () => {
    const outcomes = [done, failed('bob')];

    expect(batchResult(outcomes)).toMatchObject({ ok: false, outcomes, failed: [outcomes[1]] });
  });

  test('throws what the first failure says, with itself', () => {
    const error = thrownBy([done, failed('bob'), failed('carol')]);

    expect(error).toMatchObject({
      code: 'not_found',
      reason: 'user_not_found',
      provider: 'tencent',
      operation: 'members.add',
      endpoint: 'addGroupMember',
      ambiguous: false,
      result: { ok: false, outcomes: [done, {}, {}] },
    });
  });

  test('names users in its message, long ids cut', () => {
    const error = thrownBy([failed('b'.repeat(100_000)), failed('carol')]);

    expect(error?.message).toBe(
      `2 of 2 users failed (${'b'.repeat(79)}…: user_not_found, carol: user_not_found); error.result tells each.`,
    );
  });

  test('is in doubt when anybody is', () => {
    expect(thrownBy([failed('bob'), failed('carol', true)])?.ambiguous).toBe(true);
  });

  test.each([
    [1, '1 of 2 users failed (u0: user_not_found); error.result tells each.'],
    [
      3,
      '3 of 4 users failed (u0: user_not_found, u1: user_not_found, u2: user_not_found); error.result tells each.',
    ],
    [
      5,
      '5 of 6 users failed (u0: user_not_found, u1: user_not_found, u2: user_not_found, and 2 more); error.result tells each.',
    ],
  ])('names at most three of %i failures', (count, message) => {
    const failures = Array.from({ length: count }, (_, index) => failed(`u${index}`));

    expect(thrownBy([done, ...failures])?.message).toBe(message);
  });

  test('tells the code of a failure without a reason', () => {
    expect(thrownBy([failed('bob', true)])?.message).toContain('(bob: not_found)');
  });
});

test('an error of a batch is known by its name and as one of ours', () => {
  const cause = new ApiError('no', { code: 'not_found' });
  const named = Object.assign(new Error('other'), { name: 'BatchError' });

  expect([cause, named, undefined].map(isBatchError)).toEqual([false, false, false]);
  expect(isBatchError(new BatchError('no', cause, batchResult([])))).toBe(true);
});
