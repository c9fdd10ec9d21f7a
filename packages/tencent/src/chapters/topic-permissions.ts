import { endpoint } from '@imgroups/core/adapter';
import * as v from 'valibot';
import { envelope, groupId, integer, permissionGroupId, permissions, topicId } from './common.ts';
import { failedItems } from './failures.ts';

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

/**
 * Topic permissions.
 *
 * Rights of the members of a permission group in single topics.
 *
 * @title 话题权限
 */
export const topicPermissionEndpoints = {
  /**
   * Gives a permission group rights in up to 50 topics.
   *
   * Each topic has its own `ErrorCode`.
   *
   * @title 添加话题权限
   * @see https://www.tencentcloud.com/document/product/1047/61236
   */
  addTopicPermissionGroup: endpoint<
    AddTopicPermissionGroupRequest,
    AddTopicPermissionGroupResponse,
    'failures'
  >({
    method: 'POST',
    path: '/v4/group_open_http_svc/add_topic_permission_group',
    request: addTopicPermissionGroupRequest,
    response: addTopicPermissionGroupResponse,
    repeat: 'safe',
    limits: {
      items: { field: 'TopicPermissionList', max: 50 },
      rate: { requests: 200, perSeconds: 1 },
      asOf: '2025-10',
    },
    groupTypes: ['Community'],
    int64: ['Permission'],
    failures: (response) => failedItems(response.TopicPermissionResultList, (item) => item.TopicId),
  }),

  /**
   * Changes the rights of a permission group in up to 50 topics.
   *
   * Each topic has its own `ErrorCode`.
   *
   * @title 修改话题权限
   * @see https://www.tencentcloud.com/document/product/1047/61237
   */
  setTopicPermissionGroup: endpoint<
    SetTopicPermissionGroupRequest,
    SetTopicPermissionGroupResponse,
    'failures'
  >({
    method: 'POST',
    path: '/v4/group_open_http_svc/set_topic_permission_group',
    request: setTopicPermissionGroupRequest,
    response: setTopicPermissionGroupResponse,
    repeat: 'safe',
    limits: {
      items: { field: 'TopicPermissionList', max: 50 },
      rate: { requests: 200, perSeconds: 1 },
      asOf: '2025-10',
    },
    groupTypes: ['Community'],
    int64: ['Permission'],
    failures: (response) => failedItems(response.TopicPermissionResultList, (item) => item.TopicId),
  }),

  /**
   * Takes the rights of a permission group in up to 50 topics away.
   *
   * Each topic has its own `ErrorCode`.
   *
   * @title 删除话题权限
   * @see https://www.tencentcloud.com/document/product/1047/61238
   */
  deleteTopicPermissionGroup: endpoint<
    DeleteTopicPermissionGroupRequest,
    DeleteTopicPermissionGroupResponse,
    'failures'
  >({
    method: 'POST',
    path: '/v4/group_open_http_svc/delete_topic_permission_group',
    request: deleteTopicPermissionGroupRequest,
    response: deleteTopicPermissionGroupResponse,
    repeat: 'safe',
    limits: {
      items: { field: 'TopicIdList', max: 50 },
      rate: { requests: 200, perSeconds: 1 },
      asOf: '2025-10',
    },
    groupTypes: ['Community'],
    failures: (response) => failedItems(response.TopicPermissionResultList, (item) => item.TopicId),
  }),

  /**
   * Reads the rights of a permission group in topics.
   *
   * @title 获取话题权限
   * @see https://www.tencentcloud.com/document/product/1047/61239
   */
  getTopicPermissionGroup: endpoint<
    GetTopicPermissionGroupRequest,
    GetTopicPermissionGroupResponse
  >({
    method: 'POST',
    path: '/v4/group_open_http_svc/get_topic_permission_group',
    request: getTopicPermissionGroupRequest,
    response: getTopicPermissionGroupResponse,
    repeat: 'read',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-10' },
    groupTypes: ['Community'],
    int64: ['Permission'],
  }),
};
