import * as v from 'valibot';
import { envelope, groupId, userId } from './common.ts';

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
