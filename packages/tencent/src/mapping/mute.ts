import {
  type Mute,
  readAnswer,
  toUntil,
  wireEnd,
  wireId,
  wireObject,
} from '@imgroups/core/adapter';
import { maxUint32 } from '../chapters/common.ts';
import type { MutedAccount } from '../chapters/mutes.ts';

export const mutedAccounts = {
  field: 'MutedAccountList',
  item: wireObject,
  id: 'Member_Account',
} as const;

const end = wireEnd(1000);

/** A mute; `now` in milliseconds since 1970. */
export function toMute(account: MutedAccount, now: number): Mute<MutedAccount> {
  const { MutedUntil, ShuttedUntil } = account;
  const until = readAnswer(end, MutedUntil ?? ShuttedUntil, 'MutedAccountList.MutedUntil');
  return {
    userId: readAnswer(wireId, account.Member_Account, 'MutedAccountList.Member_Account'),
    until: toUntil(until, 1000, now),
    raw: account,
  };
}

/** Seconds as the vendor takes them; the highest number means "for good". */
export function fromSeconds(seconds: number | 'permanent'): number {
  return seconds === 'permanent' ? maxUint32 : seconds;
}
