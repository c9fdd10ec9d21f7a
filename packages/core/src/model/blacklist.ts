import type { Until } from './until.ts';

/** Somebody who was put out of a group and cannot come back in. */
export interface BlacklistEntry<Raw = unknown> {
  readonly userId: string;
  readonly until: Until;
  /** The vendor's own object, as it was answered. */
  readonly raw: Raw;
}
