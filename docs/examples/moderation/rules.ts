import { readFields, readJsonFile, readList, readText, readTexts } from '../shared/json-file.ts';
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
  const place = `rules.${index}`;
  const rule = readFields(value, place);
  const action = actions.find((name) => name === rule.action);
  if (!action) throw new UsageError(`${place}.action: must be one of ${actions.join(', ')}`);
  return {
    why: readText(rule.why, `${place}.why`),
    action,
    seconds: rule.seconds === undefined ? undefined : toSeconds(rule.seconds, `${place}.seconds`),
    users: readTexts(rule.users, `${place}.users`),
    groups: readTexts(rule.groups, `${place}.groups`),
  };
}

function toSeconds(value: unknown, place: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
  throw new UsageError(`${place}: must be a whole number of seconds`);
}
