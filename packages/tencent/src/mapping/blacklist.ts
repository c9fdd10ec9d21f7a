import {
  type BlacklistEntry,
  readAnswer,
  toUntil,
  wireEnd,
  wireId,
  wireObject,
} from '@imgroups/core/adapter';
import type { BannedAccount } from '../chapters/blacklist.ts';

export const bannedAccounts = {
  field: 'BannedAccountList',
  item: wireObject,
  id: 'Member_Account',
} as const;

const end = wireEnd(1000);

/** An entry of a blacklist; `now` in milliseconds since 1970. */
export function toBlacklistEntry(
  account: BannedAccount,
  now: number,
): BlacklistEntry<BannedAccount> {
  const until = readAnswer(end, account.BannedUntil, 'BannedAccountList.BannedUntil');
  return {
    userId: readAnswer(wireId, account.Member_Account, 'BannedAccountList.Member_Account'),
    until: toUntil(until, 1000, now),
    raw: account,
  };
}
