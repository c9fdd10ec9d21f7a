import type { ImGroupsError } from '../errors/imgroups-error.ts';
import type { HttpRequest, HttpResponse } from '../transport/transport.ts';
import type { AnyEndpoint } from './endpoint.ts';

/** A call as the endpoint declares it, before the vendor's host, signature and common fields. */
export interface WireRequest {
  readonly method: string;
  /** Filled and encoded, with its leading slash. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Headers of this call alone; absent where it has none. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | FormData | undefined;
}

/** A call ready to be sent. */
export interface PreparedRequest extends HttpRequest {
  /** The token or signature used, so that exactly this one is dropped when it is refused. */
  readonly credential?: string | undefined;
  /** Tells this attempt from others at the vendor's support. */
  readonly requestId?: string | undefined;
}

/** A vendor's HTTP conventions. */
export interface Protocol {
  /** The vendor's name: `tencent`. */
  readonly provider: string;
  /** The application: limits and cursors are bound to it. */
  readonly app: string;
  /** Keys that no error may show, beside the credentials of its requests. */
  readonly secrets?: readonly (string | undefined)[] | undefined;
  /** Adds host, credentials and common fields. */
  prepare(
    request: WireRequest,
    endpoint: AnyEndpoint,
    options: { readonly signal: AbortSignal },
  ): Promise<PreparedRequest>;
  /**
   * The body of a successful answer; throws a `Failure` otherwise. Takes the request too, because some codes mean
   * different things for different requests.
   */
  decode(
    response: HttpResponse,
    endpoint: AnyEndpoint,
    request: Readonly<Record<string, unknown>>,
  ): unknown;
  /** Drops a refused credential; true when one more attempt with a new one is worth it. */
  renew(error: ImGroupsError, credential: string): boolean;
  /** True if an error says that an endpoint is called too often; limits of single groups are not meant. */
  isThrottled(error: ImGroupsError): boolean;
}
