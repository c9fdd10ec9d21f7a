import type { Skip } from '../../../testing/src/conformance.ts';
import { skips as skipsOfEasemob } from '../conformance-skips.ts';

export const skips: readonly Skip[] = [
  ...skipsOfEasemob,
  {
    reason: 'of times of joining the pages of the vendor say nothing',
    tests: ['the list has joining times'],
  },
];
