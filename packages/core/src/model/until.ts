/** When a mute or a blacklist entry ends: a point in time, or never. */
export type Until = Date | 'permanent';

/** How long a mute or a blacklist entry lasts: a positive whole number of seconds, or for good. */
export type Duration = { readonly seconds: number } | 'permanent';

const fiftyYearsInSeconds = 50 * 365.25 * 24 * 3600;
const foreverSentinels = new Set([-1, 4294967295]);

/**
 * Reads the end of a mute or ban as a vendor writes it, in seconds since 1970.
 *
 * Vendors write "for good" as -1, as 4294967295, or as a date decades ahead; all of them read as `'permanent'`.
 */
export function toUntil(seconds: number, now: number): Until {
  if (foreverSentinels.has(seconds) || seconds - now / 1000 > fiftyYearsInSeconds) {
    return 'permanent';
  }
  return new Date(seconds * 1000);
}
