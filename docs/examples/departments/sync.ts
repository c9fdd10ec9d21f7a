import type { GroupProvider } from '@imgroups/core';
import { type SyncedGroup, type SyncGroupsOptions, syncGroups } from '@imgroups/jobs';
import type { Department, Organisation } from './organisation.ts';

export type SyncOptions = Pick<SyncGroupsOptions, 'dryRun' | 'journal' | 'signal'>;

/** The number of the owner's groups that are searched. */
const maxGroups = 10_000;

/** Brings the groups in step with the departments. What is right already is left alone, so it can run again at any time. */
export async function syncDepartments(
  provider: GroupProvider,
  { owner, departments }: Organisation,
  options: SyncOptions,
): Promise<readonly SyncedGroup[]> {
  const ids = await readGroupIds(provider, owner, options.signal);
  const wanted = departments.map((department) => ({
    key: department.id,
    name: department.name,
    ownerId: owner,
    description: markOf(department),
    joinPolicy: 'closed' as const,
    members: department.members,
    admins: department.leads,
  }));
  const synced = new Map<string, SyncedGroup>();
  await syncGroups(provider, wanted, {
    ...options,
    find: async ({ description = '' }) => ids.get(description),
    onGroup: (group) => synced.set(group.wanted.key, group),
  });
  return departments.flatMap(({ id }) => synced.get(id) ?? []);
}

/** The description tells which department a group belongs to: vendors keep it, and need no table beside them. */
export function markOf({ id }: Pick<Department, 'id'>): string {
  return `department:${id}`;
}

/** The owner's groups by their descriptions. */
async function readGroupIds(
  { groups, canonicalUserId }: GroupProvider,
  owner: string,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, string>> {
  const joined = await groups.listJoined(owner, { signal }).toArray({ maxItems: maxGroups });
  const details = await groups.getMany(
    joined.map(({ id }) => id),
    { signal },
  );
  // A vendor may give the owner back in another spelling.
  const owned = [...details.values()].filter(
    ({ ownerId = '' }) => canonicalUserId(ownerId) === canonicalUserId(owner),
  );
  return new Map(owned.map(({ id, description = '' }) => [description, id]));
}
