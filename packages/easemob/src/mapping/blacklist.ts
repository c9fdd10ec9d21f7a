import { type BlacklistEntry, readId } from '@imgroups/core/adapter';

/** A user on the block list; the vendor knows only permanent entries. */
export function toBlacklistEntry(username: string): BlacklistEntry<string> {
  return { userId: readId(username, 'data'), until: 'permanent', raw: username };
}
