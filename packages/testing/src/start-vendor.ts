import type { GroupProvider } from '@imgroups/core/adapter';
import type { Control, ServerOptions } from '@imgroups/emulator';
import { type RegistryEntry, registry, type VendorName } from '@imgroups/emulator/registry';

/** A vendor's emulator that runs, and providers for its app. */
export interface StartedVendor {
  readonly name: VendorName;
  readonly control: Control;
  /** With `tls`, what clients have to trust. */
  readonly ca: string | undefined;
  /** Opens a provider for all that the emulator offers. */
  readonly open: (options?: object) => GroupProvider;
  readonly close: () => Promise<void>;
}

/** Starts the emulator of one vendor, without limits on rates unless options say otherwise. */
export async function startVendor(
  { vendor, emulator }: RegistryEntry,
  options: ServerOptions = {},
): Promise<StartedVendor> {
  const app = await emulator.start({ rateScale: 0, ...options });
  const { control, ca, close } = app;
  return {
    name: vendor.name,
    control,
    ca,
    close,
    open: (more) => vendor.createProvider({ ...app, ...emulator.providerOptions, ...more }),
  };
}

/** The entry of a vendor in the registry. */
export function entryOf(name: VendorName): RegistryEntry {
  const entry = registry.find(({ vendor }) => vendor.name === name);
  if (!entry) throw new Error(`no vendor ${name}`);
  return entry;
}
