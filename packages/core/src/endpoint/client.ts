import { type CallContext, type CallOptions, callEndpoint } from './call-endpoint.ts';
import type { EndpointTable, RequestOf, ResponseOf } from './endpoint.ts';

/** A vendor call: the request with the vendor's own fields, and options. */
export type Method<E> = (request: RequestOf<E>, options?: CallOptions) => Promise<ResponseOf<E>>;

/** One method per endpoint of a table. Homomorphic, so that editors take each method to its declaration. */
export type ClientOf<Table> = { readonly [Name in keyof Table]: Method<Table[Name]> };

/** Makes the methods of an endpoint table. */
export function clientOf<Table extends EndpointTable>(
  context: CallContext,
  table: Table,
): ClientOf<Table> {
  const methods = Object.entries(table).map(([name, endpoint]) => [
    name,
    (request: unknown, options?: CallOptions) =>
      callEndpoint(context, name, endpoint, request, options),
  ]);
  return Object.fromEntries(methods) as ClientOf<Table>;
}
