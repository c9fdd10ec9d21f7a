import { existsSync } from 'node:fs';
import { type FileHandle, mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  checkOptions,
  configure,
  described,
  filledText,
  inspect,
  invalid,
  isImGroupsError,
  positiveInteger,
  readArgument,
  strict,
} from '@imgroups/core/adapter';
import * as v from 'valibot';
import { checkRecord } from './check-record.ts';
import { longestLine } from './lines.ts';
import { compareIds } from './order.ts';
import { RecordSorter } from './record-sorter.ts';
import {
  type GroupRecord,
  type SnapshotHeader,
  type SnapshotRecord,
  snapshotVersion,
} from './records.ts';
import { resumePart, type WrittenPart } from './written-part.ts';

/** The origin of the groups of a snapshot. */
export interface SnapshotOrigin extends Omit<SnapshotHeader, 'type' | 'version'> {}

export interface SnapshotWriterOptions {
  /**
   * The number of bytes of an earlier part that are known to be whole, from its writer's `bytes`; the rest is cut off. By default the last
   * group is taken for incomplete.
   */
  readonly resumeAt?: number | undefined;
}

/** Writes a snapshot into a file. */
export interface SnapshotWriter {
  /** Length of what is written: the header and whole groups. */
  readonly bytes: number;
  /** The last group that is written whole; on resuming, the one after which the groups go on. */
  readonly lastGroupId: string | undefined;
  /**
   * Adds a record. A group ends the group before it, and must stand behind it in the order of ids. Other records belong to
   * the last group, and come in any order; of two about the same user the later one counts.
   */
  write(record: SnapshotRecord): Promise<void>;
  /** Ends the last group; when this returns, everything is on the disk. */
  flush(): Promise<void>;
  /** Ends the last group and gives the complete file its name. */
  finish(): Promise<void>;
  /** Lets go of the file, for those who do not finish it. A group that was not ended is left out. */
  close(): Promise<void>;
}

const optionEntries = { resumeAt: v.optional(positiveInteger) };

/**
 * Opens a snapshot for writing. It is written to `PATH.part`, which becomes `PATH` when it is finished: a file of that name is
 * always whole. A part that an earlier process left is cut back to its last whole group and gone on with.
 */
export async function createSnapshotWriter(
  path: string,
  origin: SnapshotOrigin,
  options: SnapshotWriterOptions = {},
): Promise<SnapshotWriter> {
  const { resumeAt } = checkOptions(undefined, strict(optionEntries), options);
  checkOptions(undefined, strict({ path: filledText }), { path });
  const { line } = lineOf('origin', () => ({
    ...origin,
    type: 'imgroups',
    version: snapshotVersion,
  }));
  return onDisk(async () => {
    refuseExisting(path);
    await mkdir(dirname(path), { recursive: true });
    const file = await open(`${path}.part`, 'a+');
    try {
      return new FileWriter(path, file, await resumePart(file, { origin, header: line, resumeAt }));
    } catch (thrown) {
      await file.close();
      throw thrown;
    }
  });
}

/** A record of the caller's, and its line in the file. */
interface Written<Record> {
  readonly record: Record;
  readonly line: string;
}

class FileWriter implements SnapshotWriter {
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #sorter: RecordSorter;
  #bytes: number;
  #lastGroupId: string | undefined;
  /** The group that is not ended. */
  #group: Written<GroupRecord> | undefined;
  #lastTurn: Promise<unknown> = Promise.resolve();
  /** Turns that are not over. */
  #turns = 0;
  /** Why nothing can be written any more. */
  #end: Error | undefined;
  #isClosed = false;

  constructor(path: string, file: FileHandle, { bytes, lastGroupId }: WrittenPart) {
    this.#path = path;
    this.#file = file;
    this.#sorter = new RecordSorter(`${path}.sort`);
    this.#bytes = bytes;
    this.#lastGroupId = lastGroupId;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get lastGroupId(): string | undefined {
    return this.#lastGroupId;
  }

