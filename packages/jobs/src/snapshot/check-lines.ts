import { isUtf8 } from 'node:buffer';
import { inspect } from '@imgroups/core/adapter';
import { createOrderCheck } from './check-order.ts';
import { type CheckedRecord, checkRecord, isOtherVersion } from './check-record.ts';
import { beginning, type Line, longestLine, type SnapshotPosition } from './lines.ts';
import { type SnapshotHeader, type SnapshotRecord, snapshotVersion } from './records.ts';

/** Something in a snapshot that is not as it must be. */
export interface SnapshotFault {
  /** Counted from 1. */
  readonly line: number;
  /** Empty where the line as a whole is meant. */
  readonly field: string;
  readonly message: string;
}

/** A line that was read: its record where that is right in itself, and everything that is wrong with the line. */
export interface CheckedLine {
  readonly position: SnapshotPosition;
  readonly record?: SnapshotHeader | SnapshotRecord | undefined;
  readonly faults: readonly SnapshotFault[];
}

const headerRule = `the first line must be the header of a snapshot: {"type":"imgroups","version":${snapshotVersion}}`;

/**
 * Reads lines and checks them, each for itself and whether it may stand where it does. Blank lines are passed over, and
 * everything that follows the header of another version.
 */
export async function* checkedLines(
  lines: AsyncIterable<Line>,
  isWhole = true,
): AsyncGenerator<CheckedLine> {
  const faultOfOrder = createOrderCheck();
  let isFirst = isWhole;
  for await (const line of lines) {
    const read = readLine(line);
    if (read === undefined) continue;
    const { value, record, faults } = read;
    const found = [...faults];
    const isHeader = Object(value).type === 'imgroups';
    if (isFirst && !isHeader) found.push({ field: '', message: headerRule });
    if (!isFirst && isHeader)
      found.push({ field: 'type', message: 'a header stands in the first line only' });
    isFirst = false;
    const misplaced = faultOfOrder(Object(value), line.line);
    if (misplaced) found.push(misplaced);
    const position = { offset: line.offset, line: line.line };
    yield { position, record, faults: found.map((fault) => ({ line: line.line, ...fault })) };
    if (isOtherVersion(value)) return;
  }
  if (isFirst)
    yield {
      position: beginning,
      faults: [{ line: 1, field: '', message: headerRule }],
    };
}

interface ReadLine extends CheckedRecord {
  /** The value of the line, valid or not. */
  readonly value?: unknown;
}

/** Reads a line by itself; nothing where it is blank. */
export function readLine({ bytes, isEnded }: Line): ReadLine | undefined {
  if (bytes === undefined) return unreadable(`is longer than ${longestLine} bytes`);
  // A zero byte stands in no JSON; it comes from UTF-16.
  if (!isUtf8(bytes) || bytes.includes(0)) return unreadable(notUtf8(bytes));
  const text = bytes.toString().replace(/^\uFEFF/, '');
  if (text.trim() === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const where = isEnded ? '' : '; the file ends within this line';
    return unreadable(`is not JSON but ${inspect(text)}${where}`);
  }
  return { value, ...checkRecord(value) };
}

function unreadable(message: string): ReadLine {
  return { faults: [{ field: '', message }] };
}

function notUtf8(bytes: Buffer): string {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return isGzip ? 'is compressed: unpack the file first' : 'is not UTF-8: save the file as UTF-8';
}
