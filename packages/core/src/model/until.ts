/** When a mute or a blacklist entry ends: a point in time, or never. */
export type Until = Date | 'permanent';

/** The length of a mute or a blacklist entry: a positive whole number of seconds, or for good. */
export type Duration = { readonly seconds: number } | 'permanent';

const fiftyYears = 50 * 365.25 * 24 * 3600 * 1000;
const foreverSentinels = new Set([-1, 4294967295]);

/**
 * Reads the end of a mute or ban as a vendor writes it: a number since 1970, in a unit of so many milliseconds; `now` in
 * milliseconds.
 *
 * Vendors write "for good" as -1, as 4294967295, or as a date decades ahead; all of them read as `'permanent'`.
 */
export function toUntil(end: number, unit: 1 | 1000, now: number): Until {
  if (foreverSentinels.has(end) || end * unit - now > fiftyYears) return 'permanent';
  return new Date(end * unit);
}
