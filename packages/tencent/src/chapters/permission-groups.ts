import { endpoint } from '@imgroups/core/adapter';
import * as v from 'valibot';
import {
  count,
  envelope,
  groupId,
  integer,
  newPermissionGroupId,
  permissionGroupId,
  permissions,
  userId,
} from './common.ts';
import { failedItems } from './failures.ts';

const permissionGroupTexts = {
  /** At most 3,000 bytes. */
  CustomString: v.optional(v.pipe(v.string(), v.maxBytes(3_000))),
};

/** At most 150 bytes of UTF-8. */
const permissionGroupName = v.pipe(v.string(), v.minLength(1), v.maxBytes(150));

const memberList = v.pipe(v.array(v.object({ Member_Account: userId })), v.minLength(1));

export const createPermissionGroupRequest = v.object({
  GroupId: groupId,
  /** An id of your own, beginning with `@PMG#_`. */
  PermissionGroupId: v.optional(newPermissionGroupId),
  /** At most 150 bytes of UTF-8. */
  PermissionGroupName: permissionGroupName,
  /**
   * Sum of permission bits (64 of them): 1 edit the profile, 2 manage members, 4 permission groups, 8 their members, 16 topics,
   * 32 mute, 64 send, 128 mention all, 256 read older history, 512 recall messages of others, 1024 ban.
   */
  Permission: permissions,
  ...permissionGroupTexts,
});
export interface CreatePermissionGroupRequest
  extends v.InferInput<typeof createPermissionGroupRequest> {}

export const createPermissionGroupResponse = v.object({
  ...envelope,
  PermissionGroupId: v.optional(v.string()),
});
export interface CreatePermissionGroupResponse
  extends v.InferInput<typeof createPermissionGroupResponse> {}

export const modifyPermissionGroupRequest = v.object({
  GroupId: groupId,
  PermissionGroupId: permissionGroupId,
  /** At most 150 bytes of UTF-8. */
  PermissionGroupName: v.optional(permissionGroupName),
  /** Sum of permission bits, as in `createPermissionGroup`. */
  Permission: v.optional(permissions),
  ...permissionGroupTexts,
});
export interface ModifyPermissionGroupRequest
  extends v.InferInput<typeof modifyPermissionGroupRequest> {}

export const modifyPermissionGroupResponse = v.object(envelope);
export interface ModifyPermissionGroupResponse
  extends v.InferInput<typeof modifyPermissionGroupResponse> {}

export const destroyPermissionGroupRequest = v.object({
  GroupId: groupId,
  /** At most 20. */
  PermissionGroupIdList: v.pipe(v.array(permissionGroupId), v.minLength(1)),
});
export interface DestroyPermissionGroupRequest
  extends v.InferInput<typeof destroyPermissionGroupRequest> {}

export const destroyPermissionGroupResponse = v.object({
  ...envelope,
  /** One item per permission group, each with its own result. */
  PermissionGroupResultList: v.optional(
    v.array(
      v.object({
        PermissionGroupId: v.string(),
        /** 0 = success. */
        ErrorCode: v.optional(integer),
        ErrorInfo: v.optional(v.string()),
      }),
    ),
  ),
});
export interface DestroyPermissionGroupResponse
  extends v.InferInput<typeof destroyPermissionGroupResponse> {}

export const getPermissionGroupRequest = v.object({
  GroupId: groupId,
  /** Permission groups per page, at most 20. */
  Limit: v.optional(v.pipe(count, v.minValue(1), v.maxValue(20))),
  /** `""` first, then the value returned. */
  Next: v.optional(v.string()),
  /** In place of `Next`: only these, at most 20. */
  PermissionGroupIdList: v.optional(v.array(permissionGroupId)),
});
export interface GetPermissionGroupRequest extends v.InferInput<typeof getPermissionGroupRequest> {}

/** A permission group. */
const permissionGroupInfo = v.object({
  PermissionGroupId: v.string(),
  PermissionGroupName: v.optional(v.string()),
  /** Sum of permission bits, as a decimal string. */
  Permission: v.optional(v.string()),
  CustomString: v.optional(v.string()),
  MemberNum: v.optional(integer),
});
export interface PermissionGroupInfo extends v.InferInput<typeof permissionGroupInfo> {}

export const getPermissionGroupResponse = v.object({
  ...envelope,
  PermissionGroupInfoList: v.optional(v.array(permissionGroupInfo)),
  /** `""` = complete. */
  Next: v.optional(v.string()),
});
export interface GetPermissionGroupResponse
  extends v.InferInput<typeof getPermissionGroupResponse> {}

