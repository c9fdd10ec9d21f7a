import { existsSync } from 'node:fs';
import type { EndpointTable, Operation } from '@imgroups/core/adapter';
import { type RegistryEntry, registry } from '@imgroups/emulator/registry';
import { faultOf } from './chaos-transport.ts';
import { clientOptions, userIds, type Vendor, type VendorParts } from './vendor.ts';
import { toWorld } from './world.ts';

/** A vendor that goes through chaos. */
export interface ChaosVendor {
  readonly name: string;
  readonly title: string;
  /** How the vendor slows clients down, in words. */
  readonly throttled: string;
  /** Starts an emulator of its own. */
  readonly start: () => Promise<Vendor>;
}

/** The vendors of the registry that have a file in `vendors/`. */
export const vendors: readonly ChaosVendor[] = await Promise.all(
  registry
    .filter(({ vendor }) => existsSync(new URL(`vendors/${vendor.name}.ts`, import.meta.url)))
    .map(async (entry) => {
      const { name, titles } = entry.vendor;
      const module: { readonly vendorParts: VendorParts } = await import(`./vendors/${name}.ts`);
      const parts = module.vendorParts;
      return {
        name,
        title: titles.en,
        throttled: parts.throttled.text,
        start: () => startVendor(entry, parts),
      };
    }),
);

async function startVendor(entry: RegistryEntry, parts: VendorParts): Promise<Vendor> {
  const { name, chapters, operations, createProvider } = entry.vendor;
  const { emulatorOptions, secrets, throttled, endpoints = {}, natives } = parts;
  const options = { rateScale: 0, faultOf, ...emulatorOptions };
  const app = await entry.emulator.start(options);
  const { control, close } = app;
  const table: EndpointTable = Object.assign({}, ...Object.values(chapters));
  /** The first call of an operation that has an effect; of one that only reads, the first. */
  const mainCall = (operation: Operation): string | undefined => {
    const { calls } = operations[operation];
    return calls.find((call) => table[call]?.repeat !== 'read') ?? calls[0];
  };
  control.importAccounts(userIds);
  const fields: Readonly<Record<string, unknown>> = { ...app };
  return {
    name,
    control,
    close,
    secrets: secrets.map((field) => String(fields[field])),
    endpoints: table,
    endpointOf: ({ name: operationName, operation, endpoint }) =>
      endpoint ?? endpoints[operationName] ?? (operation && mainCall(operation)) ?? '',
    throttled: throttled.forms,
    world: () => toWorld(control.groups()),
    connect(session) {
      const provider = createProvider({
        ...app,
        ...entry.emulator.providerOptions,
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
