/** Imports a snapshot in a process of its own, which kills itself at a commit of its journal. */
import { once } from 'node:events';
import { unlimited } from '@imgroups/core/adapter';
import type { VendorName } from '@imgroups/emulator/registry';
import { importGroups, type JobReport } from '@imgroups/jobs';
import { entryOf } from '@imgroups/testing/start-vendor';
import { dieAtCommit, type Kill } from './die-at-commit.ts';

/** What the process is to do. */
export interface WorkerOrder {
  readonly vendorName: VendorName;
  /** Address and credentials of the emulator. */
  readonly app: object;
  readonly snapshot: string;
  readonly journal: string;
  readonly groupIds: 'keep' | 'new';
  /** Whether calls wait for no rate. */
  readonly isUnlimited?: boolean | undefined;
  readonly kill?: Kill | undefined;
}

/** What the process tells at its end, or each time a commit is over. */
export type WorkerMessage =
  | { readonly report: JobReport; readonly commits: number; readonly peakMegabytes: number }
  | { readonly failure: string };

const [order] = (await once(process, 'message')) as [WorkerOrder];
const death = dieAtCommit(order.kill);

const { vendor, emulator } = entryOf(order.vendorName);
const provider = vendor.createProvider({
  ...order.app,
  ...emulator.providerOptions,
  ...(order.isUnlimited && { limiter: unlimited }),
  retry: { baseDelay: 5, throttledDelay: 50 },
});
let message: WorkerMessage;
try {
  const { groupIds, journal } = order;
  const report = await importGroups(provider, order.snapshot, {
    journal,
    groupIds,
    settleTime: 100,
  });
  message = {
    report,
    commits: death.commits,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  };
} catch (error) {
  message = { failure: error instanceof Error ? `${error.stack}` : String(error) };
}
await provider.close();
process.send?.(message, () => process.disconnect());
