import { describe, expect, test } from 'vitest';
import { endsAsAsked } from './ends-as-asked.ts';

const now = 1_700_000_000_000;
const permanent = 4_294_967_295;
const at = (milliseconds: number) => new Date(now + milliseconds);

describe('a mute that a read shows after a lost answer', () => {
  test.each([
    ['ends as asked', at(600_000), 600, true],
    ['ends as late as a retry and the clocks may make it', at(720_000), 600, true],
    ['ends later than that', at(720_001), 600, false],
    ['ends as early as the clocks may make it', at(480_000), 600, true],
    ['ends earlier than that', at(479_999), 600, false],
    ['is permanent, as asked', 'permanent', permanent, true],
    ['is permanent, and was not to be', 'permanent', 600, false],
    ['has an end, and was to be permanent', at(600_000), permanent, false],
    ['is there, and was to be lifted', at(600_000), 0, false],
    ['is permanent, and was to be lifted', 'permanent', 0, false],
    ['is lifted, as asked', undefined, 0, true],
    ['is not there', undefined, 600, false],
    ['is not there, and was to be permanent', undefined, permanent, false],
  ] as const)('%s', (_, until, seconds, asAsked) => {
    expect(endsAsAsked(until, seconds, now)).toBe(asAsked);
  });
});
