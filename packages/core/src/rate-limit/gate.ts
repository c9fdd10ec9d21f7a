import type { Rate } from './rate.ts';

/** A call on its way into the limiter. */
export interface GateCall {
  /** What shares one allowance at the vendor: calls of one key wait for each other. */
  readonly key: string;
  readonly rate: Rate;
  /** Aborted when the call ends early. */
  readonly signal: AbortSignal;
}

/** Where calls wait before they enter the limiter. */
export interface Gate {
  /** Runs `enter`, in which the call waits for its place in the limiter, as soon as the call may go there. */
  pass(call: GateCall, enter: () => Promise<void>): Promise<void>;
}
