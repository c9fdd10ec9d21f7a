import { type BlacklistEntry, wire } from '@imgroups/core/adapter';

/** A list of user names. */
export const nameList = { field: 'data', item: wire.id } as const;

/** A user on the block list; the vendor knows only permanent entries. */
export function toBlacklistEntry(username: string): BlacklistEntry<string> {
  return { userId: username, until: 'permanent', raw: username };
}
