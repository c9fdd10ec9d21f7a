import {
  type Group,
  type GroupProvider,
  type GroupSummary,
  type ImGroupsError,
  isImGroupsError,
  type Member,
  type Page,
} from '@imgroups/core';
import type { Checkpoint, PendingGroup } from './checkpoint.ts';
import type { OutputFile } from './output-file.ts';

export interface ExportOptions {
  /** Groups read at a time. */
  readonly groupsPerPage?: number | undefined;
  /** Members read at a time; the vendor's largest page by default. */
  readonly membersPerPage?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called after each page. */
  readonly onProgress?: ((checkpoint: Checkpoint) => void) | undefined;
}

/** Writes every group and every member as a line of JSON, from where the output is to the end. */
export async function exportGroups(
  provider: GroupProvider,
  output: OutputFile,
  { groupsPerPage = 200, membersPerPage, signal, onProgress }: ExportOptions = {},
): Promise<Checkpoint> {
  let checkpoint = output.start;

  async function commit(
    lines: readonly object[],
    progress: Omit<Checkpoint, 'bytes'>,
  ): Promise<void> {
    checkpoint = await output.commit(lines, progress);
    onProgress?.(checkpoint);
  }

  async function writeGroups({
    items,
    unreadable = [],
    nextCursor,
  }: Page<GroupSummary>): Promise<void> {
    const details = await provider.groups.getMany(
      items.map(({ id }) => id),
      { signal },
    );
    const groups = [...details.values()];
    await commit([...groups.map(toGroupLine), ...unreadable.map(toUnreadableLine)], {
      groups: checkpoint.groups + groups.length,
      members: checkpoint.members,
      nextGroups: nextCursor === undefined ? undefined : { cursor: nextCursor },
      pending: groups
        .filter(({ kind }) => canList(provider, kind))
        .map(({ id, kind }) => ({ id, kind })),
    });
  }

  async function writeMembers(group: PendingGroup): Promise<void> {
    const pages = provider.members
      .list(group, { cursor: checkpoint.membersCursor, pageSize: membersPerPage, signal })
      .pages();
    for await (const { items, unreadable = [], nextCursor } of pages) {
      await commit(
        [
          ...items.map((member) => toMemberLine(group, member)),
          ...unreadable.map(toUnreadableLine),
        ],
        {
          ...checkpoint,
          members: checkpoint.members + items.length,
          pending: nextCursor === undefined ? checkpoint.pending.slice(1) : checkpoint.pending,
          membersCursor: nextCursor,
        },
      );
    }
  }

  async function writePending(): Promise<void> {
    for (const group of checkpoint.pending) {
      try {
        await writeMembers(group);
      } catch (error) {
        if (!isGone(error)) throw error;
        // Dissolved since its line was written.
        await commit([], {
          ...checkpoint,
          pending: checkpoint.pending.slice(1),
          membersCursor: undefined,
        });
      }
    }
  }

  await writePending();
  if (checkpoint.nextGroups) {
    const { cursor } = checkpoint.nextGroups;
    for await (const page of provider.groups
      .list({ cursor, pageSize: groupsPerPage, signal })
      .pages()) {
      await writeGroups(page);
      await writePending();
    }
  }
  await output.finish();
  return checkpoint;
}

function toGroupLine(group: Group): object {
  const { id, kind, name, ownerId, memberCount, createdAt } = group;
  return { type: 'group', id, kind, name, ownerId, memberCount, createdAt };
}

function toMemberLine(group: PendingGroup, { userId, role, joinedAt }: Member): object {
  return { type: 'member', groupId: group.id, userId, role, joinedAt };
}

/** What the vendor told of a group or a member in a form that this version cannot read. */
function toUnreadableLine({ field, message }: ImGroupsError): object {
  return { type: 'unreadable', field, message };
}

/** Live rooms of Tencent have no list of members. */
function canList({ capabilities }: GroupProvider, kind: Group['kind']): boolean {
  return kind === 'other' || capabilities['members.list'][kind] !== 'no';
}

function isGone(error: unknown): boolean {
  return isImGroupsError(error) && error.reason === 'group_not_found';
}
