import type { Violation } from './ledger.ts';
import { type LostRepliesResult, lostReplies } from './lost-replies.ts';
import { type Hits, type MatrixResult, matrix } from './matrix.ts';
import { type StormOptions, type StormResult, storm } from './storm.ts';
import type { Vendor } from './vendor.ts';
import { type ChaosVendor, vendors } from './vendors.ts';

export interface ChaosOptions {
  readonly seed: number;
  /** Operations of the storm, on each vendor. */
  readonly operations: number;
  /** Creates and sends of which some replies are lost, on each vendor. */
  readonly writes: number;
  /** Which attempts are hit in the table of faults. */
  readonly hits: readonly Hits[];
}

/** What one vendor came through. */
export interface VendorResult {
  readonly storm: StormResult;
  readonly lostReplies: LostRepliesResult;
  readonly matrices: Readonly<Partial<Record<Hits, MatrixResult>>>;
}

/** What each vendor came through. */
export type ChaosResult = ReadonlyMap<ChaosVendor, VendorResult>;

/** Everything that goes wrong, on every vendor. */
export async function chaos(options: ChaosOptions): Promise<ChaosResult> {
  const results = new Map<ChaosVendor, VendorResult>();
  for (const vendor of vendors) results.set(vendor, await ofVendor(vendor.start, options));
  return results;
}

async function ofVendor(
  start: () => Promise<Vendor>,
  { seed, operations, writes, hits }: ChaosOptions,
): Promise<VendorResult> {
  const matrices: Partial<Record<Hits, MatrixResult>> = {};
  for (const each of hits)
    matrices[each] = await on(start, (vendor) => matrix(vendor, { hits: each }));
  return {
    matrices,
    lostReplies: await on(start, (vendor) => lostReplies(vendor, { seed, calls: writes })),
    storm: await stormOf(start, { seed, operations }),
  };
}

/** A storm on an emulator of its own. */
export function stormOf(start: () => Promise<Vendor>, options: StormOptions): Promise<StormResult> {
  return on(start, (vendor) => storm(vendor, options));
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
  return [...result.values()].flatMap(({ storm, lostReplies, matrices }) => [
    ...storm.violations,
    ...lostReplies.violations,
    ...Object.values(matrices).flatMap(({ violations }) => violations),
  ]);
}
