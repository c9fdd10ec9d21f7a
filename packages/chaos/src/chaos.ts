import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { defaultTransport, type Transport } from '@imgroups/core/adapter';
import { undiciTransport } from '@imgroups/core/undici';
import { startRedisServer } from '@imgroups/testing/redis-server';
import type { Forms } from './faults.ts';
import type { Violation } from './ledger.ts';
import { type LostRepliesResult, lostReplies } from './lost-replies.ts';
import { type Hits, type MatrixResult, matrix } from './matrix.ts';
import { type StormResult, storm } from './storm.ts';
import {
  rateScale,
  type TwoProcessesOptions,
  type TwoProcessesResult,
  twoProcesses,
} from './two-processes.ts';
import type { Vendor } from './vendor.ts';
import { type ChaosVendor, vendors } from './vendors.ts';

export interface ChaosOptions {
  readonly seed: number;
  /** Operations of the storm, on each vendor and transport. */
  readonly operations: number;
  /** Creates and sends of which some replies are lost, on each vendor and transport. */
  readonly writes: number;
  /** Operations of two processes on the same members, on each vendor. */
  readonly shared: number;
  /** Which attempts are hit in the table of faults. */
  readonly hits: readonly Hits[];
}

/** The transports of clients. */
export const transports = {
  fetch: () => defaultTransport(),
  undici: () => undiciTransport(),
} satisfies Readonly<Record<string, () => Transport>>;

export type TransportName = keyof typeof transports;

export const transportNames: readonly TransportName[] = ['fetch', 'undici'];

/** The results of one vendor with one transport, as plain data. */
export interface TransportResult {
  readonly storm: StormResult;
  readonly lostReplies: LostRepliesResult;
  readonly matrices: Readonly<Partial<Record<Hits, MatrixResult>>>;
}

/** The results of one vendor. */
export interface VendorResult {
  readonly transports: Readonly<Record<TransportName, TransportResult>>;
  readonly twoProcesses: TwoProcessesResult;
  /** The same with limits that the processes share, on a service that enforces its rates. */
  readonly sharedLimits: TwoProcessesResult;
}

/** The results of each vendor. */
export type ChaosResult = ReadonlyMap<ChaosVendor, VendorResult>;

/** The task of a thread. */
export interface ThreadTask {
  readonly vendorName: string;
  readonly transport: TransportName;
  readonly options: ChaosOptions;
}

/** Everything that goes wrong, on every vendor and transport: vendor by vendor, with a thread per transport. */
export async function chaos(options: ChaosOptions): Promise<ChaosResult> {
  const { seed, shared: operations } = options;
  const shared: TwoProcessesOptions = { seeds: [seed, seed + 1], operations };
  const results = new Map<ChaosVendor, VendorResult>();
  for (const vendor of vendors) {
    const inThread = (transport: TransportName) =>
      runInThread({ vendorName: vendor.name, transport, options });
    const [fetch, undici] = await Promise.all([inThread('fetch'), inThread('undici')]);
    results.set(vendor, {
      transports: { fetch, undici },
      twoProcesses: await on(vendor.start, (running) => twoProcesses(running, shared)),
      sharedLimits: await twoProcessesOnRedis(vendor, shared),
    });
  }
  return results;
}

/** Two processes that share their limits through a Redis of their own. */
export async function twoProcessesOnRedis(
  { start }: ChaosVendor,
  options: Omit<TwoProcessesOptions, 'redisUrl'>,
): Promise<TwoProcessesResult> {
  const redis = await startRedisServer();
  try {
    return await on(
      () => start({ rateScale }),
      (vendor) => twoProcesses(vendor, { ...options, redisUrl: redis.url }),
    );
  } finally {
    await redis.kill();
  }
}

async function runInThread(task: ThreadTask): Promise<TransportResult> {
  const thread = new Worker(new URL('chaos.worker.ts', import.meta.url), { workerData: task });
  const [result] = await once(thread, 'message');
  return result;
}

/** Everything that goes wrong for clients of one vendor that send through one transport. */
export async function chaosOf(
  { start }: ChaosVendor,
  transport: TransportName,
  { seed, operations, writes, hits }: ChaosOptions,
): Promise<TransportResult> {
  const matrices: Partial<Record<Hits, MatrixResult>> = {};
  for (const each of hits) {
    // If every attempt fails, one form of each fault tells enough.
    const choose = (forms: Forms) => (each === 'once' ? forms : forms.slice(0, 1));
    matrices[each] = await on(start, (vendor) =>
      matrix(over(transport, vendor), { hits: each, choose }),
    );
  }
  const calls = { seed, calls: writes };
  return {
    matrices,
    lostReplies: await on(start, (vendor) => lostReplies(over(transport, vendor), calls)),
    storm: await on(start, (vendor) => storm(over(transport, vendor), { seed, operations })),
  };
}

/** A vendor whose clients send through a transport. */
export function over(transport: TransportName, vendor: Vendor): Vendor {
  const sender = transports[transport]();
  return { ...vendor, connect: (options) => vendor.connect({ sender, ...options }) };
}

/** Runs something on an emulator that is its own. */
export async function on<Result>(
  start: () => Promise<Vendor>,
  run: (vendor: Vendor) => Promise<Result>,
): Promise<Result> {
  const vendor = await start();
  try {
    return await run(vendor);
  } finally {
    await vendor.close();
  }
}

/** Everything that contradicts the reports. */
export function violationsOf(result: ChaosResult): readonly Violation[] {
  return [...result.values()].flatMap((vendor) => [
    ...Object.values(vendor.transports).flatMap(({ storm, lostReplies, matrices }) => [
      ...storm.violations,
      ...lostReplies.violations,
      ...Object.values(matrices).flatMap(({ violations }) => violations),
    ]),
    ...vendor.twoProcesses.violations,
    ...vendor.sharedLimits.violations,
  ]);
}
