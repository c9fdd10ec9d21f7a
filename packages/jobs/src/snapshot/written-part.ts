import type { FileHandle } from 'node:fs/promises';
import { inspect, invalid } from '@imgroups/core/adapter';
import { readLine } from './check-lines.ts';
import { linesOf } from './lines.ts';
import type { SnapshotHeader, SnapshotRecord } from './records.ts';
import { piecesFrom } from './source.ts';

/** The file that an earlier process left, cut back to its last whole group. */
export interface WrittenPart {
  readonly bytes: number;
  readonly lastGroupId: string | undefined;
}

/** Every group begins like this in a file that was written here. A line feed within a string would be escaped. */
const groupMark = Buffer.from('\n{"type":"group",');

const pieceSize = 64 * 1024;

interface PartOptions {
  readonly origin: Pick<SnapshotHeader, 'provider' | 'app'>;
  /** The first line. */
  readonly header: string;
  /** The number of bytes that are whole; without it the last group is taken for incomplete. */
  readonly resumeAt: number | undefined;
}

/**
 * Cuts a part back to what is known to be whole; begins an empty one with the header.
 */
export async function resumePart(
  file: FileHandle,
  { origin, header, resumeAt }: PartOptions,
): Promise<WrittenPart> {
  const { size } = await file.stat();
  if (resumeAt !== undefined) await refuseWrongEnd(file, size, resumeAt);
  if (size === 0) {
    await file.appendFile(header);
    return { bytes: Buffer.byteLength(header), lastGroupId: undefined };
  }
  const found = await recordAt(file, 0);
  refuseOther(origin, found?.record);
  const bytes = resumeAt ?? (await lastGroupBefore(file, size)) ?? found?.end ?? 0;
  await file.truncate(bytes);
  const last = await lastGroupBefore(file, bytes);
  const group = last === undefined ? undefined : await recordAt(file, last);
  return { bytes, lastGroupId: group?.record.type === 'group' ? group.record.id : undefined };
}

async function refuseWrongEnd(file: FileHandle, size: number, end: number): Promise<void> {
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, end - 1);
  if (end <= size && buffer.toString() === '\n') return;
  const rule = `no line ends at byte ${end} of what is written (${size} bytes): it was changed since; delete it to begin again`;
  throw invalid('resumeAt', rule).toError();
}

function refuseOther(
  wanted: Pick<SnapshotHeader, 'provider' | 'app'>,
  found: SnapshotHeader | SnapshotRecord | undefined,
): void {
  if (found?.type !== 'imgroups') {
    throw invalid('path', 'its .part is no snapshot: delete it, or choose another path').toError();
  }
  for (const field of ['provider', 'app'] as const) {
    if (found[field] === wanted[field]) continue;
    const rule = `is ${inspect(wanted[field])}, but the .part that is there has ${inspect(found[field])}: delete it, or choose another path`;
    throw invalid(`origin.${field}`, rule).toError();
  }
}

interface WrittenRecord {
  readonly record: SnapshotHeader | SnapshotRecord;
  /** The offset at which the next line begins. */
  readonly end: number;
}

/** The record of the line that begins at a position, where it is right. */
async function recordAt(file: FileHandle, offset: number): Promise<WrittenRecord | undefined> {
  const lines = linesOf(piecesFrom(file, offset));
  const { value: line } = await lines.next();
  await lines.return(undefined);
  const record = line?.isEnded ? readLine(line)?.record : undefined;
  return record && { record, end: offset + line.bytes.length + 1 };
}

/** Returns the offset of the last group before `end`; searches from behind, because files are long. */
async function lastGroupBefore(file: FileHandle, end: number): Promise<number | undefined> {
  let stop = end;
  while (stop > 0) {
    const start = Math.max(0, stop - pieceSize);
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(stop - start),
      0,
      stop - start,
      start,
    );
    const index = buffer.subarray(0, bytesRead).lastIndexOf(groupMark);
    if (index !== -1) return start + index + 1;
    if (start === 0) return undefined;
    // The mark may lie across the border.
    stop = start + groupMark.length - 1;
  }
  return undefined;
}
