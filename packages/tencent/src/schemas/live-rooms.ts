import * as v from 'valibot';
import { envelope, groupId, integer, userId } from './common.ts';

export const modifyAdminRequest = v.object({
  GroupId: groupId,
  /** 1 = appoint, 2 = dismiss. */
  CommandType: v.picklist([1, 2]),
  /** At most 5 admins per room in all. */
  Admin_Account: v.array(userId),
});
export interface ModifyAdminRequest extends v.InferInput<typeof modifyAdminRequest> {}

export const modifyAdminResponse = v.object(envelope);
export interface ModifyAdminResponse extends v.InferInput<typeof modifyAdminResponse> {}

export const getAdminListRequest = v.object({ GroupId: groupId });
export interface GetAdminListRequest extends v.InferInput<typeof getAdminListRequest> {}

export const getAdminListResponse = v.object({
  ...envelope,
  /** At most 5; the owner is not among them. */
  Admin_List: v.optional(
    v.array(
      v.object({
        Admin_Account: v.string(),
        NickName: v.optional(v.string()),
        Avatar: v.optional(v.string()),
      }),
    ),
  ),
});
export interface GetAdminListResponse extends v.InferInput<typeof getAdminListResponse> {}

/** Marks of your own begin at 1000; 500 and 600 have a meaning. */
const mark = v.pipe(
  integer,
  v.check(
    (number) => number >= 1000 || number === 500 || number === 600,
    ({ input }) => `must be 500, 600 or at least 1000, not ${input}`,
  ),
);

export const modifyGroupUserInfoRequest = v.object({
  GroupId: groupId,
  /** 1 = set, 2 = remove. */
  CommandType: v.picklist([1, 2]),
  /** At most 500. */
  MemberList: v.pipe(
    v.array(
      v.object({
        Member_Account: userId,
        /**
         * From 1000; at most 10 different ones per room, and 1,000 members with one. 500 = counts as online for up to
         * 3 days, 600 = hidden from the list of who is there unless it is asked for.
         */
        Marks: v.pipe(v.array(mark), v.minLength(1)),
      }),
    ),
    v.minLength(1),
  ),
});
export interface ModifyGroupUserInfoRequest
  extends v.InferInput<typeof modifyGroupUserInfoRequest> {}

export const modifyGroupUserInfoResponse = v.object({
  ...envelope,
  CommandType: v.optional(integer),
  /** The members that were changed. */
  MemberList: v.optional(
    v.array(
      v.object({
        Member_Account: v.string(),
        Marks: v.optional(v.array(integer)),
      }),
    ),
  ),
});
export interface ModifyGroupUserInfoResponse
  extends v.InferInput<typeof modifyGroupUserInfoResponse> {}

export const addRobotsRequest = v.object({
  GroupId: groupId,
  /** A list, in spite of its name. */
  Member_Account: v.pipe(v.array(userId), v.minLength(1)),
});
export interface AddRobotsRequest extends v.InferInput<typeof addRobotsRequest> {}

export const addRobotsResponse = v.object(envelope);
export interface AddRobotsResponse extends v.InferInput<typeof addRobotsResponse> {}

export const delRobotsRequest = v.object({
  GroupId: groupId,
  /** A list, in spite of its name. */
  Member_Account: v.pipe(v.array(userId), v.minLength(1)),
});
export interface DelRobotsRequest extends v.InferInput<typeof delRobotsRequest> {}

export const delRobotsResponse = v.object(envelope);
export interface DelRobotsResponse extends v.InferInput<typeof delRobotsResponse> {}
