import { writeFileSync } from 'node:fs';

/** The users in the groups of the crash test. */
export const crashUsers: readonly string[] = Array.from(
  { length: 90 },
  (_, index) => `user${index}`,
);

/** Those of them who are on the blacklist of each group, and members of none. */
export const bannedUsers: readonly string[] = crashUsers.slice(-3).sort();

/** Writes a snapshot of groups that use everything that can be imported. */
export function writeCrashSnapshot(path: string, groups: number): void {
  const lines: object[] = [{ type: 'imgroups', version: 1, provider: 'test' }];
  const ids = Array.from({ length: groups }, (_, index) => `crash${index + 10}`);
  for (const [index, id] of ids.sort().entries()) lines.push(...groupLines(id, index));
  writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

function groupLines(id: string, index: number): readonly object[] {
  const members = crashUsers.slice(0, 30 + index).sort();
  return [
    {
      type: 'group',
      id,
      kind: 'standard',
      name: `Group ${index}`,
      description: `About ${index}`,
      ownerId: 'owner',
      joinPolicy: 'approval',
      invitePolicy: 'closed',
      maxMembers: 200,
      mutedAll: index % 3 === 0,
      announcement: index % 2 === 0 ? `Hello ${index}` : '',
    },
    ...['owner', ...members].sort().map((userId) => ({
      type: 'member',
      groupId: id,
      userId,
      role: userId === 'owner' ? 'owner' : userId === members[0] ? 'admin' : 'member',
    })),
    ...members.slice(2, 5).map((userId) => ({
      type: 'mute',
      groupId: id,
      userId,
      until: 'permanent',
    })),
    ...bannedUsers.map((userId) => ({
      type: 'blacklist',
      groupId: id,
      userId,
      until: 'permanent',
    })),
  ];
}
