import type { Until } from './until.ts';

/** A member who may read but not speak. */
export interface Mute<Raw = unknown> {
  readonly userId: string;
  readonly until: Until;
  /** The vendor's own object, as it was answered. */
  readonly raw: Raw;
}
