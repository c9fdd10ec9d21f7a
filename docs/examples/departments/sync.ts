import type { BatchResult, Group, GroupProvider } from '@imgroups/core';
import type { Department, Organisation } from './organisation.ts';

/** What came of one department. */
export interface DepartmentReport {
  readonly department: Department;
  /** Whether the department had no group yet. */
  readonly isNew: boolean;
  readonly rename: boolean;
  readonly plan: Plan;
  /** Users for whom something did not work. */
  readonly failed: BatchResult['failed'];
}

type Plan = Awaited<ReturnType<GroupProvider['members']['sync']>>['plan'];
export type Change = keyof Plan;

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
  options: SyncOptions,
): Promise<readonly DepartmentReport[]> {
  const groups = await readGroups(provider, owner, options.signal);
  const reports: DepartmentReport[] = [];
  for (const department of departments) {
    const group = groups.get(markOf(department));
    const report = await syncDepartment(provider, department, group, owner, options);
    reports.push(report);
    options.onDepartment?.(report);
  }
  return reports;
}

/** The description tells which department a group belongs to: vendors keep it, and need no table beside them. */
export function markOf({ id }: Pick<Department, 'id'>): string {
  return `department:${id}`;
}

/** The owner's groups by their descriptions. */
async function readGroups(
  { groups, canonicalUserId }: GroupProvider,
  owner: string,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, Group>> {
  const joined = await groups.listJoined(owner, { signal }).toArray({ maxItems: maxGroups });
  const details = await groups.getMany(
    joined.map(({ id }) => id),
    { signal },
  );
  // A vendor may give the owner back in another spelling.
  const isOwned = ({ ownerId = '' }: Group) => canonicalUserId(ownerId) === canonicalUserId(owner);
  return new Map(
    [...details.values()].filter(isOwned).map((group) => [group.description ?? '', group]),
  );
}

async function syncDepartment(
  { groups, members, canonicalUserId }: GroupProvider,
  department: Department,
  group: Group | undefined,
  ownerId: string,
  { dryRun, signal }: SyncOptions,
): Promise<DepartmentReport> {
  const { name, leads } = department;
  const rename = group !== undefined && group.name !== name;
  const about = { department, isNew: group === undefined, rename };
  // Who leads and is listed as a member leads.
  const roles = new Map([...leads, ...department.members].map((id) => [id, roleOf(id, leads)]));
  if (group === undefined && dryRun) {
    const isOther = (id: string) => canonicalUserId(id) !== canonicalUserId(ownerId);
    const add = [...roles.keys()].filter(isOther);
    const plan = { add, remove: [], promote: leads.filter(isOther), demote: [] };
    return { ...about, plan, failed: [] };
  }
  const description = markOf(department);
  const ref =
    group ??
    (await groups.create({ name, ownerId, description, joinPolicy: 'closed' }, { signal }));
  if (rename && !dryRun) await groups.update(ref, { name }, { signal });
  const { plan, result } = await members.sync(ref, roles.keys(), { roles, dryRun, signal });
  return { ...about, plan, failed: result.failed };
}

function roleOf(userId: string, leads: readonly string[]): 'admin' | 'member' {
  return leads.includes(userId) ? 'admin' : 'member';
}
