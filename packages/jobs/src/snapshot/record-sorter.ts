import { type FileHandle, open, rm } from 'node:fs/promises';
import type { UserRecord } from './records.ts';
import { recordTypes } from './records.ts';

/** Bytes that are sorted in memory, and bytes of a run that are read at a time. */
const memory = { sorted: 2_000_000, read: 16_384 };

/** Lines are given out in pieces of about this length, in bytes. */
const pieceSize = 64 * 1024;

/** Bytes of the two lengths before an entry. */
const headLength = 8;

/**
 * Sorts the lines of one group, any number of them: what is too much for memory goes through a file, in sorted runs that
 * are merged when they are read. Of two lines for one place the later one counts.
 *
 * Lines are held as bytes in one buffer, each behind the two lengths and the key that it is sorted by: as objects they would
 * outlive many collections of garbage, and let the heap of V8 grow to several times their size.
 */
export class RecordSorter {
  readonly #path: string;
  #entries = Buffer.alloc(0);
  #length = 0;
  /** The offset of each entry. */
  #starts = new Uint32Array(1024);
  #count = 0;
  /** The run that is written; kept, because buffers are garbage that V8 lets pile up. */
  #run = Buffer.alloc(0);
  readonly #piece = Buffer.alloc(pieceSize);
  #file: FileHandle | undefined;
  /** Bytes of the file up to the end of each run. */
  #ends: number[] = [];

  /** @param path - where the file is put while it is needed */
  constructor(path: string) {
    this.#path = path;
  }

  async add(record: UserRecord, line: string): Promise<void> {
    if (this.addNow(record, line)) return;
    const bytes = Buffer.byteLength(keyOf(record)) + Buffer.byteLength(line);
    await this.#makeRoom(headLength + bytes);
    this.addNow(record, line);
  }

