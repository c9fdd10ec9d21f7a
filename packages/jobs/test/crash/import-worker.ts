/** Imports a snapshot in a process of its own, which kills itself at a commit of its journal. */
import { once } from 'node:events';
import { dieAtCommit, type Kill } from './die-at-commit.ts';
import { type ImportEnd, type ImportOrder, runImport } from './run-import.ts';

/** The task of the process. */
export interface WorkerOrder extends ImportOrder {
  /** Set to measure the memory in use. */
  readonly isMeasured?: boolean | undefined;
  readonly kill?: Kill | undefined;
}

/** The message of the process at its end, where it was not killed. */
export interface WorkerMessage {
  readonly end: ImportEnd;
  readonly commits: number;
  readonly liveMegabytes: number;
}

const [{ kill, isMeasured, ...order }] = (await once(process, 'message')) as [WorkerOrder];
const samples: number[] = [];
const death = dieAtCommit(kill, isMeasured ? measure : undefined);

function medianOf(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;
}

/** Without garbage: how long that lies about is V8's affair. By commits, which are as many however long a run takes. */
function measure(commits: number): void {
  if (commits % 4 !== 0) return;
  globalThis.gc?.();
  samples.push(process.memoryUsage().heapUsed / 1e6);
}

const message: WorkerMessage = {
  end: await runImport(order),
  commits: death.commits,
  liveMegabytes: medianOf(samples.slice(samples.length / 2)),
};
process.send?.(message, () => process.disconnect());
