import type { Skip } from '../../testing/src/conformance.ts';

/** The tests of the conformance suite that the vendor cannot pass. */
export const skips: readonly Skip[] = [
  {
    reason: 'the vendor knows only permanent blocks',
    tests: ['a blacklist entry ends after its seconds'],
  },
];
