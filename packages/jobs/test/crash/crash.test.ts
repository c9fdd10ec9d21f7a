import { registry } from '@imgroups/emulator/registry';
import { describe, expect, test } from 'vitest';
import { openCrashBench } from './trial.ts';

/** A part of what `pnpm crash` tries: it kills at every commit. */
const commitsToDieAt = [
  { commit: 1, when: 'before' },
  { commit: 4, when: 'after' },
  { commit: 9, when: 'before' },
  { commit: 16, when: 'after' },
] as const;

const kinds = registry.flatMap(({ vendor }) =>
  (['keep', 'new'] as const).map((groupIds) => ({ vendorName: vendor.name, groupIds })),
);

describe.each(kinds)('an import on $vendorName with group ids: $groupIds', (kind) => {
  test('ends as if nothing had happened after a kill, a stop, and lost replies', async () => {
    const bench = await openCrashBench({ ...kind, groups: 8, lostReplies: 0.05 });

    const trials = [];
    for (const kill of commitsToDieAt) trials.push(await bench.trial(kill));
    const stopped = await bench.stopFor(1000);
    await bench.close();

    expect(trials.flatMap(({ wrong }) => wrong)).toEqual([]);
    expect(stopped.wrong).toEqual([]);
    expect(trials.filter(({ wasKilled }) => wasKilled)).toHaveLength(commitsToDieAt.length);
  });
});
