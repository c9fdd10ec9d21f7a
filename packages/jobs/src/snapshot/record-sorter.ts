import { type FileHandle, open, rm } from 'node:fs/promises';
import type { UserRecord } from './records.ts';
import { recordTypes } from './records.ts';

/** Bytes that are sorted in memory, and bytes of a run that are read at a time. */
const memory = { sorted: 2_000_000, read: 16_384 };

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

  /** The lines in their order, each as bytes that are good until the next is asked for. */
  async *sorted(): AsyncGenerator<Buffer> {
    if (this.#ends.length === 0) {
      for (const start of this.#takeStarts()) yield entryAt(this.#entries, start).line;
      return;
    }
    await this.#writeRun();
    const heads: Run[] = [];
    for (const [age, end] of this.#ends.entries()) {
      const run = new Run(this.#file as FileHandle, this.#ends[age - 1] ?? 0, end, age);
      if (await run.advance()) insert(heads, run);
    }
    for (let run = heads.shift(); run; run = heads.shift()) {
      // The latest entry for its place comes last.
      const isLast = heads[0]?.key.equals(run.key) !== true;
      if (isLast) yield run.line;
      if (await run.advance()) insert(heads, run);
    }
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
    const run = Buffer.allocUnsafe(this.#length);
    let length = 0;
    for (const start of this.#takeStarts()) {
      length += this.#entries.copy(run, length, start, entryAt(this.#entries, start).end);
    }
    this.#file ??= await open(this.#path, 'w+');
    await this.#file.appendFile(run.subarray(0, length));
    this.#ends.push((this.#ends.at(-1) ?? 0) + length);
  }

  /** Returns the offsets of the entries in memory, sorted, one per position; the memory is then free. */
  #takeStarts(): Uint32Array {
    const entries = this.#entries;
    const endOfKey = (start: number) => start + headLength + entries.readUInt32LE(start);
    // By numbers, because views of the bytes would be millions of objects.
    const keys = (one: number, other: number) =>
      entries.compare(
        entries,
        other + headLength,
        endOfKey(other),
        one + headLength,
        endOfKey(one),
      );
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

interface Entry {
  readonly key: Buffer;
  readonly line: Buffer;
  /** The offset of the next entry. */
  readonly end: number;
}

function entryAt(bytes: Buffer, start: number): Entry {
  const key = start + headLength;
  const line = key + bytes.readUInt32LE(start);
  const end = line + bytes.readUInt32LE(start + 4);
  return { key: bytes.subarray(key, line), line: bytes.subarray(line, end), end };
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
  #start = 0;
  #entry: Entry = { key: this.#bytes, line: this.#bytes, end: 0 };

  constructor(file: FileHandle, start: number, end: number, age: number) {
    this.#file = file;
    this.#offset = start;
    this.#end = end;
    this.age = age;
  }

  get key(): Buffer {
    return this.#entry.key;
  }

  get line(): Buffer {
    return this.#entry.line;
  }

  /** Goes to the next entry; false at the end. */
  async advance(): Promise<boolean> {
    this.#start = this.#entry.end;
    if (!(await this.#hold(headLength))) return false;
    const lengths =
      this.#bytes.readUInt32LE(this.#start) + this.#bytes.readUInt32LE(this.#start + 4);
    if (!(await this.#hold(headLength + lengths))) return false;
    this.#entry = entryAt(this.#bytes, this.#start);
    return true;
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

/** Puts a run among the others, by the key of its entry and then by age. */
function insert(runs: Run[], run: Run): void {
  let from = 0;
  let to = runs.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    const other = runs[middle] as Run;
    if ((Buffer.compare(other.key, run.key) || other.age - run.age) < 0) from = middle + 1;
    else to = middle;
  }
  runs.splice(from, 0, run);
}
