import {
  type AnyEndpoint,
  type Failure,
  type HiddenRefusal,
  type HttpResponse,
  type PreparedRequest,
  type Protocol,
  parseJson,
  refused,
  type TokenSource,
  unreadable,
  withCheck,
} from '@imgroups/core/adapter';
import { errorMeaning, type RefusedCall } from './error-codes.ts';

export interface TencentProtocolOptions {
  readonly sdkAppId: number;
  /** Account whose signatures `userSigs` gives. */
  readonly administrator: string;
  readonly userSigs: TokenSource;
  /** The key that signatures are made with, where it is known. */
  readonly secretKey?: string | undefined;
  /** Without a trailing slash. */
  readonly baseUrl: string;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** "UserSig expired": also what a clock that is behind by the life of a signature leads to. */
const expired = 70001;

/**
 * The difference of this machine's clock above which it is reported, in milliseconds. A smaller one cannot expire a signature,
 * which is renewed five minutes before its end.
 */
const clockTolerance = 300_000;

/** The option to check when the answer seems to be another service's. */
const address = 'baseUrl or region';

/**
 * Statuses that a gateway gives for what it reads in the head of a request or by counting its bytes, and then passes nothing
 * on. All others may stand in place of an answer of the API: 403 too, by which some firewalls withhold an answer.
 */
const notPassedOn = new Set([400, 401, 404, 405, 407, 411, 413, 414, 415, 417, 421, 426, 429, 431]);

/** Called too often; the other codes that ask to wait are about one group, one message or one day. */
const throttleCodes = new Set([60007, 60011, 60018, 60019]);

/** The vendor's HTTP conventions: everything in the query, one envelope, HTTP 200 for failures too. */
export function tencentProtocol(options: TencentProtocolOptions): Protocol {
  const { sdkAppId, administrator, userSigs, secretKey, baseUrl, random, now } = options;
  return {
    provider: 'tencent',
    app: String(sdkAppId),
    secrets: [secretKey],
    async prepare(request, _endpoint, { signal }): Promise<PreparedRequest> {
      const userSig = await userSigs.get({ signal });
      const requestId = String(Math.floor(random() * 2 ** 32));
      const query = writeQuery({
        ...request.query,
        sdkappid: String(sdkAppId),
        identifier: administrator,
        usersig: userSig,
        random: requestId,
        contenttype: 'json',
      });
      return {
        method: request.method,
        url: `${baseUrl}${request.path}?${query}`,
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: request.body,
        credential: userSig,
        requestId,
      };
    },
    decode(response, endpoint, request) {
      // Failures of the API come with 200 too; any other status was made by something in between, even on a whole answer.
      if (response.status !== 200) throw gatewayFailure(response);
      const envelope = readEnvelope(response.text, endpoint);
      const outcome = callOutcome(endpoint, envelope, request);
      if (outcome === 'accepted') return envelope;
      const call = { path: endpoint.path, request };
      if (envelope.ErrorCode !== 0 || envelope.ActionStatus === 'FAIL') {
        const failure = refusal(envelope.ErrorCode, envelope.ErrorInfo, call);
        throw envelope.ErrorCode === expired ? explainedByClock(failure, response, now()) : failure;
      }
      if (outcome) throw refusal(outcome.code, outcome.message, call);
      return envelope;
    },
    renew(error, credential) {
      if (typeof error.vendorCode !== 'number' || !errorMeaning(error.vendorCode).renew) {
        return false;
      }
      userSigs.invalidate(credential);
      return true;
    },
    isThrottled: ({ code, vendorCode, httpStatus }) =>
      code === 'rate_limited' && (httpStatus === 429 || throttleCodes.has(Number(vendorCode))),
  };
}

/** Returns the outcome of a call, where the entry reads it from the answer; otherwise the envelope decides. */
function callOutcome(
  { failures }: AnyEndpoint,
  envelope: Envelope,
  request: Readonly<Record<string, unknown>>,
): 'accepted' | HiddenRefusal | undefined {
  try {
    const found = failures?.(envelope, request) ?? [];
    if ('call' in found) return found.call;
  } catch {
    // The answer has another form than documented, which whoever reads it tells by field.
  }
  return undefined;
}

/** Returns the failure for a code of the vendor, in an envelope or in an item of an answer. */
export function refusal(vendorCode: number | string, text: unknown, call?: RefusedCall): Failure {
  const { code, reason, retryable, ambiguous, check } = errorMeaning(vendorCode, call);
  const vendorMessage = typeof text === 'string' ? text : undefined;
  return refused(withCheck(`${vendorMessage || code} (${vendorCode})`, check), {
    code,
    reason,
    retryable,
    ambiguous,
    vendorCode,
    vendorMessage,
    httpStatus: 200,
  });
}

/** Says so when the clocks of this machine and of the service are apart. */
function explainedByClock(failure: Failure, { headers }: HttpResponse, now: number): Failure {
  const skew = now - Date.parse(headers.date ?? '');
  if (!(Math.abs(skew) > clockTolerance)) return failure;
  const minutes = Math.round(Math.abs(skew) / 60_000);
  const side = skew < 0 ? 'behind' : 'ahead of';
  const clock = `the clock of this machine is ${minutes} minutes ${side} that of the service`;
  return failure.with({ reason: 'clock_skew' }, `${failure.text}; ${clock}`);
}

function writeQuery(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
}

interface Envelope extends Readonly<Record<string, unknown>> {
  readonly ErrorCode: number;
}

function readEnvelope(text: string, endpoint: AnyEndpoint): Envelope {
  const body = readJson(text, endpoint);
  if (isEnvelope(body)) return body;
  throw unreadableAnswer('the answer has no ErrorCode', 'ErrorCode');
}

function readJson(text: string, endpoint: AnyEndpoint): unknown {
  try {
    return parseJson(text, endpoint.int64);
  } catch {
    const what = /^\s*</.test(text) ? 'a web page' : `${text.length} characters`;
    throw unreadableAnswer(`the answer is not JSON but ${what}`);
  }
}

function isEnvelope(body: unknown): body is Envelope {
  return (
    typeof body === 'object' &&
    body !== null &&
    'ErrorCode' in body &&
    Number.isInteger(body.ErrorCode)
  );
}

/** The call reached something, but what it did cannot be told. */
function unreadableAnswer(text: string, field?: string): Failure {
  return unreadable(withCheck(text, address), { field, retryable: true, ambiguous: true });
}

function gatewayFailure({ status, headers }: HttpResponse): Failure {
  const throttled = status === 429;
  // An answer that is in doubt or throttled comes from a gateway that leads to the API.
  const isForeign = !throttled && status < 500 && status !== 408;
  const text = `HTTP ${status} from a gateway, not from the API`;
  return refused(withCheck(text, isForeign ? address : undefined), {
    code: throttled ? 'rate_limited' : 'unavailable',
    httpStatus: status,
    retryable: throttled || status === 408 || status < 300 || status >= 500,
    ambiguous: !notPassedOn.has(status),
    retryAfterSeconds: readRetryAfter(headers['retry-after']),
  });
}

function readRetryAfter(value: string | undefined): number | undefined {
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined;
}
