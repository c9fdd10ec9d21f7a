import type { AnyEndpoint } from '../endpoint/endpoint.ts';
import { type Limits, limitsOf } from '../endpoint/limits.ts';
import type { PreparedRequest } from '../endpoint/protocol.ts';
import { Failure, readArgument, toFailure, unanswered } from '../errors/failure.ts';
import type { ErrorDetails, ImGroupsError } from '../errors/imgroups-error.ts';
import { isImGroupsError } from '../errors/imgroups-error.ts';
import { callSafely } from '../logging/call-safely.ts';
import type { Rate } from '../rate-limit/rate.ts';
import { type Deadline, startDeadline } from '../retry/deadline.ts';
import { warnOfFakedTimers } from '../retry/faked-timers.ts';
import { type Repeat, repeatOf } from '../retry/repeat.ts';
import { type Attempt, withRetry } from '../retry/with-retry.ts';
import { transportFailure } from '../transport/fault.ts';
import type { HttpResponse } from '../transport/transport.ts';
import { buildRequest } from './build-request.ts';
import type { CallContext } from './call-context.ts';
import { type CallOptions, checkedOptions, type OperationCall } from './call-options.ts';
import { checkRequest } from './check-request.ts';
import { guardStream } from './guard-stream.ts';
import type { RequestEvent } from './hooks.ts';
import { maskedBody } from './masked-body.ts';
import { announce, announceDrift } from './telemetry.ts';

/** One call on its way, with what its report will say. */
interface Call {
  readonly context: CallContext;
  readonly name: string;
  readonly endpoint: AnyEndpoint;
  options: Partial<OperationCall>;
  admitted: boolean;
  attempts: number;
  inDoubt: boolean;
  /** The one of the attempt that was sent last. */
  requestId?: string | undefined;
}

/** A call whose arguments were checked. */
interface CheckedCall extends Call {
  readonly repeat: Repeat;
  readonly limits: Limits;
  readonly total: Deadline;
  readonly request: Readonly<Record<string, unknown>>;
  /** The credential of the attempt that was sent last. */
  credential?: string | undefined;
}

/** A vendor's answer, and how the call went. */
export interface CallResponse<Data> {
  /** The answer as the method itself returns it. */
  readonly data: Data;
  /** An id to quote to the vendor's support. Absent where the vendor has none. */
  readonly requestId?: string | undefined;
  /** The number of times the call was sent. */
  readonly attempts: number;
  /** Milliseconds of the whole call, with its retries and its wait in the limiter. */
  readonly durationMs: number;
}

/** Checks a request, sends it with pacing, deadlines and retries, and returns the vendor's answer unchanged. */
export function callEndpoint<Response>(
  context: CallContext,
  name: string,
  endpoint: AnyEndpoint,
  request: unknown,
  options?: CallOptions,
): Promise<Response> {
  return run(newCall(context, name, endpoint), request, options);
}

/** As `callEndpoint`; tells how the call went as well. */
export async function callForResponse<Data>(
  context: CallContext,
  name: string,
  endpoint: AnyEndpoint,
  request: unknown,
  options?: CallOptions,
): Promise<CallResponse<Data>> {
  const startedAt = performance.now();
  const call = newCall(context, name, endpoint);
  const data = await run<Data>(call, request, options);
  const { requestId, attempts } = call;
  return { data, requestId, attempts, durationMs: performance.now() - startedAt };
}

function newCall(context: CallContext, name: string, endpoint: AnyEndpoint): Call {
  return { context, name, endpoint, options: {}, admitted: false, attempts: 0, inDoubt: false };
}

async function run<Response>(
  call: Call,
  request: unknown,
  options: CallOptions | undefined,
): Promise<Response> {
  const { context, name, endpoint } = call;
  let total: Deadline | undefined;
  let end: (() => void) | undefined;
  warnOfFakedTimers(context.logger);
  try {
    call.options = checkedOptions(options);
    const { signal, totalTimeout = context.totalTimeout } = call.options;
    total = readArgument('signal', () => startDeadline(totalTimeout, signal));
    end = context.activity.begin(endpoint);
    const checked = checkedCall(call, total, request);
    const body = await send(checked);
    announceDrift(checked, name, endpoint, body);
    return body as Response;
  } catch (thrown) {
    // An error of an attempt is complete; everything else failed before the first one.
    throw isImGroupsError(thrown) ? thrown : errorOf(call, toFailure(thrown));
  } finally {
    total?.clear();
    end?.();
    const { admitted, attempts, inDoubt } = call;
    call.options.report?.({ endpoint: name, admitted, attempts, inDoubt });
  }
}

