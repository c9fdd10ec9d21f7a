import type { GroupProvider, GroupSummary } from '@imgroups/core/adapter';
import type { JobOptions } from '../engine/options.ts';
import type { JobWorkers } from '../engine/unit-queue.ts';
import { createProfileReader } from '../jobs/profile-reader.ts';
import type { Journal, Json } from '../journal/journal.ts';
import type { StateSource } from './group-state.ts';
import type { MigrationRules } from './rules.ts';
import { createUserMap, readUserIds, type UserMap } from './user-map.ts';
import { sideOf } from './vendors/sides.ts';

/** The options of every phase. */
export type PhaseOptions = Omit<JobOptions, 'journal' | 'again' | 'workers'>;

/** The parts that the phases of a migration share. */
export interface MigrationContext {
  readonly source: StateSource;
  readonly target: StateSource;
  readonly journal: Journal;
  readonly rules: MigrationRules;
  /** Which groups are moved. */
  readonly filter: ((group: GroupSummary) => boolean) | undefined;
  /** Milliseconds for which the target may still act on a creation after its process has ended. */
  readonly settleTime: number;
  /** Other processes that do the work on groups, in place of this one. */
  readonly workers?: JobWorkers | undefined;
}

/** The parts from which a context is made. */
interface ContextParts extends Omit<MigrationContext, 'source' | 'target'> {
  readonly source: GroupProvider;
  readonly target: GroupProvider;
}

export function createContext({ source, target, ...rest }: ContextParts): MigrationContext {
  return { ...rest, source: stateSource(source, 'source'), target: stateSource(target, 'target') };
}

function stateSource(provider: GroupProvider, option: 'source' | 'target'): StateSource {
  const side = sideOf(provider, option);
  return { provider, side, profiles: createProfileReader(provider) };
}

/**
 * Topics of the journal's notes: `group` what the inventory found, `user` everybody it saw, `account` whether a user has one at
 * the target, `taken` ids of groups that are in use there, `left` the state in which a group was left there, or that it was deleted, `refused` members
 * whom it did not take, `dirty` what `follow` has to look at, `followed` when a group was last in line,
 * `flags` the mute-all of groups before a cutover, `phase` how far the migration is.
 */
export type Topic =
  | 'group'
  | 'user'
  | 'account'
  | 'taken'
  | 'left'
  | 'refused'
  | 'dirty'
  | 'followed'
  | 'flags'
  | 'phase';

/** The notes of a topic. */
export function notesOf<Value extends Json>(journal: Journal, topic: Topic) {
  return {
    get: (key: string) => journal.noteOf(topic, key) as Promise<Value | undefined>,
    getAll: (keys: readonly string[]) =>
      journal.notesOf(topic, keys) as Promise<ReadonlyMap<string, Value>>,
    set: (key: string, value: Value) => journal.note(topic, key, value),
    setAll: (keys: Iterable<string>, value: Value) =>
      journal.noteAll(
        topic,
        Array.from(keys, (key) => ({ key, value })),
      ),
    drop: (key: string, value?: Value) => journal.dropNote(topic, key, value),
    all: () =>
      journal.notes(topic) as AsyncIterable<{ readonly key: string; readonly value: Value }>,
  };
}

/** The ids of users at the target, as the rules and the known accounts make them. */
export async function loadUserMap(context: MigrationContext): Promise<UserMap> {
  const { journal, rules, target } = context;
  const missing = new Set<string>();
  for await (const { key, value } of notesOf<AccountState>(journal, 'account').all()) {
    const stays = value === 'missing' && rules.onAccountMissing === 'skip';
    if (stays || value === 'refused') missing.add(key);
  }
  return createUserMap({
    target: target.provider,
    side: target.side,
    mapping: await readUserIds(rules.userIds),
    missing,
  });
}

/** The account of a user at the target; `refused`: it could not be registered. */
export type AccountState = 'there' | 'missing' | 'refused';

/** The rules, as far as they can be told from others. */
export function rulesKey({ rules: { passwordOf: _, userIds, ...rules } }: MigrationContext): Json {
  const ids = userIds instanceof Map ? Object.fromEntries(userIds) : userIds;
  return JSON.parse(JSON.stringify({ ...rules, userIds: ids }));
}
