import { type Duration, type Mute, readNumber, readText, toSeconds, toUntil } from '@imgroups/core';
import { maxUint32 } from '../schemas/common.ts';
import type { MutedAccount } from '../schemas/mutes.ts';

export function toMute(account: MutedAccount, now: number): Mute<MutedAccount> {
  return {
    userId: readText(account.Member_Account, 'MutedAccountList.Member_Account'),
    until: toUntil(readNumber(account.MutedUntil, 'MutedAccountList.MutedUntil'), now),
    raw: account,
  };
}

/** Seconds as the vendor takes them; the highest number means "for good". */
export function fromDuration(duration: Duration): number {
  const seconds = toSeconds(duration);
  return seconds === 'permanent' ? maxUint32 : seconds;
}
