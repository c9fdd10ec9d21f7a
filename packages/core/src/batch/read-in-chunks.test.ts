import { expect, test } from 'vitest';
import { fakePace } from '../../test/fake-pace.ts';
import { readInChunks } from './read-in-chunks.ts';

test.each([
  [0, []],
  [1, [['u0']]],
  [3, [['u0', 'u1'], ['u2']]],
  [
    4,
    [
      ['u0', 'u1'],
      ['u2', 'u3'],
    ],
  ],
])('%i ids are read in chunks of two, and answered in their order', async (count, expected) => {
  const ids = Array.from({ length: count }, (_, index) => `u${index}`);

  const results = await readInChunks(ids, { maxItems: 2 }, fakePace(), async (chunk) => chunk);

  expect(results).toEqual(expected);
});

test('a single chunk keeps pace with nothing', async () => {
  const pace = { ...fakePace(), free: () => Promise.reject(), run: () => Promise.reject() };

  const results = await readInChunks(['a', 'b'], { maxItems: 2 }, pace, async (chunk) => chunk);

  expect(results).toEqual([['a', 'b']]);
});

test('as many chunks are read at the same time as their pace allows', async () => {
  const ids = Array.from({ length: 11 }, (_, index) => `u${index}`);
  let running = 0;
  let most = 0;

  const results = await readInChunks(ids, { maxItems: 1 }, fakePace(), async ([id]) => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    return id;
  });

  expect(most).toBe(4);
  expect(results).toEqual(ids);
});

test('when one chunk fails the others are cancelled and no further one is read', async () => {
  const signals: (AbortSignal | undefined)[] = [];
  const ids = Array.from({ length: 9 }, (_, index) => `u${index}`);

  const reading = readInChunks(ids, { maxItems: 1 }, fakePace(), async ([id], { signal }) => {
    signals.push(signal);
    await new Promise((resolve, reject) => {
      signal?.addEventListener('abort', reject);
      if (id === 'u1') setImmediate(resolve);
    });
    throw new Error('refused');
  });

  await expect(reading).rejects.toThrow('refused');
  expect(signals.map((signal) => signal?.aborted)).toEqual([true, true, true, true]);
});
