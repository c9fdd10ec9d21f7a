import type { Member } from '@imgroups/core';
import type { GroupView } from '@imgroups/emulator';

/** The state of a user in a group. */
export interface UserState {
  readonly role: Member['role'] | 'out';
  readonly muted: boolean;
  readonly banned: boolean;
}

/** The properties of a group as a whole that can be changed. */
export interface Profile {
  readonly description: string;
  readonly announcement: string;
  readonly mutedAll: boolean;
}

/** A group as the vendor has it. */
export interface WorldGroup {
  readonly id: string;
  readonly name: string;
  readonly profile: Profile;
  /** Everybody who is not a stranger to the group. */
  readonly users: ReadonlyMap<string, UserState>;
  /** The count of each effect that must happen once: a message sent, a file uploaded. */
  readonly effects: ReadonlyMap<string, number>;
}

/** Something that was done to a group and must be done once. */
export interface Effect {
  readonly groupId: string;
  readonly name: string;
  /** The number of repetitions. @default 1 */
  readonly times?: number;
}

/** The vendor's state, by group id, in the same words for both vendors. */
export type World = ReadonlyMap<string, WorldGroup>;

/** Somebody the group has nothing to do with. */
export const stranger: UserState = { role: 'out', muted: false, banned: false };

/** The groups of an emulator as a world. Communities are there for topics alone, which count as effects on another group. */
export function toWorld(groups: readonly GroupView[], further: readonly Effect[]): World {
  const effectsByGroup = Map.groupBy(further, ({ groupId }) => groupId);
  return new Map(
    groups
      .filter(({ kind }) => kind !== 'community')
      .map((group) => [group.id, toWorldGroup(group, effectsByGroup.get(group.id) ?? [])]),
  );
}

function toWorldGroup(group: GroupView, further: readonly Effect[]): WorldGroup {
  const { id, name, description, announcement, mutedAll } = group;
  const users = new Map<string, UserState>();
  const add = (userId: string, part: Partial<UserState>) =>
    users.set(userId, { ...(users.get(userId) ?? stranger), ...part });
  for (const { userId, role } of group.members) add(userId, { role });
  for (const { userId } of group.mutes) add(userId, { muted: true });
  for (const { userId } of group.blacklist) add(userId, { banned: true });
  const effects = [
    ...group.messages.map(({ text }) => `message ${text}`),
    ...group.files.map((file) => `file ${file.name}`),
    ...further.flatMap(({ name, times = 1 }) => Array<string>(times).fill(name)),
  ];
  return {
    id,
    name,
    profile: { description, announcement, mutedAll },
    users,
    effects: countOf(effects),
  };
}

/** Counts each string. */
function countOf(things: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const thing of things) counts.set(thing, (counts.get(thing) ?? 0) + 1);
  return counts;
}
