import {
  readFields,
  readJsonFile,
  readList,
  readString,
  readStrings,
} from '../shared/json-file.ts';
import { UsageError } from '../shared/usage-error.ts';

/** Departments as the personnel system knows them. */
export interface Organisation {
  /** The account that owns all groups of departments. */
  readonly owner: string;
  readonly departments: readonly Department[];
}

export interface Department {
  /** Stays the same when the department is renamed. */
  readonly id: string;
  readonly name: string;
  /** Become admins of the group. */
  readonly leads: readonly string[];
  /** Everybody else. */
  readonly members: readonly string[];
}

/** Reads the file that the personnel system exports. */
export async function readOrganisation(path: string): Promise<Organisation> {
  const organisation = readFields(await readJsonFile(path), path);
  const departments = readList(organisation.departments, 'departments').map(toDepartment);
  const ids = departments.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new UsageError(`departments: ${twice} is there twice`);
  return { owner: readString(organisation.owner, 'owner'), departments };
}

function toDepartment(value: unknown, index: number): Department {
  const field = `departments.${index}`;
  const department = readFields(value, field);
  const leads = readStrings(department.leads, `${field}.leads`);
  const members = readStrings(department.members, `${field}.members`);
  // Most likely a broken export: its group would lose everybody.
  if (leads.length + members.length === 0) throw new UsageError(`${field}: has no members`);
  return {
    id: readString(department.id, `${field}.id`),
    name: readString(department.name, `${field}.name`),
    leads,
    members,
  };
}
