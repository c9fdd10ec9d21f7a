import type { Vendor as Descriptor, EndpointTable, Operation } from '@imgroups/core/adapter';
import type { FaultProxy } from './fault-proxy.ts';
import { clientOptions, type Proving, type VendorParts } from './vendor.ts';

/**
 * Prepares a vendor for trials, and clients for an application of it: `app` is the argument of its factory. Faults of the wire
 * need a proxy.
 */
export function provingOf(
  { name, chapters, operations, createProvider }: Descriptor,
  { endpoints = {}, throttled, natives, fetchesTokens }: VendorParts,
  app: object,
  proxy?: FaultProxy,
): Pick<Proving, 'name' | 'endpoints' | 'endpointOf' | 'throttled' | 'connect'> {
  const table: EndpointTable = Object.assign({}, ...Object.values(chapters));
  /** The first call of an operation that has an effect; of one that only reads, the first. */
  const mainCall = (operation: Operation): string | undefined => {
    const { calls } = operations[operation];
    return calls.find((call) => table[call]?.repeat !== 'read') ?? calls[0];
  };
  return {
    name,
    endpoints: table,
    endpointOf: ({ name: operationName, operation, endpoint }) =>
      endpoint ?? endpoints[operationName] ?? (operation && mainCall(operation)) ?? '',
    throttled: throttled.forms,
    connect({ cursorSecret, tokenStore, ...session }) {
      const provider = createProvider({
        ...app,
        ...clientOptions(session, proxy),
        cursorSecret,
        ...(fetchesTokens && { tokenStore }),
      });
      return {
        provider,
        natives: natives.map(({ run, ...native }) => ({
          ...native,
          run: (write) => run(provider.client, write),
        })),
      };
    },
  };
}
