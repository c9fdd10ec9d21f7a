/** The longest line that is read or written, in bytes: `raw` of a group may be long, and memory is not endless. */
export const longestLine = 10_000_000;

/** The position at which a line begins. */
export interface SnapshotPosition {
  /** Bytes before it. */
  readonly offset: number;
  /** Counted from 1. */
  readonly line: number;
}

/** A line of a file, without the line feed. */
export interface Line extends SnapshotPosition {
  /** Absent where the line is longer than is read. */
  readonly bytes?: Buffer | undefined;
  /** True if a line feed ends it; a line that ends with the file may have been cut. */
  readonly isEnded: boolean;
}

export const beginning: SnapshotPosition = { offset: 0, line: 1 };

const lineFeed = 10;

/** Cuts the bytes of a file into lines; holds no more of it than one line and one piece. */
export async function* linesOf(
  pieces: AsyncIterable<Buffer>,
  start: SnapshotPosition = beginning,
): AsyncGenerator<Line> {
  let { offset, line } = start;
  let begun: Buffer[] = [];
  let length = 0;

  function add(bytes: Buffer): void {
    length += bytes.length;
    if (length > longestLine) begun = [];
    else begun.push(bytes);
  }

  function end(isEnded: boolean): Line {
    const bytes = length > longestLine ? undefined : Buffer.concat(begun);
    const ended = { offset, line, bytes, isEnded };
    offset += length + (isEnded ? 1 : 0);
    line += 1;
    begun = [];
    length = 0;
    return ended;
  }

  for await (const piece of pieces) {
    let from = 0;
    for (let to = piece.indexOf(lineFeed); to !== -1; to = piece.indexOf(lineFeed, from)) {
      add(piece.subarray(from, to));
      yield end(true);
      from = to + 1;
    }
    // A copy, because a source may use its buffer again.
    if (from < piece.length) add(Buffer.from(piece.subarray(from)));
  }
  if (length > 0) yield end(false);
}
