import {
  type AnyEndpoint,
  type Failure,
  type HttpResponse,
  invalid,
  type PreparedRequest,
  type Protocol,
  parseJson,
  refused,
  type TokenSource,
  unreadable,
  type WireRequest,
  withCheck,
} from '@imgroups/core/adapter';
import { type FailedAnswer, meaningOf, missingSubject } from './error-codes.ts';

export interface EasemobProtocolOptions {
  /** Name of the provider. @default 'easemob' */
  readonly provider?: string | undefined;
  /** The application, to which limits and cursors are bound: `org#app`. */
  readonly app: string;
  /** The base of all paths, without a trailing slash. */
  readonly appUrl: string;
  readonly tokens: TokenSource;
  /** The credentials with which tokens are fetched or made. */
  readonly secret?: string | undefined;
  /** The options to check when credentials are refused. @default the options of Easemob, by the refusal */
  readonly credentials?: string | undefined;
  /** The options to check when the answer seems to be another service's. @default 'baseUrl or region' */
  readonly address?: string | undefined;
}

type Hints = Pick<EasemobProtocolOptions, 'credentials' | 'address'>;

const usualAddress = 'baseUrl or region';

/** A URL must stay below 4 KB. */
const maxUrlLength = 4095;

/** The address of an app of Easemob. */
export function appUrlOf(baseUrl: string, appKey: string): string {
  return `${baseUrl}/${appKey.split('#').map(encodeURIComponent).join('/')}`;
}

/** The vendor's HTTP conventions: the app in the path, a bearer token, HTTP statuses that mean something. */
export function easemobProtocol(options: EasemobProtocolOptions): Protocol {
  const { provider = 'easemob', app, appUrl, tokens, secret, ...hints } = options;
  return {
    provider,
    app,
    secrets: [secret],
    async prepare(request, endpoint, { signal }): Promise<PreparedRequest> {
      const query = new URLSearchParams(request.query).toString();
      const url = `${appUrl}${request.path}${query && `?${query}`}`;
      requireShort(url, request, endpoint);
      const token = endpoint.auth === 'none' ? undefined : await tokens.get({ signal });
      // Calls without fields have no body at all, and then no content type.
      const body = request.body === '{}' ? undefined : request.body;
      return {
        method: request.method,
        url,
        headers: {
          accept: endpoint.answer === 'stream' ? '*/*' : 'application/json',
          ...request.headers,
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}),
        },
        body,
        answer: endpoint.answer === 'stream' ? 'stream' : 'text',
        credential: token,
      };
    },
    decode(response, endpoint) {
      if (response.status < 200 || response.status > 299) throw refusal(response, endpoint, hints);
      if (endpoint.answer === 'stream') return response.stream ?? new Blob([]).stream();
      return readAnswer(response.text, endpoint, hints);
    },
    renew({ httpStatus, vendorCode, vendorMessage, vendorNumber, vendorDetail }, credential) {
      if (httpStatus !== 401) return false;
      const failure = {
        status: httpStatus,
        error: vendorCode === undefined ? undefined : String(vendorCode),
        description: vendorMessage,
        number: vendorNumber,
        detail: vendorDetail,
      };
      if (!meaningOf(failure).renew) return false;
      tokens.invalidate(credential);
      return true;
    },
    isThrottled: ({ code, httpStatus }) => code === 'rate_limited' || httpStatus === 503,
  };
}

/** Lists of names in a path are what makes a URL long; the service cuts it off. */
function requireShort(url: string, request: WireRequest, endpoint: AnyEndpoint): void {
  if (url.length <= maxUrlLength) return;
  throw invalid(
    longestField(request, endpoint),
    `the URL would have ${url.length} bytes, at most ${maxUrlLength} are possible: send fewer names per call`,
    { reason: 'batch_too_long' },
  );
}

/** The field that takes the most of a URL. */
function longestField({ path, query }: WireRequest, endpoint: AnyEndpoint): string {
  const parts = path.split('/');
  const inPath = endpoint.path.split('/').map((part, index): [string, string] => {
    const isField = part.startsWith('{');
    return [part.slice(1, -1), isField ? (parts[index] ?? '') : ''];
  });
  const fields = [...inPath, ...Object.entries(query)];
  return fields.sort(([, one], [, other]) => other.length - one.length)[0]?.[0] ?? 'request';
}

function readAnswer(
  text: string,
  endpoint: AnyEndpoint,
  { address = usualAddress }: Hints,
): object {
  const body = readJson(text, endpoint.int64);
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  if (isObject && !isOfTencent(body)) return body;
  const what = isObject
    ? 'one of Tencent Cloud Chat'
    : /^\s*</.test(text)
      ? 'a web page'
      : text === ''
        ? 'empty'
        : `${text.length} characters of something else`;
  throw unreadable(
    withCheck(`the answer is not a JSON object of the service but ${what}`, address),
    {
      retryable: !isObject,
      ambiguous: true,
    },
  );
}

/** True if an answer has the envelope of the other vendor, whose address was given. */
function isOfTencent(body: object): boolean {
  return 'ActionStatus' in body && 'ErrorCode' in body;
}

/** Returns the failure in an answer: gateways answer with empty bodies and web pages, then the status alone tells. */
function refusal(
  response: HttpResponse,
  endpoint: AnyEndpoint,
  { credentials, address = usualAddress }: Hints,
): Failure {
  const failure = readFailure(response);
  const { code, reason, retryable, ambiguous, check } = meaningOf(failure);
  const { status, error, description, number, detail } = failure;
  // Only the service itself gives a word; a 404 without one is mostly another service's.
  const isForeign = error === undefined && (status === 404 || status === 405 || status < 400);
  const subject = code === 'not_found' ? missingSubject(failure, endpoint) : undefined;
  return refused(
    withCheck(
      `${description?.trim() || detail?.trim() || code} (${error ? `${status} ${error}` : `HTTP ${status}`})`,
      (check && (credentials ?? check)) ?? (isForeign ? address : undefined),
    ),
    {
      code,
      reason: reason ?? subject,
      retryable,
      ambiguous,
      vendorCode: error,
      vendorMessage: description,
      vendorNumber: number,
      vendorDetail: detail,
      httpStatus: status,
      retryAfterSeconds: readRetryAfter(response.headers['retry-after']),
    },
  );
}

function readFailure({ status, text }: HttpResponse): FailedAnswer {
  const fields: Readonly<Record<string, unknown>> = { ...Object(readJson(text)) };
  return {
    status,
    error: textOf(fields.error),
    description: textOf(fields.error_description),
    number: numberOf(fields.error_code),
    detail: textOf(fields.desc),
    exception: textOf(fields.exception),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) ? Number(number) : undefined;
}

/** Parsed JSON, or nothing where a text is not JSON. */
function readJson(text: string, int64?: readonly string[]): unknown {
  try {
    return parseJson(text, int64);
  } catch {
    return undefined;
  }
}

function readRetryAfter(value: string | undefined): number | undefined {
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined;
}
