import { existsSync } from 'node:fs';
import type { EndpointTable, Operation } from '@imgroups/core/adapter';
import { type RegistryEntry, registry } from '@imgroups/emulator/registry';
import { faultOf } from './chaos-transport.ts';
import { createFaultProxy, type FaultProxy } from './fault-proxy.ts';
import {
  clientOptions,
  type Session,
  type SessionOptions,
  userIds,
  type Vendor,
  type VendorParts,
} from './vendor.ts';
import { toWorld } from './world.ts';

/** A vendor that goes through chaos. */
export interface ChaosVendor {
  readonly name: string;
  readonly title: string;
  /** How the vendor slows clients down, in words. */
  readonly throttledText: string;
  readonly throttled: VendorParts['throttled']['forms'];
  /** Starts an emulator of its own. */
  readonly start: () => Promise<Vendor>;
  /** Makes a client of an emulator that may run in another process. */
  readonly connect: (app: object, proxy: FaultProxy, options: SessionOptions) => Session;
}

/** The vendors of the registry that have a file in `vendors/`. */
export const vendors: readonly ChaosVendor[] = await Promise.all(
  registry
    .filter(({ vendor }) => existsSync(new URL(`vendors/${vendor.name}.ts`, import.meta.url)))
    .map(async (entry) => {
      const { name, titles } = entry.vendor;
      const module: { readonly vendorParts: VendorParts } = await import(`./vendors/${name}.ts`);
      const parts = module.vendorParts;
      const connect: ChaosVendor['connect'] = (app, proxy, options) =>
        connectTo(entry, parts, app, proxy, options);
      return {
        name,
        title: titles.en,
        throttledText: parts.throttled.text,
        throttled: parts.throttled.forms,
        connect,
        start: () => startVendor(entry, parts, connect),
      };
    }),
);

export function vendorNamed(name: string): ChaosVendor {
  const vendor = vendors.find((candidate) => candidate.name === name);
  if (!vendor) throw new Error(`no vendor ${name} goes through chaos`);
  return vendor;
}

async function startVendor(
  entry: RegistryEntry,
  parts: VendorParts,
  connect: ChaosVendor['connect'],
): Promise<Vendor> {
  const { name, chapters, operations } = entry.vendor;
  const { emulatorOptions, secrets, throttled, endpoints = {}, effectsIn } = parts;
  const app = await entry.emulator.start({ rateScale: 0, faultOf, ...emulatorOptions });
  const { control, baseUrl } = app;
  const table: EndpointTable = Object.assign({}, ...Object.values(chapters));
  /** The first call of an operation that has an effect; of one that only reads, the first. */
  const mainCall = (operation: Operation): string | undefined => {
    const { calls } = operations[operation];
    return calls.find((call) => table[call]?.repeat !== 'read') ?? calls[0];
  };
  control.importAccounts(userIds);
  const proxy = createFaultProxy(baseUrl);
  const fields: Readonly<Record<string, unknown>> = { ...app };
  return {
    name,
    app: JSON.parse(JSON.stringify(app)),
    control,
    proxy,
    async close() {
      await proxy.close();
      await app.close();
    },
    secrets: secrets.map((field) => String(fields[field])),
    endpoints: table,
    endpointOf: ({ name: operationName, operation, endpoint }) =>
      endpoint ?? endpoints[operationName] ?? (operation && mainCall(operation)) ?? '',
    throttled: throttled.forms,
    world: () => toWorld(control.groups(), effectsIn(control.snapshot() as never)),
    connect: (options) => connect(app, proxy, options),
  };
}

function connectTo(
  { vendor, emulator }: RegistryEntry,
  { natives }: VendorParts,
  app: object,
  proxy: FaultProxy,
  options: SessionOptions,
): Session {
  const provider = vendor.createProvider({
    ...app,
    ...emulator.providerOptions,
    ...clientOptions(options, proxy),
    cursorSecret: options.cursorSecret,
  });
  return {
    provider,
    natives: natives.map(({ run, ...native }) => ({
      ...native,
      run: (write) => run(provider.client, write),
    })),
  };
}
