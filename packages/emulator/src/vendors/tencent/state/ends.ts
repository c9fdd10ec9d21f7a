/** A duration, and an end, that means for ever. */
const forever = 4_294_967_295;

/** Ends by user, in Unix seconds: mutes or bans. */
export type Ends = ReadonlyMap<string, number>;

/** The end of what lasts a number of seconds from now; 4294967295 is for ever. */
export function endAfter(seconds: number, now: number): number {
  return Math.min(forever, now + seconds);
}

/** Returns the seconds from now to an end; 4294967295 is for ever, and 0 is over. */
export function secondsLeft(end: number, now: number): number {
  return end === forever ? forever : Math.max(0, end - now);
}

/** An end as a change tells it. */
export function toUntil(end: number): string {
  return end === forever ? 'permanent' : new Date(end * 1000).toISOString();
}

/** The ends that are in force, soonest first. */
export function endsInForce(ends: Ends, now: number): readonly (readonly [string, number])[] {
  return [...ends].filter(([, end]) => end > now).sort(([, one], [, other]) => one - other);
}
