import { createActivity } from '../call/activity.ts';
import type { CallContext } from '../call/call-context.ts';
import type { Hooks, Logger } from '../call/hooks.ts';
import type { EndpointTable } from '../endpoint/endpoint.ts';
import { type LimitOverrides, requireLimits } from '../endpoint/limits.ts';
import type { Protocol } from '../endpoint/protocol.ts';
import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import { createRateLimiter } from '../rate-limit/gcra.ts';
import type { RateLimiter } from '../rate-limit/rate-limiter.ts';
import { defaultRetryPolicy, type RetryPolicy } from '../retry/retry-policy.ts';
import { defaultTransport } from '../transport/default-transport.ts';
import type { Transport } from '../transport/transport.ts';

/** What every client can be given, whatever the vendor. Nothing is global. */
export interface ClientOptions extends Hooks {
  /** What sends HTTP: `undiciTransport()`, or your own. It stays yours to close. @default ky over the runtime's fetch */
  readonly transport?: Transport | undefined;
  /**
   * The runtime's fetch by default; give another one for proxies. It gets the address and plain options, so any fetch
   * fits. Not together with `transport`.
   */
  readonly fetch?: typeof fetch | undefined;
  /** What paces the calls. @default one of this client, in this process */
  readonly limiter?: RateLimiter | undefined;
  /** Other limits than the declared ones, by endpoint name. */
  readonly limits?: LimitOverrides | undefined;
  /** How often and how long to try again. */
  readonly retry?: Partial<RetryPolicy> | undefined;
  /** Milliseconds for one attempt. @default 10000 */
  readonly timeout?: number | undefined;
  /** Milliseconds for one call with its retries and its wait in the limiter. @default 60000 */
  readonly totalTimeout?: number | undefined;
  readonly logger?: Logger | undefined;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined;
  /** From 0 to below 1. @default Math.random */
  readonly random?: (() => number) | undefined;
}

/** The context of a client's calls, from its options; a wrong option is refused by name. */
export function createCallContext(
  protocol: Protocol,
  options: ClientOptions,
  endpoints: EndpointTable,
): CallContext {
  requireLimits(options.limits ?? {}, endpoints);
  if (options.transport && options.fetch) {
    throw new InvalidRequestError('fetch: cannot be given together with transport', {
      field: 'fetch',
    });
  }
  return {
    protocol,
    transport: options.transport ?? defaultTransport({ fetch: options.fetch }),
    limiter: options.limiter ?? createRateLimiter(),
    retry: { ...defaultRetryPolicy, ...options.retry },
    timeout: milliseconds('timeout', options.timeout, 10_000),
    totalTimeout: milliseconds('totalTimeout', options.totalTimeout, 60_000),
    limits: options.limits ?? {},
    logger: options.logger,
    now: options.now ?? Date.now,
    random: options.random ?? Math.random,
    onRequest: options.onRequest,
    onResponse: options.onResponse,
    onRetry: options.onRetry,
    onLimit: options.onLimit,
    onDrift: options.onDrift,
    reportedDrift: new Set(),
    activity: createActivity(),
  };
}

/** Takes no further calls, waits for those on their way, and closes the transport unless it was given. */
export async function closeContext(context: CallContext, options: ClientOptions): Promise<void> {
  await context.activity.close();
  if (!options.transport) await context.transport.close?.();
}

function milliseconds(field: string, value: number | undefined, byDefault: number): number {
  if (value === undefined) return byDefault;
  if (typeof value === 'number' && value > 0) return value;
  throw new InvalidRequestError(
    `${field}: must be a positive number of milliseconds, not ${value}`,
    {
      field,
    },
  );
}
