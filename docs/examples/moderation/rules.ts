import {
  readFields,
  readJsonFile,
  readList,
  readString,
  readStrings,
} from '../shared/json-file.ts';
import { UsageError } from '../shared/usage-error.ts';

const actions = ['mute', 'unmute', 'block', 'unblock'] as const;

export type Action = (typeof actions)[number];

/** Something to do to users in groups. */
export interface Rule {
  readonly why: string;
  readonly action: Action;
  /** The length of a mute or a block; for good without it. */
  readonly seconds?: number | undefined;
  readonly users: readonly string[];
  /** Ids of groups. */
  readonly groups: readonly string[];
}

/** Reads the file that the moderators keep. */
export async function readRules(path: string): Promise<readonly Rule[]> {
  return readList(readFields(await readJsonFile(path), path).rules, 'rules').map(toRule);
}

function toRule(value: unknown, index: number): Rule {
  const field = `rules.${index}`;
  const rule = readFields(value, field);
  const action = actions.find((name) => name === rule.action);
  if (!action) throw new UsageError(`${field}.action: must be one of ${actions.join(', ')}`);
  return {
    why: readString(rule.why, `${field}.why`),
    action,
    seconds: rule.seconds === undefined ? undefined : toSeconds(rule.seconds, `${field}.seconds`),
    users: readStrings(rule.users, `${field}.users`),
    groups: readStrings(rule.groups, `${field}.groups`),
  };
}

function toSeconds(value: unknown, field: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
  throw new UsageError(`${field}: must be a whole number of seconds`);
}
