import type { Vendor as Descriptor } from '@imgroups/core/adapter';
import { clientOptions, type Proving, type VendorParts } from './vendor.ts';

/** What trials need to know of a vendor, and clients for an application of it: `app` is what its factory takes. */
export function provingOf(
  { name, chapters, operations, createProvider }: Descriptor,
  { endpoints = {}, throttled, natives }: VendorParts,
  app: object,
): Pick<Proving, 'name' | 'endpoints' | 'endpointOf' | 'throttled' | 'connect'> {
  return {
    name,
    endpoints: Object.assign({}, ...Object.values(chapters)),
    endpointOf: ({ name: operationName, operation, endpoint }) =>
      endpoint ?? endpoints[operationName] ?? (operation && operations[operation].calls[0]) ?? '',
    throttled: throttled.forms,
    connect(session) {
      const provider = createProvider({
        ...app,
        ...clientOptions(session),
        cursorSecret: session.cursorSecret,
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
