import { type BlacklistEntry, wireId } from '@imgroups/core/adapter';

/** A list of user names. */
export const nameList = { field: 'data', item: wireId } as const;

/** A user on the block list; the vendor knows only permanent entries. */
export function toBlacklistEntry(username: string): BlacklistEntry<string> {
  return { userId: username, until: 'permanent', raw: username };
}
