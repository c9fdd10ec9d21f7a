import * as v from 'valibot';
import { envelope, groupId, noEntities, username, usernamesResponse } from './common.ts';

export const listAdminsRequest = v.object({ group_id: groupId });
export interface ListAdminsRequest extends v.InferInput<typeof listAdminsRequest> {}

/** Without the owner. */
export const listAdminsResponse = usernamesResponse;
export interface ListAdminsResponse extends v.InferOutput<typeof listAdminsResponse> {}

export const addAdminRequest = v.object({
  group_id: groupId,
  /** Must be a member. */
  newadmin: username,
});
export interface AddAdminRequest extends v.InferInput<typeof addAdminRequest> {}

export const addAdminResponse = v.object({
  ...envelope,
  entities: noEntities,
  data: v.optional(
    v.object({
      /** `success`. */
      result: v.optional(v.string()),
      newadmin: v.optional(v.string()),
    }),
  ),
});
export interface AddAdminResponse extends v.InferOutput<typeof addAdminResponse> {}

export const removeAdminRequest = v.object({ group_id: groupId, oldadmin: username });
export interface RemoveAdminRequest extends v.InferInput<typeof removeAdminRequest> {}

export const removeAdminResponse = v.object({
  ...envelope,
  entities: noEntities,
  data: v.optional(
    v.object({
      /** `success` or `failure`. */
      result: v.optional(v.string()),
      oldadmin: v.optional(v.string()),
    }),
  ),
});
export interface RemoveAdminResponse extends v.InferOutput<typeof removeAdminResponse> {}

export const transferOwnershipRequest = v.object({
  group_id: groupId,
  /** Must be a member. */
  newowner: username,
});
export interface TransferOwnershipRequest extends v.InferInput<typeof transferOwnershipRequest> {}

export const transferOwnershipResponse = v.object({
  ...envelope,
  entities: noEntities,
  data: v.optional(v.object({ newowner: v.optional(v.boolean()) })),
});
export interface TransferOwnershipResponse
  extends v.InferOutput<typeof transferOwnershipResponse> {}
