import { type BlacklistEntry, readId, readUntil } from '@imgroups/core/adapter';
import type { BannedAccount } from '../chapters/blacklist.ts';

export function toBlacklistEntry(
  account: BannedAccount,
  now: number,
): BlacklistEntry<BannedAccount> {
  return {
    userId: readId(account.Member_Account, 'BannedAccountList.Member_Account'),
    until: readUntil(account.BannedUntil, 'BannedAccountList.BannedUntil', 1000, now),
    raw: account,
  };
}
