import type { Rate } from './rate.ts';

/** A call on its way into the limiter. */
export interface GateCall {
  /** The key of calls that share one allowance at the vendor: they wait for each other. */
  readonly key: string;
  readonly rate: Rate;
  /** Aborted when the call ends early. */
  readonly signal: AbortSignal;
}

/** Delays calls before they enter the limiter. */
export interface Gate {
  /** Runs `enter`, in which the call waits for the limiter, as soon as the call may go there. */
  pass(call: GateCall, enter: () => Promise<void>): Promise<void>;
}