export const addPermissionGroupMemberRequest = v.object({
  GroupId: groupId,
  PermissionGroupId: permissionGroupId,
  /** At most 100, all of them members of the community. */
  MemberList: memberList,
});
export interface AddPermissionGroupMemberRequest
  extends v.InferInput<typeof addPermissionGroupMemberRequest> {}

export const addPermissionGroupMemberResponse = v.object(envelope);
export interface AddPermissionGroupMemberResponse
  extends v.InferInput<typeof addPermissionGroupMemberResponse> {}

export const deletePermissionGroupMemberRequest = v.object({
  GroupId: groupId,
  PermissionGroupId: permissionGroupId,
  /** At most 100. */
  MemberList: memberList,
});
export interface DeletePermissionGroupMemberRequest
  extends v.InferInput<typeof deletePermissionGroupMemberRequest> {}

export const deletePermissionGroupMemberResponse = v.object(envelope);
export interface DeletePermissionGroupMemberResponse
  extends v.InferInput<typeof deletePermissionGroupMemberResponse> {}

export const getPermissionGroupMemberListRequest = v.object({
  GroupId: groupId,
  PermissionGroupId: permissionGroupId,
  /** Members per page, at most 50. */
  Limit: v.optional(v.pipe(count, v.minValue(1), v.maxValue(50))),
  /** `""` first, then the value returned. */
  Next: v.optional(v.string()),
});
export interface GetPermissionGroupMemberListRequest
  extends v.InferInput<typeof getPermissionGroupMemberListRequest> {}

export const getPermissionGroupMemberListResponse = v.object({
  ...envelope,
  MemberList: v.optional(v.array(v.object({ Member_Account: v.string() }))),
  /** `""` = complete. */
  Next: v.optional(v.string()),
});
export interface GetPermissionGroupMemberListResponse
  extends v.InferInput<typeof getPermissionGroupMemberListResponse> {}

/**
 * Permission groups.
 *
 * Rights that members of communities with topics have.
 *
 * @title 权限组
 */
export const permissionGroupEndpoints = {
  /**
   * Creates a permission group.
   *
   * Without `PermissionGroupId` a repeated call makes a second one, so a lost answer is not tried again.
   *
   * @title 创建权限组
   * @see https://www.tencentcloud.com/document/product/1047/61232
   */
  createPermissionGroup: endpoint<CreatePermissionGroupRequest, CreatePermissionGroupResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/create_permission_group',
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
   * @title 销毁权限组
   * @see https://www.tencentcloud.com/document/product/1047/61233
   */
  destroyPermissionGroup: endpoint<
    DestroyPermissionGroupRequest,
    DestroyPermissionGroupResponse,
    'failures'
  >({
    method: 'POST',
    path: '/v4/group_open_http_svc/destroy_permission_group',
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
      failedItems(response.PermissionGroupResultList, (item) => item.PermissionGroupId),
  }),

  /**
   * Changes a permission group.
   *
   * Fields left out keep their value.
   *
   * @title 修改权限组资料
   * @see https://www.tencentcloud.com/document/product/1047/61234
   */
  modifyPermissionGroup: endpoint<ModifyPermissionGroupRequest, ModifyPermissionGroupResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/modify_permission_group',
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
   * @title 获取权限组资料
   * @see https://www.tencentcloud.com/document/product/1047/61235
   */
  getPermissionGroup: endpoint<GetPermissionGroupRequest, GetPermissionGroupResponse, 'page'>({
    method: 'POST',
    path: '/v4/group_open_http_svc/get_permission_group',
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
   * @title 增加权限组成员
   * @see https://www.tencentcloud.com/document/product/1047/61240
   */
  addPermissionGroupMember: endpoint<
    AddPermissionGroupMemberRequest,
    AddPermissionGroupMemberResponse
  >({
    method: 'POST',
    path: '/v4/group_open_http_svc/add_permission_group_member',
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
   * Users who are not in it count as removed.
   *
   * @title 删除权限组成员
   * @see https://www.tencentcloud.com/document/product/1047/61241
   */
  deletePermissionGroupMember: endpoint<
    DeletePermissionGroupMemberRequest,
    DeletePermissionGroupMemberResponse
  >({
    method: 'POST',
    path: '/v4/group_open_http_svc/delete_permission_group_member',
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
   * @title 获取权限组成员列表
   * @see https://www.tencentcloud.com/document/product/1047/61242
   */
  getPermissionGroupMemberList: endpoint<
    GetPermissionGroupMemberListRequest,
    GetPermissionGroupMemberListResponse,
    'page'
  >({
    method: 'POST',
    path: '/v4/group_open_http_svc/get_permission_group_member_list',
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
