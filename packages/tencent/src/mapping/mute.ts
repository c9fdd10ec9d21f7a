import { type Mute, readId, readUntil } from '@imgroups/core/adapter';
import { maxUint32 } from '../chapters/common.ts';
import type { MutedAccount } from '../chapters/mutes.ts';

export function toMute(account: MutedAccount, now: number): Mute<MutedAccount> {
  return {
    userId: readId(account.Member_Account, 'MutedAccountList.Member_Account'),
    until: readUntil(
      account.MutedUntil ?? account.ShuttedUntil,
      'MutedAccountList.MutedUntil',
      1000,
      now,
    ),
    raw: account,
  };
}

/** Seconds as the vendor takes them; the highest number means "for good". */
export function fromSeconds(seconds: number | 'permanent'): number {
  return seconds === 'permanent' ? maxUint32 : seconds;
}
