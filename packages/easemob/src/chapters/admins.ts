import { endpoint } from '@imgroups/core/adapter';
import * as v from 'valibot';
import { envelope, groupId, noEntities, username, usernamesResponse } from './common.ts';
import { failedAdmin } from './failures.ts';
import { hundredPerSecond } from './rates.ts';

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

/**
 * Admins and owner.
 *
 * @title 群主与管理员
 */
export const adminEndpoints = {
  /**
   * Lists the admins of a group, without the owner.
   *
   * @title 获取群管理员列表
   * @see https://doc.easemob.com/document/server-side/group_admin_list_get.html
   */
  listAdmins: endpoint<ListAdminsRequest, ListAdminsResponse>({
    method: 'GET',
    path: '/chatgroups/{group_id}/admin',
    request: listAdminsRequest,
    response: listAdminsResponse,
    repeat: 'read',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),

  /**
   * Makes a member an admin.
   * A group has at most 99 admins.
   *
   * @title 添加群管理员
   * @see https://doc.easemob.com/document/server-side/group_admin_add.html
   */
  addAdmin: endpoint<AddAdminRequest, AddAdminResponse, 'failures'>({
    method: 'POST',
    path: '/chatgroups/{group_id}/admin',
    request: addAdminRequest,
    response: addAdminResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
    failures: failedAdmin,
  }),

  /**
   * Makes an admin an ordinary member.
   *
   * @title 移除群管理员
   * @see https://doc.easemob.com/document/server-side/group_admin_remove.html
   */
  removeAdmin: endpoint<RemoveAdminRequest, RemoveAdminResponse, 'failures'>({
    method: 'DELETE',
    path: '/chatgroups/{group_id}/admin/{oldadmin}',
    request: removeAdminRequest,
    response: removeAdminResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
    failures: failedAdmin,
  }),

  /**
   * Makes a member the owner of a group.
   * The old owner becomes an ordinary member.
   *
   * @title 转让群组
   * @see https://doc.easemob.com/document/server-side/group_owner_transfer.html
   */
  transferOwnership: endpoint<TransferOwnershipRequest, TransferOwnershipResponse>({
    method: 'PUT',
    path: '/chatgroups/{group_id}',
    request: transferOwnershipRequest,
    response: transferOwnershipResponse,
    repeat: 'safe',
    limits: { rate: hundredPerSecond, asOf: '2026-02' },
  }),
};
