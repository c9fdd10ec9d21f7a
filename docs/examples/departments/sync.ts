import type { BatchResult, Group, GroupProvider, GroupRef, Member } from '@imgroups/core';
import type { Department, Organisation } from './organisation.ts';
import { type Plan, planDepartment } from './plan.ts';

/** What came of one department. */
export interface DepartmentReport {
  readonly plan: Plan;
  readonly failures: readonly Failure[];
}

/** A user for whom a change did not work, and why. */
interface Failure {
  readonly userId: string;
  readonly change: Change;
  readonly why: string;
}

export type Change = 'add' | 'remove' | 'promote' | 'demote';

export interface SyncOptions {
  /** Reads and plans, and changes nothing. */
  readonly dryRun: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Called after each department. */
  readonly onDepartment?: ((report: DepartmentReport) => void) | undefined;
}

/** How many of the owner's groups are looked at. */
const maxGroups = 10_000;

/** Brings the groups in step with the departments. What is right already is left alone, so it can run again at any time. */
export async function syncDepartments(
  provider: GroupProvider,
  { owner, departments }: Organisation,
  { dryRun, signal, onDepartment }: SyncOptions,
): Promise<readonly DepartmentReport[]> {
  const groups = await readGroups(provider, owner, signal);
  const reports: DepartmentReport[] = [];
  for (const department of departments) {
    const group = groups.get(markOf(department));
    const roles = await readRoles(provider, group, signal);
    const plan = planDepartment(department, group, roles, owner);
    const failures = dryRun ? [] : await carryOut(provider, plan, owner, signal);
    const report = { plan, failures };
    reports.push(report);
    onDepartment?.(report);
  }
  return reports;
}

/** The description tells which department a group belongs to: vendors keep it, and need no table beside them. */
export function markOf({ id }: Pick<Department, 'id'>): string {
  return `department:${id}`;
}

/** The owner's groups by their descriptions. */
async function readGroups(
  provider: GroupProvider,
  owner: string,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, Group>> {
  const joined = await provider.groups.listJoined(owner, { signal }).toArray({
    maxItems: maxGroups,
  });
  const groups = await provider.groups.getMany(
    joined.map(({ id }) => id),
    { signal },
  );
  return new Map(
    [...groups.values()]
      .filter(({ ownerId }) => ownerId === owner)
      .map((group) => [group.description ?? '', group]),
  );
}

async function readRoles(
  provider: GroupProvider,
  group: Group | undefined,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, Member['role']>> {
  const roles = new Map<string, Member['role']>();
  if (!group) return roles;
  for await (const { userId, role } of provider.members.list(group, { signal })) {
    roles.set(userId, role);
  }
  return roles;
}

async function carryOut(
  provider: GroupProvider,
  { department, group, rename, ...changes }: Plan,
  ownerId: string,
  signal: AbortSignal | undefined,
): Promise<readonly Failure[]> {
  const { members } = provider;
  const ref: GroupRef =
    group ??
    (await provider.groups.create(
      { name: department.name, ownerId, description: markOf(department), joinPolicy: 'closed' },
      { signal },
    ));
  if (rename) await provider.groups.update(ref, { name: department.name }, { signal });

  const added = failuresOf('add', await members.add(ref, changes.add, { signal }));
  const absent = new Set(added.map(({ userId }) => userId));
  const promote = changes.promote.filter((userId) => !absent.has(userId));
  return [
    ...added,
    ...failuresOf('remove', await members.remove(ref, changes.remove, { signal })),
    ...failuresOf('promote', await members.setRole(ref, promote, 'admin', { signal })),
    ...failuresOf('demote', await members.setRole(ref, changes.demote, 'member', { signal })),
  ];
}

function failuresOf(change: Change, { failed }: BatchResult): readonly Failure[] {
  return failed.map(({ userId, error }) => ({ userId, change, why: error.reason ?? error.code }));
}
