import type { GroupProvider } from '@imgroups/core';
import type { Control } from '@imgroups/emulator';
import type { VendorName } from '@imgroups/emulator/registry';
import { entryOf } from '@imgroups/testing/start-vendor';

/** An emulator of one side, for a process that opens a provider of its own. */
export interface WorkerSide {
  readonly vendorName: VendorName;
  /** Address and credentials. */
  readonly app: object;
}

/** One side of a migration, with a provider for the test. */
export interface Side {
  readonly control: Control;
  readonly provider: GroupProvider;
  readonly worker: WorkerSide;
  readonly close: () => Promise<void>;
}

/** Starts the emulator of one side. */
export async function openSide(vendorName: VendorName): Promise<Side> {
  const { emulator, vendor } = entryOf(vendorName);
  const app = await emulator.start({ rateScale: 0 });
  const plain = JSON.parse(JSON.stringify({ ...app, baseUrl: app.baseUrl, control: undefined }));
  const provider = vendor.createProvider({ ...app, ...emulator.providerOptions });
  return {
    control: app.control,
    provider,
    worker: { vendorName, app: plain },
    async close() {
      await provider.close();
      await app.close();
    },
  };
}
