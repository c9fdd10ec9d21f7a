/** Imports a snapshot as it is told, in whichever process that is called. */
import { unlimited } from '@imgroups/core/adapter';
import type { VendorName } from '@imgroups/emulator/registry';
import { importGroups, type JobReport } from '@imgroups/jobs';
import { entryOf } from '@imgroups/testing/start-vendor';

export interface ImportOrder {
  readonly vendorName: VendorName;
  /** Address and credentials of the emulator. */
  readonly app: object;
  readonly snapshot: string;
  readonly journal: string;
  readonly groupIds: 'keep' | 'new';
  /** Set to let calls wait for no rate. */
  readonly isUnlimited?: boolean | undefined;
}

/** The outcome of an import. */
export type ImportEnd = { readonly report: JobReport } | { readonly failure: string };

export async function runImport(order: ImportOrder): Promise<ImportEnd> {
  const { vendor, emulator } = entryOf(order.vendorName);
  const provider = vendor.createProvider({
    ...order.app,
    ...emulator.providerOptions,
    ...(order.isUnlimited && { limiter: unlimited }),
    retry: { baseDelay: 5, throttledDelay: 50 },
  });
  try {
    const { groupIds, journal } = order;
    const options = { journal, groupIds, settleTime: 100 };
    return { report: await importGroups(provider, order.snapshot, options) };
  } catch (error) {
    return { failure: error instanceof Error ? `${error.stack}` : String(error) };
  } finally {
    await provider.close();
  }
}
