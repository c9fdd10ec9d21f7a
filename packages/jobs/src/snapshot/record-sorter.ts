import { createReadStream } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { linesOf } from './lines.ts';
import { compareRecords, type Place } from './order.ts';

/** Length of the lines that are sorted in memory, in characters. */
const mostInMemory = 2_000_000;

/** A line, and where it stands. */
interface Entry extends Place {
  readonly line: string;
}

/**
 * Sorts the lines of one group, any number of them: what is too much for memory goes through a file, in sorted runs that
 * are merged when they are read. Of two lines for one place the later one counts.
 */
export class RecordSorter {
  readonly #path: string;
  #entries: Entry[] = [];
  #length = 0;
  #file: FileHandle | undefined;
  /** Bytes of the file up to the end of each run. */
  #ends: number[] = [];

  /** @param path - where the file is put while it is needed */
  constructor(path: string) {
    this.#path = path;
  }

  async add({ type, userId }: Place, line: string): Promise<void> {
    this.#entries.push({ type, userId, line });
    this.#length += line.length;
    if (this.#length > mostInMemory) await this.#writeRun();
  }

  /** The lines in their order. */
  async *sorted(): AsyncGenerator<string> {
    const runs = this.#ends.map((end, index) => this.#readRun(this.#ends[index - 1] ?? 0, end));
    const heads: Head[] = [];
    for (const [age, run] of [...runs, this.#takeEntries().values()].entries()) {
      await advance(heads, run, age);
    }
    let last: Entry | undefined;
    for (let head = heads.shift(); head; head = heads.shift()) {
      const { entry, run, age } = head;
      if (last === undefined || compareRecords(last, entry) !== 0) yield entry.line;
      last = entry;
      await advance(heads, run, age);
    }
  }

  /** Forgets all lines. */
  async clear(): Promise<void> {
    this.#takeEntries();
    this.#ends = [];
    await this.#file?.close();
    if (this.#file) await rm(this.#path, { force: true });
    this.#file = undefined;
  }

  async #writeRun(): Promise<void> {
    const text = this.#takeEntries()
      .map(({ line }) => line)
      .join('');
    this.#file ??= await open(this.#path, 'w');
    await this.#file.appendFile(text);
    this.#ends.push((this.#ends.at(-1) ?? 0) + Buffer.byteLength(text));
  }

  async *#readRun(start: number, end: number): AsyncGenerator<Entry> {
    for await (const { bytes } of linesOf(createReadStream(this.#path, { start, end: end - 1 }))) {
      const line = String(bytes);
      const { type, userId }: Place = JSON.parse(line);
      yield { type, userId, line: `${line}\n` };
    }
  }

  /** The lines in memory in their order, which are then no longer held. */
  #takeEntries(): readonly Entry[] {
    const entries = this.#entries.sort(compareRecords);
    this.#entries = [];
    this.#length = 0;
    return entries.filter((entry, index) => {
      const next = entries[index + 1];
      return next === undefined || compareRecords(entry, next) !== 0;
    });
  }
}

type Run = AsyncIterator<Entry> | Iterator<Entry>;

/** The next line of a run. */
interface Head {
  readonly entry: Entry;
  readonly run: Run;
  /** Grows from run to run. */
  readonly age: number;
}

/** Takes the next line of a run in among those of the others; of those for one place the latest comes first. */
async function advance(heads: Head[], run: Run, age: number): Promise<void> {
  const { done, value: entry } = await run.next();
  if (done) return;
  let from = 0;
  let to = heads.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    const other = heads[middle] as Head;
    const order = compareRecords(other.entry, entry) || age - other.age;
    if (order < 0) from = middle + 1;
    else to = middle;
  }
  heads.splice(from, 0, { entry, run, age });
}
