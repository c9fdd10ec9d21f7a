import type { Secrets } from '../credentials/secrets.ts';
import type { LimitOverrides } from '../endpoint/limits.ts';
import type { Protocol } from '../endpoint/protocol.ts';
import type { Logger } from '../logging/logger.ts';
import type { RateLimiter } from '../rate-limit/rate-limiter.ts';
import type { RetryPolicy } from '../retry/retry-policy.ts';
import type { Transport } from '../transport/transport.ts';
import type { Activity } from './activity.ts';
import type { Hooks } from './hooks.ts';

/** Everything a call needs, injected. */
export interface CallContext extends Hooks {
  readonly protocol: Protocol;
  readonly transport: Transport;
  readonly limiter: RateLimiter;
  readonly retry: RetryPolicy;
  /** Milliseconds for one attempt. */
  readonly timeout: number;
  /** Milliseconds for one call with its retries and its wait in the limiter. */
  readonly totalTimeout: number;
  /** The largest answer that is read. */
  readonly maxAnswerBytes: number;
  readonly limits: LimitOverrides;
  readonly logger?: Logger | undefined;
  /** Shows hooks and logger the bodies of requests. */
  readonly bodies: boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Fields whose drift was already reported. */
  readonly reportedDrift: Set<string>;
  readonly activity: Activity;
  readonly secrets: Secrets;
}
