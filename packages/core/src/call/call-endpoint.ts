import type { AnyEndpoint } from '../endpoint/endpoint.ts';
import { type Limits, limitsOf } from '../endpoint/limits.ts';
import type { PreparedRequest } from '../endpoint/protocol.ts';
import type { ApiError } from '../errors/api-error.ts';
import { addErrorDetails, type ImGroupsError, isImGroupsError } from '../errors/imgroups-error.ts';
import { TransportError } from '../errors/transport-error.ts';
import { unexpected } from '../errors/unexpected.ts';
import type { Rate } from '../rate-limit/rate.ts';
import { type Deadline, startDeadline } from '../retry/deadline.ts';
import { type Repeat, repeatOf } from '../retry/repeat.ts';
import { withRetry } from '../retry/with-retry.ts';
import { toTransportError } from '../transport/fault.ts';
import type { HttpResponse } from '../transport/transport.ts';
import { readArgument } from '../validation/read-argument.ts';
import { buildRequest } from './build-request.ts';
import type { CallContext } from './call-context.ts';
import { type CallOptions, checkedOptions } from './call-options.ts';
import { checkRequest } from './check-request.ts';
import { guardStream } from './guard-stream.ts';
import type { RequestEvent } from './hooks.ts';
import { announce, announceDrift } from './telemetry.ts';

/** One call on its way. */
interface Call {
  readonly context: CallContext;
  readonly name: string;
  readonly endpoint: AnyEndpoint;
  readonly repeat: Repeat;
  readonly limits: Limits;
  readonly options: CallOptions;
  readonly total: Deadline;
  readonly request: Readonly<Record<string, unknown>>;
  /** The credential of the attempt that was sent last. */
  credential?: string | undefined;
}

/** Checks a request, sends it with pacing, deadlines and retries, and returns the vendor's answer as it is. */
export async function callEndpoint<Response>(
  context: CallContext,
  name: string,
  endpoint: AnyEndpoint,
  request: unknown,
  givenOptions?: CallOptions,
): Promise<Response> {
  const { protocol } = context;
  let options: CallOptions = {};
  let total: Deadline | undefined;
  let end: (() => void) | undefined;
  try {
    options = checkedOptions(givenOptions);
    const { signal, totalTimeout = context.totalTimeout } = options;
    const deadline = readArgument('signal', () => startDeadline(totalTimeout, signal));
    total = deadline;
    end = context.activity.begin(endpoint);
    const limits = limitsOf(context, name, endpoint);
    const fields = checkRequest(endpoint, request, limits);
    const repeat = repeatOf(endpoint.repeat, fields);
    const call: Call = {
      context,
      name,
      endpoint,
      repeat,
      limits,
      options,
      total: deadline,
      request: fields,
    };
    const body = await withRetry((attempt) => sendOnce(call, attempt), {
      policy: { ...context.retry, maxRetries: options.maxRetries ?? context.retry.maxRetries },
      repeat,
      deadline,
      random: context.random,
      renew: (error) =>
        call.credential !== undefined && protocol.renew(error as ApiError, call.credential),
      onRetry: (error, delayMs, attempt) =>
        announce(call, 'onRetry', {
          provider: protocol.provider,
          operation: options.operation,
          endpoint: name,
          attempt,
          delayMs,
          error,
        }),
      interrupted: () => interrupted(call, deadline, false),
    });
    announceDrift(call, name, endpoint, body);
    return body as Response;
  } catch (thrown) {
    const error = isImGroupsError(thrown) ? thrown : unexpected(thrown);
    throw addErrorDetails(error, {
      provider: error.provider ?? protocol.provider,
      endpoint: error.endpoint ?? name,
      operation: error.operation ?? options.operation,
    });
  } finally {
    total?.clear();
    end?.();
  }
}

async function sendOnce(call: Call, attempt: number): Promise<unknown> {
  const { context, endpoint, options } = call;
  const wire = readArgument('request', () => buildRequest(endpoint, call.request));
  const prepared = await beforeTheWire(call, async (signal) => {
    const { rate } = call.limits;
    if (rate) await context.limiter.acquire(rateKey(call, rate), rate, { signal });
    return context.protocol.prepare(wire, endpoint, { signal });
  });
  call.credential = prepared.credential;

  const event: RequestEvent = {
    provider: context.protocol.provider,
    operation: options.operation,
    endpoint: call.name,
    attempt,
    requestId: prepared.requestId,
  };
  announce(call, 'onRequest', event);
  const startedAt = performance.now();
  let httpStatus: number | undefined;
  try {
    const response = await sendWithDeadline(call, prepared);
    httpStatus = response.status;
    const body = context.protocol.decode(guarded(call, prepared, response), endpoint, call.request);
    announce(call, 'onResponse', {
      ...event,
      httpStatus,
      durationMs: performance.now() - startedAt,
    });
    return body;
  } catch (thrown) {
    const error = isImGroupsError(thrown) ? thrown : toTransportError(thrown, prepared.url);
    addErrorDetails(error, {
      requestId: prepared.requestId,
      httpStatus: error.httpStatus ?? httpStatus,
      // A read has no effect that could be in doubt.
      ambiguous: error.ambiguous && call.repeat !== 'read',
    });
    learnLimit(call, error);
    announce(call, 'onResponse', {
      ...event,
      httpStatus,
      durationMs: performance.now() - startedAt,
      error,
    });
    throw error;
  }
}

