import * as v from 'valibot';
import { count, envelope, groupId, integer, uint32, userId } from './common.ts';

export const getGroupBanMemberRequest = v.object({
  GroupId: groupId,
  /** 0 first, then `NextOffset`. */
  Offset: count,
  /** At most 100. */
  Limit: v.optional(v.pipe(count, v.maxValue(100))),
});
export interface GetGroupBanMemberRequest extends v.InferInput<typeof getGroupBanMemberRequest> {}

/** A banned account. */
const bannedAccount = v.object({
  Member_Account: v.string(),
  /** End in Unix seconds. */
  BannedUntil: v.optional(integer),
});
export interface BannedAccount extends v.InferInput<typeof bannedAccount> {}

export const getGroupBanMemberResponse = v.object({
  ...envelope,
  /** Ordered by `BannedUntil`. */
  BannedAccountList: v.optional(v.array(bannedAccount)),
  /** 0 = complete. */
  NextOffset: v.optional(integer),
});
export interface GetGroupBanMemberResponse extends v.InferInput<typeof getGroupBanMemberResponse> {}

export const banGroupMemberRequest = v.object({
  GroupId: groupId,
  /** At most 20. */
  Members_Account: v.array(userId),
  /** Seconds from now; 4294967295 = for good. */
  Duration: uint32,
  /** At most 1,000 bytes. */
  Description: v.optional(v.pipe(v.string(), v.maxBytes(1_000))),
});
export interface BanGroupMemberRequest extends v.InferInput<typeof banGroupMemberRequest> {}

export const banGroupMemberResponse = v.object(envelope);
export interface BanGroupMemberResponse extends v.InferInput<typeof banGroupMemberResponse> {}

export const unbanGroupMemberRequest = v.object({
  GroupId: groupId,
  /** At most 20. */
  Members_Account: v.array(userId),
});
export interface UnbanGroupMemberRequest extends v.InferInput<typeof unbanGroupMemberRequest> {}

export const unbanGroupMemberResponse = v.object(envelope);
export interface UnbanGroupMemberResponse extends v.InferInput<typeof unbanGroupMemberResponse> {}
