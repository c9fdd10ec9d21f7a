import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { directions } from '../migration/scene.ts';
import { openPhaseBench, type PhaseBench, phaseNames } from './migration-trial.ts';

/** A part of what `pnpm crash:migration` tries: it kills at every commit of every phase. */
const kills = [
  { commit: 2, when: 'after' },
  { commit: 4, when: 'before' },
] as const;

describe.each(directions)('from $from to $to', (direction) => {
  let bench: PhaseBench;
  beforeAll(async () => {
    bench = await openPhaseBench({ ...direction, groups: 3, lostReplies: 0.03 });
  });
  afterAll(() => bench.close());

  // Each goes on from what the one before has left.
  test.each(phaseNames)(
    '%s ends as if nothing had happened after kills and lost replies',
    async (phase) => {
      await bench.begin(phase);

      const trials = [];
      for (const kill of kills) trials.push(await bench.trial(kill));

      expect(trials.flatMap(({ wrong }) => wrong)).toEqual([]);
      expect(trials[0]?.wasKilled).toBe(true);
    },
  );
});
