import type { Until } from '@imgroups/core/adapter';
import { maxUint32 } from '../chapters/common.ts';

/**
 * The greatest difference between the end of a mute or a ban and our clock, in milliseconds. The vendor counts the end by its
 * own clock, from when it took the call: retries may have used a minute (`totalTimeout`), and the clocks another.
 */
const endTolerance = 120_000;

/** True if a mute or a ban matches `seconds` on the wire: none for 0, else with about that end. */
export function endsAsAsked(until: Until | undefined, seconds: number, now: number): boolean {
  if (seconds === 0 || until === undefined) return (seconds === 0) === (until === undefined);
  if (until === 'permanent') return seconds === maxUint32;
  return Math.abs(until.getTime() - now - seconds * 1000) <= endTolerance;
}
