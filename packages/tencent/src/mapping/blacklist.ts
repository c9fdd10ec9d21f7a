import { type BlacklistEntry, readNumber, readText, toUntil } from '@imgroups/core';
import type { BannedAccount } from '../schemas/blacklist.ts';

export function toBlacklistEntry(
  account: BannedAccount,
  now: number,
): BlacklistEntry<BannedAccount> {
  return {
    userId: readText(account.Member_Account, 'BannedAccountList.Member_Account'),
    until: toUntil(readNumber(account.BannedUntil, 'BannedAccountList.BannedUntil'), now),
    raw: account,
  };
}
