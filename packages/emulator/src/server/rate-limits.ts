import type { Rate } from '@imgroups/core/adapter';
import type { Clock } from './clock.ts';

/** Counts calls and refuses those above a rate. */
export interface RateLimits {
  /** Counts one more call and returns true if it is let through. */
  readonly allows: (key: string, rate: Rate) => boolean;
  readonly reset: () => void;
}

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** Room beyond the rate, so that a client which keeps the rate exactly is not refused for the jitter of the network. */
const slack = 1.05;

/** A bucket per key that fills at the rate. Above a scale of 1 the rates are larger; 0 enforces none. */
export function createRateLimits(clock: Clock, scale: number): RateLimits {
  const buckets = new Map<string, Bucket>();
  return {
    allows(key, { requests, perSeconds }) {
      if (scale === 0) return true;
      const size = Math.max(1, requests * scale * slack);
      const now = clock.now();
      const bucket = buckets.get(key) ?? { tokens: size, filledAt: now };
      const elapsed = Math.max(0, now - bucket.filledAt) / 1000;
      const tokens = Math.min(size, bucket.tokens + (elapsed * requests * scale) / perSeconds);
      const allowed = tokens >= 1;
      buckets.set(key, { tokens: allowed ? tokens - 1 : tokens, filledAt: now });
      return allowed;
    },
    reset: () => buckets.clear(),
  };
}

/** A rate as the journal tells it. */
export function rateRule({ requests, perSeconds, sharedAs }: Rate): string {
  const whose = sharedAs === undefined ? '' : ` of all calls of ${sharedAs} together`;
  return `at most ${requests} calls in ${perSeconds} s${whose}`;
}
