import type { Skip } from '../../testing/src/conformance.ts';

/** What the vendor cannot do, of the conformance suite. */
export const skips: readonly Skip[] = [
  {
    reason: 'the vendor knows only permanent blocks',
    tests: ['a blacklist entry ends after its seconds'],
  },
];
