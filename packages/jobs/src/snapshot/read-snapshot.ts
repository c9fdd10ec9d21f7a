import {
  check,
  configure,
  invalid,
  positiveInteger,
  strict,
  wholeNumber,
} from '@imgroups/core/adapter';
import { checkedLines, type SnapshotFault } from './check-lines.ts';
import { beginning, linesOf, type SnapshotPosition } from './lines.ts';
import type { GroupRecord, SnapshotHeader, SnapshotRecord, UserRecord } from './records.ts';
import { piecesOf, type SnapshotSource } from './source.ts';

/** A snapshot that is being read, from its beginning to its end. */
export interface Snapshot {
  readonly header: SnapshotHeader;
  /** The groups, once. A line that is not as it must be ends the list with an `InvalidRequestError`. */
  groups(): AsyncIterable<SnapshotGroup>;
  /** Lets go of the source, for those who do not read to the end. */
  close(): Promise<void>;
}

/** A group in a snapshot. */
export interface SnapshotGroup {
  readonly group: GroupRecord;
  /** For `readSnapshotGroup`. */
  readonly position: SnapshotPosition;
  /** Its members, mutes and blacklist, in this order and each sorted by user. */
  records(): AsyncIterable<UserRecord>;
}

/**
 * Opens a snapshot and reads its header. The rest is read while its groups are asked for, in pieces: its size does not
 * matter. The records of a group are read before the next group; those that are not asked for are passed over.
 */
export async function openSnapshot(source: SnapshotSource): Promise<Snapshot> {
  const lines = soundLines(source);
  const first = await lines.next();
  let groups: AsyncIterable<SnapshotGroup> | undefined = groupsIn(lines);
  return {
    // Any other first line was refused.
    header: first.value.record,
    groups() {
      if (groups === undefined) {
        throw invalid('groups', 'are read once: open the snapshot again').toError();
      }
      const unread = groups;
      groups = undefined;
      return unread;
    },
    async close() {
      await lines.return(undefined);
    },
  };
}

const positionRule = strict({ offset: wholeNumber, line: positiveInteger }, 'field');

/** The most records that a group keeps, so that they are read once: small groups are many, and large ones few. */
const mostKept = 500;

/** Reads one group of a file again, from the position that `SnapshotGroup` tells. */
export async function readSnapshotGroup(
  path: string | URL,
  position: SnapshotPosition,
): Promise<SnapshotGroup> {
  configure(undefined, () => check(positionRule, position, 'position'));
  const lines = soundLines(path, position);
  const { value } = await lines.next();
  if (value?.record.type !== 'group') {
    await lines.return(undefined);
    const rule = `no group begins at byte ${position.offset}: the file has changed since it was noted`;
    throw invalid('position', rule).toError();
  }
  const kept = await allIfFew(usersIn(lines));
  return {
    group: value.record,
    position,
    async *records() {
      if (kept) {
        yield* kept;
        return;
      }
      const again = soundLines(path, position);
      await again.next();
      yield* usersIn(again);
    },
  };
}

/** The records of users, up to the next group. */
async function* usersIn(lines: AsyncIterable<SoundLine>): AsyncGenerator<UserRecord> {
  for await (const { record } of lines) {
    if (!isOfUser(record)) return;
    yield record;
  }
}

/** The records of a small group; nothing where there are too many to keep. */
async function allIfFew(
  users: AsyncIterable<UserRecord>,
): Promise<readonly UserRecord[] | undefined> {
  const all: UserRecord[] = [];
  for await (const user of users) {
    if (all.length === mostKept) return undefined;
    all.push(user);
  }
  return all;
}

interface SoundLine {
  readonly position: SnapshotPosition;
  readonly record: SnapshotHeader | SnapshotRecord;
}

/** The lines of a source, from its beginning or a later line; ends with an error at the first fault. */
async function* soundLines(source: SnapshotSource, start = beginning): AsyncGenerator<SoundLine> {
  const lines = linesOf(piecesOf(source, start.offset), start);
  for await (const { position, record, faults } of checkedLines(lines, start === beginning)) {
    const [fault] = faults;
    if (fault) throw errorOf(fault);
    if (record) yield { position, record };
  }
}

function errorOf({ line, field, message }: SnapshotFault): Error {
  return invalid(field === '' ? `line ${line}` : `line ${line}, ${field}`, message).toError();
}

/** The groups in the lines that follow a header. */
async function* groupsIn(lines: AsyncIterator<SoundLine>): AsyncGenerator<SnapshotGroup> {
  let next = await lines.next();

  /** The next record of a user; nothing when the next line begins a group, or there is none. */
  async function nextUser(): Promise<UserRecord | undefined> {
    next = await lines.next();
    const record = next.done ? undefined : next.value.record;
    return record && isOfUser(record) ? record : undefined;
  }

  while (!next.done) {
    const { position, record: group } = next.value;
    if (group.type !== 'group') return;
    let isOver = false;

    async function* records() {
      while (!isOver) {
        const record = await nextUser();
        if (record) yield record;
        else isOver = true;
      }
    }

    yield { group, position, records };
    for await (const _ of records()) {
      // Passes over what was not read.
    }
  }
}

function isOfUser(record: SnapshotHeader | SnapshotRecord): record is UserRecord {
  return record.type !== 'imgroups' && record.type !== 'group';
}
