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

test('creations are looked for when the service can no longer act on the last of them', async () => {
  const sentBefore = (milliseconds: number) => ({ sendableUntil: Date.now() - milliseconds });

  expect(await searchOf([{ id: 'a', ...sentBefore(1000) }])).toBe(14_000);
  expect(await searchOf([{ id: 'a', ...sentBefore(60_000) }])).toBe(0);
  expect(
    await searchOf([
      { id: 'a', ...sentBefore(2000) },
      { id: 'b', ...sentBefore(60_000) },
    ]),
  ).toBe(13_000);
});
