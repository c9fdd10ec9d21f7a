import type { RateLimits } from '../../../server/rate-limits.ts';
import type { TencentState } from '../state/state.ts';

/** The parts that a handler works with. */
export interface TencentCall {
  readonly state: TencentState;
  /** The administrator who calls. */
  readonly caller: string;
  /** Limits that hold per group or message, in place of per endpoint. */
  readonly rates: RateLimits;
}
