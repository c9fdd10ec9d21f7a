import { expect, test } from 'vitest';
import { createGovernor } from './governor.ts';

/** Units that each make calls of a key at a rate, and take so long without their waits. */
function after(units: number, { calls = 1, rate = 100, milliseconds = 500, share = 1 } = {}) {
  const governor = createGovernor({ most: 128, share });
  for (let unit = 0; unit < units; unit += 1) {
    for (let call = 0; call < calls; call += 1) {
      governor.noteCall('scarce', { requests: rate, perSeconds: 1 });
    }
    governor.noteCall('plenty', { requests: 10_000, perSeconds: 1 });
    governor.noteUnit(milliseconds);
  }
  return governor.limit;
}

test.each([
  ['before anything is known', 0, {}, 128],
  ['rate times time, and some in reserve', 20, {}, 75],
  ['fewer where a unit makes more calls', 20, { calls: 5 }, 15],
  ['fewer where answers come faster', 20, { milliseconds: 40 }, 6],
  ['fewer where a share is left to others', 20, { share: 0.2 }, 15],
  ['a few at least', 20, { milliseconds: 1 }, 4],
  ['and no more than is allowed', 20, { milliseconds: 60_000 }, 128],
] as const)('units side by side: %s', (_, units, each, expected) => {
  expect(after(units, each)).toBe(expected);
});
