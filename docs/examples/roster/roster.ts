import type { CallOptions, GroupProvider } from '@imgroups/core';
import type { EventHandlers, NeutralEvent } from '@imgroups/core/webhooks';
import { forEachGroup } from '@imgroups/jobs';

/** The members of each group; a table of your database in a real service. */
export interface Roster {
  readonly members: ReadonlyMap<string, readonly string[]>;
  /** Handlers for the receiver of callbacks. */
  readonly on: EventHandlers;
  /** Reads all groups again, for what no callback told; run it every night. */
  readonly sweep: (signal: AbortSignal) => Promise<void>;
}

/** A callback may be lost, late or doubled. So it is only a hint to read its group again. */
export function createRoster(provider: GroupProvider): Roster {
  const members = new Map<string, readonly string[]>();
  const reads = new Map<string, Promise<void>>();

  async function read(groupId: string, call?: CallOptions): Promise<void> {
    const groups = await provider.groups.getMany([groupId], call);
    if (!groups.has(groupId)) {
      members.delete(groupId);
      return;
    }
    const userIds: string[] = [];
    for await (const { userId } of provider.members.list(groupId, call)) userIds.push(userId);
    members.set(groupId, userIds);
  }

  /** Reads a group after the read before it: of two side by side the older might end last. */
  function readInTurn(groupId: string, call?: CallOptions): Promise<void> {
    const before = reads.get(groupId) ?? Promise.resolve();
    const next = before.catch(() => undefined).then(() => read(groupId, call));
    reads.set(groupId, next);
    return next;
  }

  const hint = ({ groupId }: NeutralEvent) => readInTurn(groupId);
  return {
    members,
    on: {
      'group.created': hint,
      'group.deleted': hint,
      'members.joined': hint,
      'members.left': hint,
    },
    async sweep(signal) {
      const gone = new Set(members.keys());
      const { status } = await forEachGroup(
        provider,
        async ({ id }, { call }) => {
          gone.delete(id);
          await readInTurn(id, call);
        },
        { journal: ':memory:', signal },
      );
      if (status === 'complete') for (const groupId of gone) members.delete(groupId);
    },
  };
}