  async write(record: SnapshotRecord): Promise<void> {
    const written = lineOf('record', () => record);
    // At once where nothing is waited for: a million records would make many millions of promises.
    if (this.#turns === 0 && this.#end === undefined && this.#addNow(written)) return;
    await this.#inTurn(() => this.#add(written));
  }

  flush(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#endGroup();
      await this.#refuseOtherWriter();
      await this.#file.datasync();
    });
  }

  async finish(): Promise<void> {
    await this.flush();
    await this.#inTurn(async () => {
      refuseExisting(this.#path);
      await this.#refuseOtherWriter();
      await this.#close();
      await rename(`${this.#path}.part`, this.#path);
    });
  }

  async close(): Promise<void> {
    await this.#lastTurn;
    await onDisk(() => this.#close());
  }

  /** Adds the record of a user to the open group; false where that is not all there is to do. */
  #addNow({ record, line }: Written<SnapshotHeader | SnapshotRecord>): boolean {
    if (record.type === 'imgroups' || record.type === 'group') return false;
    return record.groupId === this.#group?.record.id && this.#sorter.addNow(record, line);
  }

  async #add({ record, line }: Written<SnapshotHeader | SnapshotRecord>): Promise<void> {
    if (record.type === 'imgroups') {
      throw invalid('record', 'is a header, which the writer makes itself').toError();
    }
    if (record.type === 'group') {
      refuseOutOfOrder(record.id, this.#group?.record.id ?? this.#lastGroupId);
      await this.#endGroup();
      this.#group = { record, line };
      return;
    }
    if (record.groupId !== this.#group?.record.id) {
      const open = this.#group
        ? `${inspect(this.#group.record.id)} is being written`
        : 'none is open';
      const rule = `is ${inspect(record.groupId)}, but ${open}: write the record of a group first`;
      throw invalid('record.groupId', rule).toError();
    }
    await this.#sorter.add(record, line);
  }

  async #endGroup(): Promise<void> {
    if (!this.#group) return;
    const { record, line } = this.#group;
    await this.#refuseOtherWriter();
    let length = 0;
    for await (const piece of this.#sorter.sortedBehind(line)) {
      length += piece.length;
      await this.#file.appendFile(piece);
    }
    await this.#sorter.clear();
    this.#bytes += length;
    this.#lastGroupId = record.id;
    this.#group = undefined;
  }

  /** Nothing keeps another process from opening the same part; what both have written must not become a snapshot. */
  async #refuseOtherWriter(): Promise<void> {
    const { size } = await this.#file.stat();
    if (size === this.#bytes) return;
    throw new Error(
      `its .part has ${size} bytes in place of ${this.#bytes}, because something else writes to it: let one end, delete the .part, and begin again`,
    );
  }

  async #close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#end ??= invalid('writer', 'is closed').toError();
    await this.#sorter.clear();
    await this.#file.close();
  }

  /** Does one thing after another, also for callers who do not wait. */
  #inTurn(run: () => Promise<void>): Promise<void> {
    this.#turns += 1;
    const turn = this.#lastTurn.then(async () => {
      try {
        if (this.#end) throw this.#end;
        await onDisk(run, (error) => {
          this.#end = error;
        });
      } finally {
        this.#turns -= 1;
      }
    });
    this.#lastTurn = turn.catch(() => undefined);
    return turn;
  }
}

/** Writes to the disk; tells `onFailure` when that fails, as on a full disk, and not when an argument is refused. */
async function onDisk<Result>(
  run: () => Promise<Result>,
  onFailure?: (error: Error) => void,
): Promise<Result> {
  try {
    return await run();
  } catch (thrown) {
    if (isImGroupsError(thrown)) throw thrown;
    const error = invalid('path', `cannot be written: ${described(thrown)}`).toError();
    onFailure?.(error);
    throw error;
  }
}

/** Checks a record of the caller's and makes its line. */
function lineOf(name: string, give: () => unknown): Written<SnapshotHeader | SnapshotRecord> {
  return configure(undefined, () =>
    readArgument(name, () => {
      const { record, faults } = checkRecord(give());
      const [fault] = faults;
      if (fault) throw invalid(fault.field === '' ? name : `${name}.${fault.field}`, fault.message);
      const line = `${JSON.stringify(record)}\n`;
      const bytes = Buffer.byteLength(line);
      if (bytes <= longestLine && record) return { record, line };
      throw invalid(name, `at most ${longestLine} bytes as a line, not ${bytes}`);
    }),
  );
}

function refuseExisting(path: string): void {
  if (!existsSync(path)) return;
  throw invalid(
    'path',
    `${inspect(path)} exists already: move it away or choose another path`,
  ).toError();
}

function refuseOutOfOrder(id: string, before: string | undefined): void {
  if (before === undefined || compareIds(before, id) < 0) return;
  const rule = `${inspect(id)} must stand before ${inspect(before)}, which is written: groups come sorted by id`;
  throw invalid('record.id', rule).toError();
}
