import { registry } from '@imgroups/emulator/registry';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CrashBench, openCrashBench } from './trial.ts';

const kinds = registry.flatMap(({ vendor }) =>
  (['keep', 'new'] as const).map((groupIds) => ({ vendorName: vendor.name, groupIds })),
);

/** A part of what `pnpm crash` tries: it kills at every commit. */
describe.each(kinds)('an import on $vendorName with group ids: $groupIds', (kind) => {
  let bench: CrashBench;

  beforeAll(async () => {
    bench = await openCrashBench({ ...kind, groups: 6, lostReplies: 0.05 });
  });
  afterAll(() => bench?.close());

  test.each([
    { commit: 5, when: 'before' },
    { commit: 10, when: 'after' },
  ] as const)('that is killed $when commit $commit ends as if it had not been', async (kill) => {
    const { wasKilled, wrong } = await bench.trial(kill);

    expect(wrong).toEqual([]);
    expect(wasKilled).toBe(true);
  });

  test('that is stopped for a while ends as if it had not been', async () => {
    const { wrong } = await bench.stopFor(1000);

    expect(wrong).toEqual([]);
  });
});
