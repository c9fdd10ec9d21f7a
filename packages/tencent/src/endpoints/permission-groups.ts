import { endpoint } from '@imgroups/core';
import {
  type AddPermissionGroupMemberRequest,
  type AddPermissionGroupMemberResponse,
  addPermissionGroupMemberRequest,
  addPermissionGroupMemberResponse,
  type CreatePermissionGroupRequest,
  type CreatePermissionGroupResponse,
  createPermissionGroupRequest,
  createPermissionGroupResponse,
  type DeletePermissionGroupMemberRequest,
  type DeletePermissionGroupMemberResponse,
  type DestroyPermissionGroupRequest,
  type DestroyPermissionGroupResponse,
  deletePermissionGroupMemberRequest,
  deletePermissionGroupMemberResponse,
  destroyPermissionGroupRequest,
  destroyPermissionGroupResponse,
  type GetPermissionGroupMemberListRequest,
  type GetPermissionGroupMemberListResponse,
  type GetPermissionGroupRequest,
  type GetPermissionGroupResponse,
  getPermissionGroupMemberListRequest,
  getPermissionGroupMemberListResponse,
  getPermissionGroupRequest,
  getPermissionGroupResponse,
  type ModifyPermissionGroupRequest,
  type ModifyPermissionGroupResponse,
  modifyPermissionGroupRequest,
  modifyPermissionGroupResponse,
} from '../schemas/permission-groups.ts';

/** Permission groups of communities with topics: rights that their members have. */
export const permissionGroupEndpoints = {
  /**
   * Creates a permission group.
   *
   * Without `PermissionGroupId` a repeated call makes a second one, so a lost answer is not tried again.
   *
   * @see https://www.tencentcloud.com/document/product/1047/61232
   */
  createPermissionGroup: endpoint<CreatePermissionGroupRequest, CreatePermissionGroupResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/create_permission_group',
    summary: 'Creates a permission group.',
    docs: 'https://www.tencentcloud.com/document/product/1047/61232',
    request: createPermissionGroupRequest,
    response: createPermissionGroupResponse,
    repeat: { safeWith: 'PermissionGroupId' },
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-10' },
    groupTypes: ['Community'],
    int64: ['Permission'],
  }),

  /**
   * Dissolves up to 20 permission groups.
   *
   * Each has its own `ErrorCode`.
   *
   * @see https://www.tencentcloud.com/document/product/1047/61233
   */
  destroyPermissionGroup: endpoint<
    DestroyPermissionGroupRequest,
    DestroyPermissionGroupResponse,
    'failures'
  >({
    method: 'POST',
    path: '/v4/group_open_http_svc/destroy_permission_group',
    summary: 'Dissolves up to 20 permission groups.',
    docs: 'https://www.tencentcloud.com/document/product/1047/61233',
    request: destroyPermissionGroupRequest,
    response: destroyPermissionGroupResponse,
    repeat: 'safe',
    limits: {
      items: { field: 'PermissionGroupIdList', max: 20 },
      rate: { requests: 200, perSeconds: 1 },
      asOf: '2025-10',
    },
    groupTypes: ['Community'],
    failures: (response) =>
      (response.PermissionGroupResultList ?? [])
        .filter((item) => (item.ErrorCode ?? 0) !== 0)
        .map((item) => ({
          item: item.PermissionGroupId,
          code: item.ErrorCode ?? 0,
          message: item.ErrorInfo,
        })),
  }),

  /**
   * Changes a permission group.
   *
   * Fields left out keep their value.
   *
   * @see https://www.tencentcloud.com/document/product/1047/61234
   */
  modifyPermissionGroup: endpoint<ModifyPermissionGroupRequest, ModifyPermissionGroupResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/modify_permission_group',
    summary: 'Changes a permission group.',
    docs: 'https://www.tencentcloud.com/document/product/1047/61234',
    request: modifyPermissionGroupRequest,
    response: modifyPermissionGroupResponse,
    repeat: 'safe',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-10' },
    groupTypes: ['Community'],
    int64: ['Permission'],
  }),

  /**
   * Lists the permission groups of a community, or reads up to 20 of them.
   *
   * @see https://www.tencentcloud.com/document/product/1047/61235
   */
  getPermissionGroup: endpoint<GetPermissionGroupRequest, GetPermissionGroupResponse, 'page'>({
    method: 'POST',
    path: '/v4/group_open_http_svc/get_permission_group',
    summary: 'Lists the permission groups of a community, or reads up to 20 of them.',
    docs: 'https://www.tencentcloud.com/document/product/1047/61235',
    request: getPermissionGroupRequest,
    response: getPermissionGroupResponse,
    repeat: 'read',
    limits: {
      items: { field: 'PermissionGroupIdList', max: 20 },
      rate: { requests: 200, perSeconds: 1 },
      asOf: '2025-10',
    },
    groupTypes: ['Community'],
    int64: ['Permission'],
    page: (request, response) =>
      response.PermissionGroupInfoList?.length && response.Next
        ? { ...request, Next: response.Next }
        : undefined,
  }),

  /**
   * Adds up to 100 members to a permission group.
   *
   * @see https://www.tencentcloud.com/document/product/1047/61240
   */
  addPermissionGroupMember: endpoint<
    AddPermissionGroupMemberRequest,
    AddPermissionGroupMemberResponse
  >({
    method: 'POST',
    path: '/v4/group_open_http_svc/add_permission_group_member',
    summary: 'Adds up to 100 members to a permission group.',
    docs: 'https://www.tencentcloud.com/document/product/1047/61240',
    request: addPermissionGroupMemberRequest,
    response: addPermissionGroupMemberResponse,
    repeat: 'safe',
    limits: {
      items: { field: 'MemberList', max: 100 },
      rate: { requests: 200, perSeconds: 1 },
      asOf: '2025-10',
    },
    groupTypes: ['Community'],
  }),

  /**
   * Removes up to 100 members from a permission group.
   *
   * Who is not in it counts as removed.
   *
   * @see https://www.tencentcloud.com/document/product/1047/61241
   */
  deletePermissionGroupMember: endpoint<
    DeletePermissionGroupMemberRequest,
    DeletePermissionGroupMemberResponse
  >({
    method: 'POST',
    path: '/v4/group_open_http_svc/delete_permission_group_member',
    summary: 'Removes up to 100 members from a permission group.',
    docs: 'https://www.tencentcloud.com/document/product/1047/61241',
    request: deletePermissionGroupMemberRequest,
    response: deletePermissionGroupMemberResponse,
    repeat: 'safe',
    limits: {
      items: { field: 'MemberList', max: 100 },
      rate: { requests: 200, perSeconds: 1 },
      asOf: '2025-10',
    },
    groupTypes: ['Community'],
  }),

  /**
   * Lists the members of a permission group.
   *
   * At most 50 per page.
   *
   * @see https://www.tencentcloud.com/document/product/1047/61242
   */
  getPermissionGroupMemberList: endpoint<
    GetPermissionGroupMemberListRequest,
    GetPermissionGroupMemberListResponse,
    'page'
  >({
    method: 'POST',
    path: '/v4/group_open_http_svc/get_permission_group_member_list',
    summary: 'Lists the members of a permission group.',
    docs: 'https://www.tencentcloud.com/document/product/1047/61242',
    request: getPermissionGroupMemberListRequest,
    response: getPermissionGroupMemberListResponse,
    repeat: 'read',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-10' },
    groupTypes: ['Community'],
    page: (request, response) =>
      response.MemberList?.length && response.Next
        ? { ...request, Next: response.Next }
        : undefined,
  }),
};