/** What shares one allowance at the vendor. */
function rateKey({ context, name }: Call, rate: Rate): string {
  return `${context.protocol.provider}:${context.protocol.app}:${rate.sharedAs ?? name}`;
}

/** Takes in that the vendor's limit is lower than the one that is kept: slows down, and tells it. */
function learnLimit(call: Call, error: ImGroupsError): void {
  const { context, limits, name } = call;
  const about = { provider: context.protocol.provider, endpoint: name };
  const { rate, items } = limits;
  if (rate && context.protocol.isThrottled(error)) {
    const slowed = context.limiter.throttled?.(rateKey(call, rate), rate);
    if (slowed) announce(call, 'onLimit', { ...about, limit: 'rate', kept: rate, now: slowed });
  }
  if (items && error.reason === 'batch_too_long') {
    const list = call.request[items.field];
    const sent = Array.isArray(list) ? list.length : undefined;
    announce(call, 'onLimit', { ...about, limit: 'items', kept: items.max, refused: sent });
  }
}

/** Runs what comes before sending; when it is interrupted, the call surely had no effect. */
async function beforeTheWire<Result>(
  call: Call,
  step: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  try {
    call.total.signal.throwIfAborted();
    return await step(call.total.signal);
  } catch (error) {
    if (isImGroupsError(error)) throw error;
    if (call.total.signal.aborted) throw interrupted(call, call.total, false);
    throw addErrorDetails(unexpected(error), { ambiguous: false });
  }
}

async function sendWithDeadline(call: Call, prepared: PreparedRequest): Promise<HttpResponse> {
  const { context, options, total } = call;
  if (total.signal.aborted) throw interrupted(call, total, false);
  const attempt = startDeadline(options.timeout ?? context.timeout, total.signal);
  try {
    return await context.transport.send(prepared, { signal: attempt.signal });
  } catch (error) {
    if (attempt.signal.aborted) throw interrupted(call, attempt, true);
    throw error;
  } finally {
    attempt.clear();
  }
}

/** An answer whose download, if it is one, keeps to the deadlines of the call. */
function guarded(call: Call, { url }: PreparedRequest, response: HttpResponse): HttpResponse {
  if (!response.stream) return response;
  const { context, name, options } = call;
  const timeout = options.timeout ?? context.timeout;
  const { operation, signal } = options;
  const about = { provider: context.protocol.provider, endpoint: name, operation };
  const toError = (thrown: unknown, timeIsUp: boolean): Error => {
    const error = timeIsUp
      ? new TransportError(`the download stopped for ${timeout} ms (timeout)`, { code: 'timeout' })
      : signal?.aborted
        ? new TransportError('cancelled by the caller', { code: 'cancelled' })
        : toTransportError(thrown, url);
    // What came of the download until then is in the caller's hands: only the whole call can be tried again.
    return addErrorDetails(error, { ...about, ambiguous: false, attempts: 1 });
  };
  return { ...response, stream: guardStream(response.stream, { timeout, signal, toError }) };
}

/** What the end of a deadline or the caller's signal means. */
function interrupted(call: Call, deadline: Deadline, sent: boolean): ImGroupsError {
  const { options, context, total } = call;
  if (options.signal?.aborted) {
    return new TransportError('cancelled by the caller', { code: 'cancelled', ambiguous: sent });
  }
  const inTotal = total.expired() || !deadline.expired();
  const milliseconds = inTotal
    ? (options.totalTimeout ?? context.totalTimeout)
    : (options.timeout ?? context.timeout);
  const where = sent ? 'no answer' : 'not sent yet, waiting for the rate limit or credentials,';
  const which = inTotal ? 'totalTimeout' : 'timeout';
  return new TransportError(`${where} after ${milliseconds} ms (${which})`, {
    code: 'timeout',
    retryable: true,
    ambiguous: sent,
  });
}