function checkedCall(call: Call, total: Deadline, request: unknown): CheckedCall {
  const { context, name, endpoint } = call;
  const limits = limitsOf(context, name, endpoint);
  const fields = checkRequest(endpoint, request, limits);
  return Object.assign(call, {
    limits,
    total,
    request: fields,
    repeat: repeatOf(endpoint.repeat, fields),
  });
}

function send(call: CheckedCall): Promise<unknown> {
  const { context, options, total } = call;
  return withRetry((attempt) => sendOnce(call, attempt), {
    policy: { ...context.retry, maxRetries: options.maxRetries ?? context.retry.maxRetries },
    repeat: call.repeat,
    deadline: total,
    random: context.random,
    renew: (error) =>
      call.credential !== undefined && context.protocol.renew(error, call.credential),
    onRetry: (error, delayMs, attempt) =>
      announce(call, 'onRetry', () => ({
        provider: context.protocol.provider,
        operation: options.operation,
        endpoint: call.name,
        attempt,
        delayMs,
        error,
      })),
    interrupted: ({ number, afterAmbiguous }) =>
      errorOf(call, interrupted(call, false), {
        attempts: number,
        afterAmbiguous,
        ambiguous: afterAmbiguous,
      }),
  });
}

async function sendOnce(call: CheckedCall, attempt: Attempt): Promise<unknown> {
  const { context, endpoint } = call;
  call.attempts = attempt.number;
  let prepared: PreparedRequest | undefined;
  let event: RequestEvent | undefined;
  let httpStatus: number | undefined;
  let startedAt = 0;
  try {
    const wire = readArgument('request', () => buildRequest(endpoint, call.request));
    prepared = await beforeTheWire(call, async (signal) => {
      const { rate } = call.limits;
      if (rate) await call.total.race(admit(call, rate, signal));
      call.admitted = true;
      return context.protocol.prepare(wire, endpoint, { signal });
    });
    call.credential = prepared.credential;
    context.secrets.note(prepared.credential);
    call.requestId = prepared.requestId;
    const request = requestEvent(call, attempt, prepared);
    event = request;
    announce(call, 'onRequest', () => request);
    startedAt = performance.now();
    const response = await sendWithDeadline(call, prepared);
    httpStatus = response.status;
    const body = context.protocol.decode(guarded(call, prepared, response), endpoint, call.request);
    const durationMs = performance.now() - startedAt;
    announce(call, 'onResponse', () => ({ ...request, httpStatus, durationMs }));
    return body;
  } catch (thrown) {
    const error = attemptError(call, attempt, toFailure(thrown), prepared, httpStatus);
    const sent = event;
    if (sent) {
      learnLimit(call, error);
      const durationMs = performance.now() - startedAt;
      announce(call, 'onResponse', () => ({ ...sent, httpStatus, durationMs, error }));
    }
    throw error;
  }
}

function requestEvent(
  { context, name, endpoint, options }: CheckedCall,
  attempt: Attempt,
  prepared: PreparedRequest,
): RequestEvent {
  return {
    provider: context.protocol.provider,
    operation: options.operation,
    endpoint: name,
    attempt: attempt.number,
    requestId: prepared.requestId,
    ...((options.bodies ?? context.bodies) && {
      body: maskedBody(prepared, endpoint, context.secrets),
    }),
  };
}

/** The error of an attempt, with the doubt that it and those before it leave. */
function attemptError(
  call: CheckedCall,
  { number, afterAmbiguous }: Attempt,
  failure: Failure,
  prepared: PreparedRequest | undefined,
  httpStatus: number | undefined,
): ImGroupsError {
  // A read has no effect that could be in doubt.
  const inDoubt = failure.details.ambiguous === true && call.repeat !== 'read';
  call.inDoubt ||= inDoubt;
  return errorOf(call, failure, {
    attempts: number,
    afterAmbiguous,
    ambiguous: inDoubt || afterAmbiguous,
    httpStatus: failure.details.httpStatus ?? httpStatus,
    ...(prepared && { requestId: prepared.requestId }),
  });
}

/** Makes the one error of a failure. */
function errorOf(
  { context, name, options }: Call,
  failure: Failure,
  details: Partial<ErrorDetails> = {},
): ImGroupsError {
  const { refine = (same: Failure) => same, operation } = options;
  const { provider } = context.protocol;
  const masked = context.secrets.mask(failure.with(details));
  return refine(masked).toError({ provider, endpoint: name, operation });
}

