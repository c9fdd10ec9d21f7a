import { expect, test } from 'vitest';
import { importLargeGroup } from './large-group.ts';

/** 100,000 take minutes on a loaded machine: set it here for them. */
const members = Number(process.env.IMGROUPS_LARGE_GROUP ?? 40_000);

test('a killed import of a large group repeats 1,000 members at most, in flat memory', async () => {
  const small = await importLargeGroup(4000, 2000);
  const large = await importLargeGroup(members, 2000);

  expect([small.found, large.found]).toEqual([4000, members]);
  expect(large.repeated).toBeGreaterThan(0);
  expect(Math.max(small.repeated, large.repeated)).toBeLessThanOrEqual(1000);
  // In megabytes. The records of 36,000 members take more, those of 96,000 more than 10.
  expect(large.liveMegabytes - small.liveMegabytes).toBeLessThan(4);
});
