import { checkOptions, positiveInteger, strict } from '@imgroups/core/adapter';
import * as v from 'valibot';
import { checkedLines, type SnapshotFault } from './check-lines.ts';
import { linesOf } from './lines.ts';
import { piecesOf, type SnapshotSource } from './source.ts';

export interface ValidateSnapshotOptions {
  /** The number of faults that are reported; all are counted. @default 1000 */
  readonly maxFaults?: number | undefined;
}

/** The content of a snapshot in numbers, and its faults. */
export interface SnapshotReport {
  /** True if the snapshot can be read. */
  readonly ok: boolean;
  /** The first faults, in the order of the lines. */
  readonly faults: readonly SnapshotFault[];
  readonly faultCount: number;
  /** Records that are right, by type. */
  readonly counts: Readonly<Record<'group' | 'member' | 'mute' | 'blacklist', number>>;
}

const optionEntries = { maxFaults: v.optional(positiveInteger) };

/**
 * Checks a whole snapshot, and names line and field of each fault. It is read once, in pieces: its size does not matter.
 * Throws only where the source cannot be read.
 */
export async function validateSnapshot(
  source: SnapshotSource,
  options: ValidateSnapshotOptions = {},
): Promise<SnapshotReport> {
  const { maxFaults = 1000 } = checkOptions(undefined, strict(optionEntries), options);
  const faults: SnapshotFault[] = [];
  const counts = { imgroups: 0, group: 0, member: 0, mute: 0, blacklist: 0 };
  let faultCount = 0;
  for await (const line of checkedLines(linesOf(piecesOf(source)))) {
    faultCount += line.faults.length;
    faults.push(...line.faults.slice(0, maxFaults - faults.length));
    if (line.record && line.faults.length === 0) counts[line.record.type] += 1;
  }
  const { imgroups: _, ...records } = counts;
  return { ok: faultCount === 0, faults, faultCount, counts: records };
}