/** Waits for the limiter. */
function admit(call: CheckedCall, rate: Rate, signal: AbortSignal): Promise<void> {
  const { limiter = call.context.limiter, gate } = call.options;
  const key = rateKey(call, rate);
  const enter = (): Promise<void> => limiter.acquire(key, rate, { signal });
  return gate ? gate.pass({ key, rate, signal }, enter) : enter();
}

/** The key of the calls that share one allowance at the vendor. */
function rateKey({ context, name }: Call, rate: Rate): string {
  return `${context.protocol.provider}:${context.protocol.app}:${rate.sharedAs ?? name}`;
}

/** Takes in that the vendor's limit is lower than the one that is kept: slows down, and tells it. */
function learnLimit(call: CheckedCall, error: ImGroupsError): void {
  const { context, limits, name } = call;
  const about = { provider: context.protocol.provider, endpoint: name };
  const { rate, items } = limits;
  if (rate && context.protocol.isThrottled(error)) {
    const slowed = callSafely(() => context.limiter.throttled?.(rateKey(call, rate), rate));
    if (slowed?.requests)
      announce(call, 'onLimit', () => ({ ...about, limit: 'rate', kept: rate, now: slowed }));
  }
  if (items && error.reason === 'batch_too_long') {
    const list = call.request[items.field];
    const sent = Array.isArray(list) ? list.length : undefined;
    announce(call, 'onLimit', () => ({ ...about, limit: 'items', kept: items.max, refused: sent }));
  }
}

/** Runs what comes before sending; when it is interrupted, the call surely had no effect. */
async function beforeTheWire<Result>(
  call: CheckedCall,
  step: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const { total } = call;
  try {
    total.signal.throwIfAborted();
    return await step(total.signal);
  } catch (thrown) {
    const isOurs = thrown instanceof Failure || isImGroupsError(thrown);
    if (!isOurs && total.signal.aborted) throw interrupted(call, false);
    const failure = toFailure(thrown);
    throw isOurs ? failure : failure.with({ ambiguous: false });
  }
}

async function sendWithDeadline(
  call: CheckedCall,
  prepared: PreparedRequest,
): Promise<HttpResponse> {
  const { context, options, total } = call;
  if (total.signal.aborted) throw interrupted(call, false);
  const attempt = startDeadline(options.timeout ?? context.timeout, total);
  let sending: Promise<HttpResponse> | undefined;
  try {
    const { maxAnswerBytes } = context;
    sending = context.transport.send(prepared, {
      signal: attempt.signal,
      maxAnswerBytes,
      once: call.repeat !== 'read',
    });
    return await attempt.race(sending);
  } catch (thrown) {
    if (attempt.signal.aborted) {
      // A transport that does not know the signal may still answer: nobody will read its stream.
      Promise.resolve(sending)
        .then((late) => late?.stream?.cancel())
        .catch(() => undefined);
      throw interrupted(call, true);
    }
    throw isImGroupsError(thrown) ? toFailure(thrown) : transportFailure(thrown, prepared.url);
  } finally {
    attempt.clear();
  }
}

/** An answer whose download, if it is one, keeps to the deadlines of the call. */
function guarded(
  call: CheckedCall,
  { url }: PreparedRequest,
  response: HttpResponse,
): HttpResponse {
  if (!response.stream) return response;
  const { context, options } = call;
  const timeout = options.timeout ?? context.timeout;
  const { signal } = options;
  const toError = (thrown: unknown, timeIsUp: boolean): Error => {
    const failure = timeIsUp
      ? unanswered(`the download stopped for ${timeout} ms (timeout)`, { code: 'timeout' })
      : signal?.aborted
        ? unanswered('cancelled by the caller', { code: 'cancelled' })
        : transportFailure(thrown, url);
    // The caller already has the first part of the download: only the whole call can be tried again.
    return errorOf(call, failure, { ambiguous: false, attempts: 1 });
  };
  return { ...response, stream: guardStream(response.stream, { timeout, signal, toError }) };
}

/** The failure that the end of a deadline or the caller's signal stands for. */
function interrupted(call: CheckedCall, sent: boolean): Failure {
  const { options, context, total } = call;
  if (options.signal?.aborted) {
    return unanswered('cancelled by the caller', { code: 'cancelled', ambiguous: sent });
  }
  const inTotal = total.expired();
  const milliseconds = inTotal
    ? (options.totalTimeout ?? context.totalTimeout)
    : (options.timeout ?? context.timeout);
  const where = sent ? 'no answer' : 'not sent yet, waiting for the rate limit or credentials,';
  const which = inTotal ? 'totalTimeout' : 'timeout';
  return unanswered(`${where} after ${milliseconds} ms (${which})`, {
    code: 'timeout',
    retryable: true,
    ambiguous: sent,
  });
}
