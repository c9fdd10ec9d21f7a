import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DoubtfulUnit } from '../journal/journal.ts';
import { findDoubtful } from './marker.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** When a search begins, in milliseconds from now. */
async function searchOf(units: readonly Partial<DoubtfulUnit>[]): Promise<number> {
  const startedAt = Date.now();
  let searchedAt = Number.NaN;
  const searching = findDoubtful(
    units as readonly DoubtfulUnit[],
    {
      provider: {
        groups: {
          async getMany() {
            searchedAt = Date.now() - startedAt;
            return new Map();
          },
        },
      } as never,
      ownIdOf: ({ id }) => id,
      isOurs: async () => false,
      settleTime: 15_000,
    },
    { journal: {}, runId: 'run', call: {}, signal: new AbortController().signal } as never,
  );
  await vi.runAllTimersAsync();
  await searching;
  return searchedAt;
}

test('a creation is looked for when the service can no longer act on it', async () => {
  expect(await searchOf([{ id: 'a', intendedAt: Date.now() - 1000 }])).toBe(14_000);
  expect(await searchOf([{ id: 'a', intendedAt: Date.now() - 60_000 }])).toBe(0);
});

test('a creation in a lease is looked for as if it had been sent at its end', async () => {
  const intendedAt = Date.now() - 60_000;
  const sendableUntil = Date.now() - 2000;

  const searchedAt = await searchOf([
    { id: 'a', intendedAt, sendableUntil },
    { id: 'b', intendedAt },
  ]);

  expect(searchedAt).toBe(13_000);
});
