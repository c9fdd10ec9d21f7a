import { describe, expect, test } from 'vitest';
import { ApiError, type ErrorDetails } from '../errors/index.ts';
import { withReadBack } from './read-back.ts';

const failing = (details: Partial<ErrorDetails>) => () =>
  Promise.reject(new ApiError('write failed', { code: 'unavailable', ...details }));

describe('a write that may have taken effect', () => {
  test('is a success when the read finds its effect', async () => {
    const result = withReadBack(failing({ ambiguous: true }), async () => 'found');

    await expect(result).resolves.toBe('found');
  });

  test.each([
    ['finds nothing', async () => undefined],
    ['fails too', () => Promise.reject(new Error('read failed'))],
  ])('fails with its own error when the read %s', async (_, lookUp) => {
    await expect(withReadBack(failing({ ambiguous: true }), lookUp)).rejects.toThrow(
      'write failed',
    );
  });

  test.each([
    ['surely had no effect', {}],
    ['was cancelled', { code: 'cancelled', ambiguous: true }],
  ] as const)('one that %s is not looked up', async (_, details) => {
    let reads = 0;
    const lookUp = async () => ++reads;

    await expect(withReadBack(failing(details), lookUp)).rejects.toThrow('write failed');
    expect(reads).toBe(0);
  });
});
