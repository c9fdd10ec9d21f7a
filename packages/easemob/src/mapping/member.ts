import {
  type Member,
  type Role,
  readId,
  readObject,
  readOptionalTime,
  unreadable,
} from '@imgroups/core/adapter';
import type { ListedMember } from '../chapters/members.ts';

/** A member as the list of members gives it; the list shows admins as members, so they come beside it. */
export function toMember(item: ListedMember, admins: ReadonlySet<string>): Member<ListedMember> {
  const { userId, listedAs } = readAffiliation(item, 'data');
  return {
    userId,
    role: listedAs === 'member' && admins.has(userId) ? 'admin' : listedAs,
    joinedAt: readOptionalTime(item.joined_time, 'data.joined_time', 1),
    raw: item,
  };
}

/** An object whose one key tells a role and whose value tells the user. */
export function readAffiliation(
  item: unknown,
  field: string,
): { readonly userId: string; readonly listedAs: Role } {
  const affiliation = readObject(item, field);
  for (const listedAs of ['owner', 'admin', 'member'] as const) {
    if (affiliation[listedAs] !== undefined) {
      return { userId: readId(affiliation[listedAs], `${field}.${listedAs}`), listedAs };
    }
  }
  throw unreadable(`the answer's ${field} has neither owner, admin nor member`, {
    field,
  });
}
