import * as v from 'valibot';
import { envelope, groupId, integer, permissionGroupId, permissions, topicId } from './common.ts';

const topicPermissionList = v.pipe(
  v.array(
    v.object({
      TopicId: topicId,
      /**
       * Sum of permission bits (64 of them): 1 edit the topic, 2 set its permission groups, 4 mute, 8 send, 16 read older
       * history, 32 recall messages of others, 64 mention all.
       */
      Permission: permissions,
    }),
  ),
  v.minLength(1),
);

/** One item per topic, each with its own result. */
const topicPermissionResultList = v.optional(
  v.array(
    v.object({
      TopicId: v.string(),
      /** 0 = success. */
      ErrorCode: v.optional(integer),
      ErrorInfo: v.optional(v.string()),
    }),
  ),
);

export const addTopicPermissionGroupRequest = v.object({
  GroupId: groupId,
  PermissionGroupId: permissionGroupId,
  /** At most 50. */
  TopicPermissionList: topicPermissionList,
});
export interface AddTopicPermissionGroupRequest
  extends v.InferInput<typeof addTopicPermissionGroupRequest> {}

export const addTopicPermissionGroupResponse = v.object({
  ...envelope,
  TopicPermissionResultList: topicPermissionResultList,
});
export interface AddTopicPermissionGroupResponse
  extends v.InferInput<typeof addTopicPermissionGroupResponse> {}

export const setTopicPermissionGroupRequest = v.object({
  GroupId: groupId,
  PermissionGroupId: permissionGroupId,
  /** At most 50. */
  TopicPermissionList: topicPermissionList,
});
export interface SetTopicPermissionGroupRequest
  extends v.InferInput<typeof setTopicPermissionGroupRequest> {}

export const setTopicPermissionGroupResponse = v.object({
  ...envelope,
  TopicPermissionResultList: topicPermissionResultList,
});
export interface SetTopicPermissionGroupResponse
  extends v.InferInput<typeof setTopicPermissionGroupResponse> {}

export const deleteTopicPermissionGroupRequest = v.object({
  GroupId: groupId,
  PermissionGroupId: permissionGroupId,
  /** At most 50. */
  TopicIdList: v.pipe(v.array(topicId), v.minLength(1)),
});
export interface DeleteTopicPermissionGroupRequest
  extends v.InferInput<typeof deleteTopicPermissionGroupRequest> {}

export const deleteTopicPermissionGroupResponse = v.object({
  ...envelope,
  TopicPermissionResultList: topicPermissionResultList,
});
export interface DeleteTopicPermissionGroupResponse
  extends v.InferInput<typeof deleteTopicPermissionGroupResponse> {}

export const getTopicPermissionGroupRequest = v.object({
  GroupId: groupId,
  PermissionGroupId: permissionGroupId,
  /** Absent = all. */
  TopicIdList: v.optional(v.array(topicId)),
});
export interface GetTopicPermissionGroupRequest
  extends v.InferInput<typeof getTopicPermissionGroupRequest> {}

export const getTopicPermissionGroupResponse = v.object({
  ...envelope,
  TopicPermissionList: v.optional(
    v.array(
      v.object({
        TopicId: v.string(),
        /** Sum of permission bits, as a decimal string. */
        Permission: v.optional(v.string()),
      }),
    ),
  ),
});
export interface GetTopicPermissionGroupResponse
  extends v.InferInput<typeof getTopicPermissionGroupResponse> {}
