import * as v from 'valibot';
import { count, envelope, groupId, integer, userId } from './common.ts';

export const getOnlineMemberNumRequest = v.object({ GroupId: groupId });
export interface GetOnlineMemberNumRequest extends v.InferInput<typeof getOnlineMemberNumRequest> {}

export const getOnlineMemberNumResponse = v.object({
  ...envelope,
  /** Counted every 10 seconds. */
  OnlineMemberNum: v.optional(integer),
});
export interface GetOnlineMemberNumResponse
  extends v.InferInput<typeof getOnlineMemberNumResponse> {}

export const getCommunityOnlineMemberNumRequest = v.object({ GroupId: groupId });
export interface GetCommunityOnlineMemberNumRequest
  extends v.InferInput<typeof getCommunityOnlineMemberNumRequest> {}

export const getCommunityOnlineMemberNumResponse = v.object({
  ...envelope,
  /** Counted every 4 minutes. */
  OnlineMemberNum: v.optional(integer),
});
export interface GetCommunityOnlineMemberNumResponse
  extends v.InferInput<typeof getCommunityOnlineMemberNumResponse> {}

export const getMembersRequest = v.object({
  GroupId: groupId,
  /** 0 first, then `NextTimestamp`: a position, not a time. */
  Timestamp: count,
  /** Only members with this mark. */
  Mark: v.optional(count),
});
export interface GetMembersRequest extends v.InferInput<typeof getMembersRequest> {}

/** Somebody in a live room. */
const presentMember = v.object({
  Member_Account: v.string(),
  /** Unix seconds. */
  JoinTime: v.optional(integer),
  NickName: v.optional(v.string()),
  /** URL of the picture. */
  Avatar: v.optional(v.string()),
});
export interface PresentMember extends v.InferInput<typeof presentMember> {}

export const getMembersResponse = v.object({
  ...envelope,
  /** Up to 250, the newest 1,000 in all. */
  MemberList: v.optional(v.array(presentMember)),
  /** 0 = complete. */
  NextTimestamp: v.optional(integer),
});
export interface GetMembersResponse extends v.InferInput<typeof getMembersResponse> {}

export const checkMembersRequest = v.object({
  GroupId: groupId,
  /** A list, in spite of its name. */
  Member_Account: v.pipe(v.array(userId), v.minLength(1)),
});
export interface CheckMembersRequest extends v.InferInput<typeof checkMembersRequest> {}

export const checkMembersResponse = v.object({
  ...envelope,
  /** Those of the request who are in the room. */
  Member_Account: v.optional(v.array(v.string())),
});
export interface CheckMembersResponse extends v.InferInput<typeof checkMembersResponse> {}