  /** Adds a line where memory has room for it; false where it has not. */
  addNow(record: UserRecord, line: string): boolean {
    const key = keyOf(record);
    const keyLength = Buffer.byteLength(key);
    const lineLength = Buffer.byteLength(line);
    const length = headLength + keyLength + lineLength;
    if (this.#length + length > this.#entries.length) return false;
    const start = this.#length;
    this.#entries.writeUInt32LE(keyLength, start);
    this.#entries.writeUInt32LE(lineLength, start + 4);
    this.#entries.write(key, start + headLength);
    this.#entries.write(line, start + headLength + keyLength);
    if (this.#count === this.#starts.length) {
      const starts = new Uint32Array(this.#count * 2);
      starts.set(this.#starts);
      this.#starts = starts;
    }
    this.#starts[this.#count] = start;
    this.#count += 1;
    this.#length += length;
    return true;
  }

  /** A first line and then the others in their order, in pieces that are good until the next is asked for. */
  async *sortedBehind(first: string): AsyncGenerator<Buffer> {
    const lines = await this.#sortedLines();
    const head = Buffer.from(first);
    if (head.length > pieceSize) yield head;
    let filled = head.length > pieceSize ? 0 : head.copy(this.#piece);
    while (true) {
      const isThere = lines.next();
      // Waited for only where it must be: a promise for each line is most of the garbage.
      if (!(typeof isThere === 'boolean' ? isThere : await isThere)) break;
      const { bytes, from, to } = lines.line;
      if (filled > 0 && filled + to - from > pieceSize) {
        yield this.#piece.subarray(0, filled);
        filled = 0;
      }
      if (to - from > pieceSize) yield bytes.subarray(from, to);
      else filled += bytes.copy(this.#piece, filled, from, to);
    }
    if (filled > 0) yield this.#piece.subarray(0, filled);
  }

  async #sortedLines(): Promise<SortedLines> {
    if (this.#ends.length === 0) return new HeldLines(this.#entries, this.#takeStarts());
    await this.#writeRun();
    const file = this.#file as FileHandle;
    const runs = this.#ends.map((end, age) => new Run(file, this.#ends[age - 1] ?? 0, end, age));
    return MergedRuns.of(runs);
  }

  /** Forgets all lines. */
  async clear(): Promise<void> {
    this.#count = 0;
    this.#length = 0;
    this.#ends = [];
    await this.#file?.close();
    if (this.#file) await rm(this.#path, { force: true });
    this.#file = undefined;
  }

  async #makeRoom(length: number): Promise<void> {
    if (this.#length > 0 && this.#entries.length >= memory.sorted) await this.#writeRun();
    if (length > this.#entries.length) {
      const entries = Buffer.alloc(Math.max(memory.sorted, length));
      this.#entries.copy(entries, 0, 0, this.#length);
      this.#entries = entries;
    }
  }

  async #writeRun(): Promise<void> {
    if (this.#run.length < this.#length) this.#run = Buffer.alloc(this.#entries.length);
    let length = 0;
    for (const start of this.#takeStarts()) {
      length += this.#entries.copy(this.#run, length, start, endAt(this.#entries, start));
    }
    this.#file ??= await open(this.#path, 'w+');
    await this.#file.appendFile(this.#run.subarray(0, length));
    this.#ends.push((this.#ends.at(-1) ?? 0) + length);
  }

  /** Returns the offsets of the entries in memory, sorted, one per position; the memory is then free. */
  #takeStarts(): Uint32Array {
    const entries = this.#entries;
    const keys = (one: number, other: number) => compareKeysAt(entries, one, entries, other);
    const starts = this.#starts
      .subarray(0, this.#count)
      .sort((one, other) => keys(one, other) || one - other);
    this.#count = 0;
    this.#length = 0;
    return starts.filter((start, index) => {
      const next = starts[index + 1];
      return next === undefined || keys(start, next) !== 0;
    });
  }
}

/** The key that a line is sorted by. */
function keyOf({ type, userId }: UserRecord): string {
  return String.fromCharCode(recordTypes.indexOf(type)) + userId;
}

/** Returns the offset of the line in the entry at an offset. */
function lineAt(bytes: Buffer, start: number): number {
  return start + headLength + bytes.readUInt32LE(start);
}

/** Returns the offset of the next entry. */
function endAt(bytes: Buffer, start: number): number {
  return lineAt(bytes, start) + bytes.readUInt32LE(start + 4);
}

/** A part of a buffer; a view of it would be one more object. */
interface Part {
  readonly bytes: Buffer;
  readonly from: number;
  readonly to: number;
}

/** Lines in their order. */
interface SortedLines {
  /** The current one, good until the next. */
  readonly line: Part;
  /** Goes to the next line; false at the end. */
  next(): boolean | Promise<boolean>;
}

/** Lines that are all in memory. */
class HeldLines implements SortedLines {
  readonly #entries: Buffer;
  readonly #starts: Uint32Array;
  #index = -1;

  constructor(entries: Buffer, starts: Uint32Array) {
    this.#entries = entries;
    this.#starts = starts;
  }

  get line(): Part {
    const start = this.#starts[this.#index] ?? 0;
    const bytes = this.#entries;
    return { bytes, from: lineAt(bytes, start), to: endAt(bytes, start) };
  }

  next(): boolean {
    this.#index += 1;
    return this.#index < this.#starts.length;
  }
}

/** The lines of several runs. */
class MergedRuns implements SortedLines {
  /** By the keys of their entries, and then by age. */
  readonly #runs: Run[] = [];
  #current: Run | undefined;

  static async of(runs: readonly Run[]): Promise<MergedRuns> {
    const merged = new MergedRuns();
    for (const run of runs) if (await run.advance()) merged.#insert(run);
    return merged;
  }

  get line(): Part {
    return (this.#current as Run).line;
  }

  next(): boolean | Promise<boolean> {
    const run = this.#current;
    if (!run) return this.#takeFirst();
    const isThere = run.advance();
    if (typeof isThere !== 'boolean') return this.#takeWhen(isThere, run);
    if (isThere) this.#insert(run);
    return this.#takeFirst();
  }

  async #takeWhen(isThere: Promise<boolean>, run: Run): Promise<boolean> {
    if (await isThere) this.#insert(run);
    return this.#takeFirst();
  }

  #takeFirst(): boolean | Promise<boolean> {
    this.#current = this.#runs.shift();
    if (!this.#current) return false;
    const [following] = this.#runs;
    // The latest entry for its place comes last, and is the one that counts.
    return following && compareKeys(following, this.#current) === 0 ? this.next() : true;
  }

  #insert(run: Run): void {
    let from = 0;
    let to = this.#runs.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      const other = this.#runs[middle] as Run;
      if ((compareKeys(other, run) || other.age - run.age) < 0) from = middle + 1;
      else to = middle;
    }
    this.#runs.splice(from, 0, run);
  }
}

function compareKeys({ entry: one }: Run, { entry: other }: Run): number {
  return compareKeysAt(one.bytes, one.start, other.bytes, other.start);
}

/** Compares the keys of two entries byte by byte: most are short, and a call of `Buffer.compare` takes longer. */
function compareKeysAt(bytes: Buffer, start: number, otherBytes: Buffer, other: number): number {
  const length = bytes.readUInt32LE(start);
  const otherLength = otherBytes.readUInt32LE(other);
  const shorter = Math.min(length, otherLength);
  for (let index = headLength; index < headLength + shorter; index += 1) {
    const difference = (bytes[start + index] ?? 0) - (otherBytes[other + index] ?? 0);
    if (difference !== 0) return difference;
  }
  return length - otherLength;
}

/** A sorted run in the file, read entry by entry. */
class Run {
  /** Grows from run to run. */
  readonly age: number;
  readonly #file: FileHandle;
  readonly #end: number;
  #offset: number;
  #bytes = Buffer.alloc(0);
  #filled = 0;
  /** The offset of the current entry. */
  #start = 0;
  #isBegun = false;

  constructor(file: FileHandle, start: number, end: number, age: number) {
    this.#file = file;
    this.#offset = start;
    this.#end = end;
    this.age = age;
  }

  get entry(): { readonly bytes: Buffer; readonly start: number } {
    return { bytes: this.#bytes, start: this.#start };
  }

  get line(): Part {
    const bytes = this.#bytes;
    return { bytes, from: lineAt(bytes, this.#start), to: endAt(bytes, this.#start) };
  }

  /** Goes to the next entry; false at the end. */
  advance(): boolean | Promise<boolean> {
    if (this.#isBegun) this.#start = endAt(this.#bytes, this.#start);
    this.#isBegun = true;
    return this.#holdsEntry() || this.#readEntry();
  }

  #holdsEntry(): boolean {
    const held = this.#filled - this.#start;
    return held >= headLength && held >= endAt(this.#bytes, this.#start) - this.#start;
  }

  async #readEntry(): Promise<boolean> {
    if (!(await this.#hold(headLength))) return false;
    return this.#hold(endAt(this.#bytes, this.#start) - this.#start);
  }

  /** Reads on until so many bytes of the entry are in memory; false where the run ends before. */
  async #hold(length: number): Promise<boolean> {
    const held = this.#filled - this.#start;
    if (held >= length) return true;
    const before = this.#bytes;
    if (length > before.length) this.#bytes = Buffer.alloc(Math.max(memory.read, length));
    before.copy(this.#bytes, 0, this.#start, this.#filled);
    const room = Math.min(this.#end - this.#offset, this.#bytes.length - held);
    const { bytesRead } = await this.#file.read(this.#bytes, held, room, this.#offset);
    this.#offset += bytesRead;
    this.#filled = held + bytesRead;
    this.#start = 0;
    return this.#filled >= length;
  }
}
