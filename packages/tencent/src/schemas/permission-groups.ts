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
