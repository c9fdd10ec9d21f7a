import {
  type Member,
  type Note,
  type Role,
  readAnswer,
  readOptional,
  unreadable,
  wireId,
  wireObject,
  wireTime,
} from '@imgroups/core/adapter';
import type { ListedMember } from '../chapters/members.ts';

export const memberList = { field: 'data', item: wireObject } as const;

export const affiliationList = { field: 'data.affiliations', item: wireObject } as const;

const milliseconds = wireTime(1);

/** A member as the list of members gives it; the list shows admins as members, so they come beside it. */
export function toMember(
  item: ListedMember,
  admins: ReadonlySet<string>,
  note: Note,
): Member<ListedMember> {
  const { userId, listedAs } = readAffiliation(item, 'data');
  return {
    userId,
    role: listedAs === 'member' && admins.has(userId) ? 'admin' : listedAs,
    joinedAt: readOptional(milliseconds, item.joined_time, 'data.joined_time', note),
    raw: item,
  };
}

/** An object whose one key tells a role and whose value tells the user. */
export function readAffiliation(
  { owner, admin, member }: { readonly [Listed in Role]?: unknown },
  field: string,
): { readonly userId: string; readonly listedAs: Role } {
  const named = (name: unknown, listedAs: Role) => ({
    userId: readAnswer(wireId, name, `${field}.${listedAs}`),
    listedAs,
  });
  if (owner !== undefined) return named(owner, 'owner');
  if (admin !== undefined) return named(admin, 'admin');
  if (member !== undefined) return named(member, 'member');
  throw unreadable(`the answer's ${field} has neither owner, admin nor member`, {
    field,
  });
}
