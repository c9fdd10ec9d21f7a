import { existsSync } from 'node:fs';
import { type RegistryEntry, registry } from '@imgroups/emulator/registry';
import { faultOf } from './chaos-transport.ts';
import { createFaultProxy, type FaultProxy } from './fault-proxy.ts';
import { provingOf } from './proving.ts';
import {
  type Session,
  type SessionOptions,
  type Text,
  userIds,
  type Vendor,
  type VendorParts,
} from './vendor.ts';
import { toWorld } from './world.ts';

/** A vendor that goes through chaos. */
export interface ChaosVendor {
  readonly name: string;
  readonly titles: Text;
  /** Describes how the vendor slows clients down. */
  readonly throttledText: Text;
  readonly throttled: VendorParts['throttled']['forms'];
  /** Starts an emulator of its own; its rates are enforced only with a scale. */
  readonly start: (options?: { readonly rateScale: number }) => Promise<Vendor>;
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
      const { providerOptions } = entry.emulator;
      const connect: ChaosVendor['connect'] = (app, proxy, options) =>
        provingOf(entry.vendor, parts, { ...app, ...providerOptions }, proxy).connect(options);
      return {
        name,
        titles,
        throttledText: parts.throttled.text,
        throttled: parts.throttled.forms,
        connect,
        start: (options) => startVendor(entry, parts, options?.rateScale),
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
  rateScale = 0,
): Promise<Vendor> {
  const { emulatorOptions, secrets, effectsIn } = parts;
  const app = await entry.emulator.start({ rateScale, faultOf, ...emulatorOptions });
  const { control, baseUrl } = app;
  control.importAccounts(userIds);
  const proxy = createFaultProxy(baseUrl);
  const fields: Readonly<Record<string, unknown>> = { ...app };
  return {
    ...provingOf(entry.vendor, parts, { ...app, ...entry.emulator.providerOptions }, proxy),
    app: JSON.parse(JSON.stringify(app)),
    control,
    proxy,
    async close() {
      await proxy.close();
      await app.close();
    },
    secrets: secrets.map((field) => String(fields[field])),
    reset() {
      control.reset();
      control.importAccounts(userIds);
    },
    save: control.save,
    load(state) {
      control.load(state);
      control.clearJournal();
    },
    journal: control.journal,
    world: () => toWorld(control.groups(), effectsIn(control.snapshot() as never)),
  };
}
