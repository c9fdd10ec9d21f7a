import { existsSync } from 'node:fs';
import { type RegistryEntry, registry } from '@imgroups/emulator/registry';
import { faultOf } from './chaos-transport.ts';
import { provingOf } from './proving.ts';
import { userIds, type Vendor, type VendorParts } from './vendor.ts';
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
  const { emulatorOptions, secrets } = parts;
  const options = { rateScale: 0, faultOf, ...emulatorOptions };
  const app = await entry.emulator.start(options);
  const { control, close } = app;
  control.importAccounts(userIds);
  const fields: Readonly<Record<string, unknown>> = { ...app };
  return {
    ...provingOf(entry.vendor, parts, { ...app, ...entry.emulator.providerOptions }),
    control,
    close,
    secrets: secrets.map((field) => String(fields[field])),
    reset() {
      control.reset();
      control.importAccounts(userIds);
    },
    journal: control.journal,
    world: () => toWorld(control.groups()),
  };
}
