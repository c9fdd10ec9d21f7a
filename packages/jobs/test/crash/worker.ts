/** Imports a snapshot in a process of its own, which kills itself at a commit of its journal. */
import { once } from 'node:events';
import { unlimited } from '@imgroups/core/adapter';
import type { VendorName } from '@imgroups/emulator/registry';
import { importGroups, type JobReport } from '@imgroups/jobs';
import { entryOf } from '@imgroups/testing/start-vendor';
import { dieAtCommit, type Kill } from './die-at-commit.ts';

/** The task of the process. */
export interface WorkerOrder {
  readonly vendorName: VendorName;
  /** Address and credentials of the emulator. */
  readonly app: object;
  readonly snapshot: string;
  readonly journal: string;
  readonly groupIds: 'keep' | 'new';
  /** Set to let calls wait for no rate, and to measure the memory in use. */
  readonly isLarge?: boolean | undefined;
  readonly kill?: Kill | undefined;
}

/** The messages of the process: at its end, and after each commit. */
export type WorkerMessage =
  | { readonly report: JobReport; readonly commits: number; readonly liveMegabytes: number }
  | { readonly failure: string };

const [order] = (await once(process, 'message')) as [WorkerOrder];
const death = dieAtCommit(order.kill);

function medianOf(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;
}

const { vendor, emulator } = entryOf(order.vendorName);
const provider = vendor.createProvider({
  ...order.app,
  ...emulator.providerOptions,
  ...(order.isLarge && { limiter: unlimited }),
  retry: { baseDelay: 5, throttledDelay: 50 },
});
const samples: number[] = [];
/** Without garbage: how long that lies about is V8's affair, and depends on the time that a run takes. */
function measure(): void {
  globalThis.gc?.();
  samples.push(process.memoryUsage().heapUsed / 1e6);
}
if (order.isLarge) setInterval(measure, 250).unref();
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
    liveMegabytes: medianOf(samples.slice(samples.length / 2)),
  };
} catch (error) {
  message = { failure: error instanceof Error ? `${error.stack}` : String(error) };
}
await provider.close();
process.send?.(message, () => process.disconnect());
