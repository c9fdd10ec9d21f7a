import * as v from 'valibot';
import { createActivity } from '../call/activity.ts';
import type { CallContext } from '../call/call-context.ts';
import { hookEntries, retries } from '../call/call-options.ts';
import type { Hooks } from '../call/hooks.ts';
import { createSecrets } from '../credentials/secrets.ts';
import type { EndpointTable } from '../endpoint/endpoint.ts';
import { type LimitOverrides, limitsSchema } from '../endpoint/limits.ts';
import type { Protocol } from '../endpoint/protocol.ts';
import { Failure, invalid } from '../errors/failure.ts';
import type { Logger } from '../logging/logger.ts';
import { createRateLimiter } from '../rate-limit/gcra.ts';
import type { RateLimiter } from '../rate-limit/rate-limiter.ts';
import { defaultRetryPolicy, type RetryPolicy } from '../retry/retry-policy.ts';
import { defaultTransport } from '../transport/default-transport.ts';
import type { Transport } from '../transport/transport.ts';
import { check } from '../validation/check.ts';
import {
  aFunction,
  milliseconds,
  must,
  positiveInteger,
  strict,
  withMethods,
} from '../validation/rules.ts';

/** Options of every client, whatever the vendor. Nothing is global. */
export interface ClientOptions extends Hooks {
  /** Sends HTTP: `undiciTransport()`, or your own. It stays yours to close. @default ky over the runtime's fetch */
  readonly transport?: Transport | undefined;
  /**
   * The runtime's fetch by default; give another one for proxies. It gets the address and plain options, so any fetch
   * fits. Not together with `transport`.
   */
  readonly fetch?: typeof fetch | undefined;
  /** Paces the calls. @default one of this client, in this process */
  readonly limiter?: RateLimiter | undefined;
  /** Other limits than the declared ones, by endpoint name. */
  readonly limits?: LimitOverrides | undefined;
  /** The number of retries and the waits between them. */
  readonly retry?: Partial<RetryPolicy> | undefined;
  /** Milliseconds for one attempt. @default 10000 */
  readonly timeout?: number | undefined;
  /** Milliseconds for one call with its retries and its wait in the limiter. @default 60000 */
  readonly totalTimeout?: number | undefined;
  /** The largest answer that is read, in bytes; downloads have no limit. @default 33554432 (32 MB) */
  readonly maxAnswerBytes?: number | undefined;
  /** Receives log lines: `console`, `loggerFromEnv()`, or your own. */
  readonly logger?: Logger | undefined;
  /** Shows hooks and logger the bodies of requests, with credentials masked. @default false */
  readonly bodies?: boolean | undefined;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined;
  /** From 0 to below 1. @default Math.random */
  readonly random?: (() => number) | undefined;
}

const fromZero = must<number>(
  'a number of milliseconds from 0',
  (value) => typeof value === 'number' && value >= 0,
);

/** The schemas of the options that every client takes. */
export function clientOptionEntries(endpoints: EndpointTable) {
  return {
    ...hookEntries,
    transport: v.optional(withMethods<Transport>('send')),
    fetch: v.optional(aFunction),
    limiter: v.optional(withMethods<RateLimiter>('acquire')),
    // Made when limits are given: most clients keep to the declared ones.
    limits: v.optional(v.lazy(() => limitsSchema(endpoints))),
    retry: v.optional(
      strict({
        maxRetries: v.optional(retries),
        baseDelay: v.optional(fromZero),
        throttledDelay: v.optional(fromZero),
        maxDelay: v.optional(fromZero),
      }),
    ),
    timeout: v.optional(milliseconds),
    totalTimeout: v.optional(milliseconds),
    maxAnswerBytes: v.optional(positiveInteger),
    logger: v.optional(withMethods<Logger>('debug', 'warn')),
    now: v.optional(aFunction),
    random: v.optional(aFunction),
  };
}

/** Checks the options of a public function; a wrong one is refused by an error that names the provider, if any, and the option. */
export function checkOptions<Options extends object>(
  provider: string | undefined,
  schema: v.GenericSchema,
  options: Options,
): Options {
  return configure(provider, () => check(schema, options, 'options', true) as Options);
}

/** Makes something from options, so that a failure becomes an error that names the provider. */
export function configure<Result>(provider: string | undefined, make: () => Result): Result {
  try {
    return make();
  } catch (thrown) {
    throw thrown instanceof Failure ? thrown.toError({ provider }) : thrown;
  }
}

/** The context of a client's calls, from its checked options. */
export function createCallContext(protocol: Protocol, options: ClientOptions): CallContext {
  if (options.transport && options.fetch) {
    throw invalid('fetch', 'cannot be given together with transport');
  }
  return {
    protocol,
    transport: options.transport ?? defaultTransport({ fetch: options.fetch }),
    limiter: options.limiter ?? createRateLimiter(),
    retry: { ...defaultRetryPolicy, ...options.retry },
    timeout: options.timeout ?? 10_000,
    totalTimeout: options.totalTimeout ?? 60_000,
    maxAnswerBytes: options.maxAnswerBytes ?? 32 * 1024 * 1024,
    limits: options.limits ?? {},
    logger: options.logger,
    bodies: options.bodies ?? false,
    now: options.now ?? Date.now,
    random: options.random ?? Math.random,
    onRequest: options.onRequest,
    onResponse: options.onResponse,
    onRetry: options.onRetry,
    onLimit: options.onLimit,
    onConcurrency: options.onConcurrency,
    onDrift: options.onDrift,
    reportedDrift: new Set(),
    activity: createActivity(),
    secrets: createSecrets(protocol.secrets),
  };
}

/** Takes no further calls, waits for those on their way, and closes the transport unless it was given. */
export async function closeContext(context: CallContext, options: ClientOptions): Promise<void> {
  await context.activity.close();
  if (!options.transport) await context.transport.close?.();
}
