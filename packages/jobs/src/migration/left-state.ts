import { digestOf } from '../engine/digest.ts';
import { type MigrationContext, notesOf } from './context.ts';
import type { GroupState } from './group-state.ts';
import type { MovedGroup } from './moved-group.ts';

/**
 * Digests of a group as the migration left it, part by part, to tell whether somebody has changed it since. Mutes and the ends
 * of bans are left out: time changes them too.
 */
type LeftState = Readonly<Record<'profile' | 'announcement' | 'members' | 'banned', string>>;

/** Notes users whom the target refused: they are not there, and nobody has removed them. */
export async function noteRefused(
  { journal }: MigrationContext,
  source: string,
  userIds: readonly string[],
): Promise<void> {
  const keys = userIds.map((userId) => keyOf(source, userId));
  await notesOf<null>(journal, 'refused').setAll(keys, null);
}

/** Notes in which state a group of the target is left. */
export async function noteLeft(
  context: MigrationContext,
  source: string,
  wanted: MovedGroup,
): Promise<void> {
  const { ownerId, members = new Map(), blacklist = new Map() } = wanted;
  const admins = [...members.values()].filter(({ role }) => role === 'admin');
  const left: LeftState = {
    profile: digestOf([wanted.name, wanted.description, ownerId ?? '', wanted.mutedAll]),
    announcement: digestOf(wanted.announcement),
    members: await digestOfUsers(context, source, [
      ...members.keys(),
      ...(ownerId === undefined ? [] : [ownerId]),
      ...admins.map(({ userId }) => `${userId} admin`),
    ]),
    banned: await digestOfUsers(context, source, blacklist.keys()),
  };
  await notesOf<LeftState>(context.journal, 'left').set(source, left);
}

/** Tells whether a group of the target is as the migration left it. Lists that the vendor does not show are not compared. */
export async function isAsLeft(
  context: MigrationContext,
  source: string,
  { group, announcement, members, blacklist }: GroupState,
): Promise<boolean> {
  const left = await notesOf<LeftState>(context.journal, 'left').get(source);
  if (!left) return false;
  const { name, description = '', ownerId = '', mutedAll = false } = group;
  const admins = [...(members ?? [])].filter(([, { role }]) => role === 'admin');
  const found: Partial<LeftState> = {
    profile: digestOf([name, description, ownerId, mutedAll]),
    ...(announcement !== undefined && { announcement: digestOf(announcement) }),
    ...(members && {
      members: await digestOfUsers(context, source, [
        ...members.keys(),
        ...admins.map(([userId]) => `${userId} admin`),
      ]),
    }),
    ...(blacklist && { banned: await digestOfUsers(context, source, blacklist.keys()) }),
  };
  return Object.entries(found).every(([part, digest]) => left[part as keyof LeftState] === digest);
}

async function digestOfUsers(
  { journal }: MigrationContext,
  source: string,
  entries: Iterable<string>,
): Promise<string> {
  const all = [...entries];
  const refused = await notesOf<null>(journal, 'refused').getAll(all.map(keyOfEntry));
  return digestOf(all.filter((entry) => !refused.has(keyOfEntry(entry))).sort());

  function keyOfEntry(entry: string): string {
    const [userId = ''] = entry.split(' ');
    return keyOf(source, userId);
  }
}

function keyOf(source: string, userId: string): string {
  return `${source}\n${userId}`;
}
