import type { Group, Member } from '@imgroups/core';
import type { Department } from './organisation.ts';

/** What has to change so that a group is as its department. */
export interface Plan {
  readonly department: Department;
  /** Absent where the department has no group yet. */
  readonly group?: Group | undefined;
  readonly rename: boolean;
  readonly add: readonly string[];
  readonly remove: readonly string[];
  readonly promote: readonly string[];
  readonly demote: readonly string[];
}

/** Compares a department with the roles in its group. The owner belongs to every group and stays what it is. */
export function planDepartment(
  department: Department,
  group: Group | undefined,
  roles: ReadonlyMap<string, Member['role']>,
  owner: string,
): Plan {
  const leads = new Set(department.leads);
  const wanted = new Set([...department.leads, ...department.members]);
  wanted.delete(owner);
  const present = [...roles.keys()].filter((userId) => userId !== owner);
  return {
    department,
    group,
    rename: group !== undefined && group.name !== department.name,
    add: [...wanted].filter((userId) => !roles.has(userId)),
    remove: present.filter((userId) => !wanted.has(userId)),
    promote: [...wanted].filter((userId) => leads.has(userId) && roles.get(userId) !== 'admin'),
    demote: present.filter(
      (userId) => wanted.has(userId) && !leads.has(userId) && roles.get(userId) === 'admin',
    ),
  };
}

export function isInStep({ group, rename, add, remove, promote, demote }: Plan): boolean {
  return group !== undefined && !rename && [add, remove, promote, demote].every(isEmpty);
}

function isEmpty(userIds: readonly string[]): boolean {
  return userIds.length === 0;
}
