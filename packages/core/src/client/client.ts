import * as v from 'valibot';
import type { CallContext } from '../call/call-context.ts';
import { type CallResponse, callEndpoint, callForResponse } from '../call/call-endpoint.ts';
import type { CallOptions } from '../call/call-options.ts';
import {
  type AnyEndpoint,
  type Endpoint,
  type EndpointTable,
  failedItemsOf,
  type ItemFailure,
  type RequestOf,
  type ResponseOf,
} from '../endpoint/endpoint.ts';
import { invalid, readArgument, toFailure, unreadable } from '../errors/failure.ts';
import { described } from '../text/inspect.ts';
import { check } from '../validation/check.ts';
import { type ClientOptions, closeContext } from './client-options.ts';

/** A vendor call: the request with the vendor's own fields, and options. */
export type Method<E> = Call<E> &
  (E extends { readonly page: unknown } ? PagedCall<E> : unknown) &
  (E extends { readonly failures: unknown } ? ItemCall<E> : unknown);

/** One call of the vendor. */
export interface Call<E> {
  (request: RequestOf<E>, options?: CallOptions): Promise<ResponseOf<E>>;
  /** The same call; gives its request id, attempts and duration beside the answer. */
  withResponse(request: RequestOf<E>, options?: CallOptions): Promise<CallResponse<ResponseOf<E>>>;
}

/** A call that the vendor pages. */
export interface PagedCall<E> {
  /** The answers from the given request to the end of the list, one call each. */
  pages(request: RequestOf<E>, options?: CallOptions): AsyncIterable<ResponseOf<E>>;
}

/** A call that can succeed while single items fail. */
export interface ItemCall<E> {
  /** The items of a successful answer that failed; takes the request too, because some vendors leave them out of the answer. */
  failures(response: ResponseOf<E>, request: RequestOf<E>): readonly ItemFailure[];
}

/** A call of an endpoint that is given with it. */
export interface UndeclaredCall {
  <Request, Response>(
    endpoint: Endpoint<Request, Response>,
    request: Request,
    options?: CallOptions,
  ): Promise<Response>;
  /** The same call; gives its request id, attempts and duration beside the answer. */
  withResponse<Request, Response>(
    endpoint: Endpoint<Request, Response>,
    request: Request,
    options?: CallOptions,
  ): Promise<CallResponse<Response>>;
}

/** The members of every native client beside its endpoints. */
export interface NativeClient {
  /**
   * Calls an endpoint that this package does not declare, as you declare it with `endpoint({ ... })`: checked, signed,
   * paced and repeated like all others. In errors and hooks its name is its path.
   */
  readonly call: UndeclaredCall;
  /**
   * Takes no further calls, waits for those on their way, and releases what the client holds open; a transport of your
   * own stays open.
   */
  close(): Promise<void>;
}

/** Makes what every native client has. */
export function nativeClient(
  context: CallContext,
  options: Pick<ClientOptions, 'transport'>,
): NativeClient {
  const withResponse: UndeclaredCall['withResponse'] = async (endpoint, request, callOptions) => {
    if (!isEndpoint(endpoint)) {
      throw invalid('endpoint', 'must be declared with endpoint({ ... })').toError({
        provider: context.protocol.provider,
      });
    }
    return callForResponse(context, endpoint.path, endpoint, request, callOptions);
  };
  const call = async <Request, Response>(
    endpoint: Endpoint<Request, Response>,
    request: Request,
    callOptions?: CallOptions,
  ) => (await withResponse(endpoint, request, callOptions)).data;
  return {
    call: Object.assign(call, { withResponse }),
    close: () => closeContext(context, options),
  };
}

function isEndpoint(value: unknown): boolean {
  try {
    return v.is(declaration, value);
  } catch {
    // Something in it throws when it is looked at.
    return false;
  }
}

const declaration = v.object({
  method: v.string(),
  path: v.string(),
  request: v.unknown(),
  repeat: v.unknown(),
});

/** One method per endpoint of a table. Homomorphic, so that editors take each method to its declaration. */
export type ClientOf<Table> = { readonly [Name in keyof Table]: Method<Table[Name]> };

/** Makes the methods of an endpoint table. */
export function clientOf<Table extends EndpointTable>(
  context: CallContext,
  table: Table,
): ClientOf<Table> {
  const methods = Object.entries(table).map(([name, endpoint]) => [
    name,
    methodOf(context, name, endpoint),
  ]);
  return Object.fromEntries(methods) as ClientOf<Table>;
}

function methodOf(context: CallContext, name: string, endpoint: AnyEndpoint): unknown {
  const call = (request: unknown, options?: CallOptions) =>
    callEndpoint(context, name, endpoint, request, options);
  return Object.assign(call, {
    withResponse: (request: unknown, options?: CallOptions) =>
      callForResponse(context, name, endpoint, request, options),
    ...(endpoint.page && {
      pages: (request: unknown, options?: CallOptions) =>
        pagesOf(context, name, endpoint, request, options),
    }),
    ...(endpoint.failures && {
      failures: (response: unknown, request: unknown) =>
        failuresOf(context, name, endpoint, response, request),
    }),
  });
}

function failuresOf(
  context: CallContext,
  name: string,
  endpoint: AnyEndpoint,
  response: unknown,
  request: unknown,
): readonly ItemFailure[] {
  try {
    check(v.object({}), response, 'response');
    check(v.object({}), request, 'request');
    return readArgument('response', () =>
      failedItemsOf(endpoint.failures?.(response, request) ?? []),
    );
  } catch (thrown) {
    throw toFailure(thrown).toError({ provider: context.protocol.provider, endpoint: name });
  }
}

async function* pagesOf(
  context: CallContext,
  name: string,
  endpoint: AnyEndpoint,
  first: unknown,
  options?: CallOptions,
): AsyncGenerator<unknown> {
  let request: unknown = first;
  while (request !== undefined) {
    const response = await callEndpoint(context, name, endpoint, request, options);
    yield response;
    try {
      request = nextPage(endpoint, request, response);
    } catch (thrown) {
      throw toFailure(thrown).toError({ provider: context.protocol.provider, endpoint: name });
    }
  }
}

function nextPage(endpoint: AnyEndpoint, request: unknown, response: unknown): unknown {
  let next: unknown;
  try {
    next = endpoint.page?.(request, response);
  } catch (thrown) {
    throw unreadable(`the answer does not tell where the list goes on (${described(thrown)})`);
  }
  if (next === undefined || !sameRequest(next, request)) return next;
  throw unreadable('the list does not go on: the vendor gave the same position twice');
}

function sameRequest(one: unknown, other: unknown): boolean {
  const text = (value: unknown) =>
    JSON.stringify(value, (_, field) => (typeof field === 'bigint' ? String(field) : field));
  return text(one) === text(other);
}
