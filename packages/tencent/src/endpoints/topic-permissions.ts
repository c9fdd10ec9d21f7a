import { endpoint } from '@imgroups/core/adapter';
import {
  type AddTopicPermissionGroupRequest,
  type AddTopicPermissionGroupResponse,
  addTopicPermissionGroupRequest,
  addTopicPermissionGroupResponse,
  type DeleteTopicPermissionGroupRequest,
  type DeleteTopicPermissionGroupResponse,
  deleteTopicPermissionGroupRequest,
  deleteTopicPermissionGroupResponse,
  type GetTopicPermissionGroupRequest,
  type GetTopicPermissionGroupResponse,
  getTopicPermissionGroupRequest,
  getTopicPermissionGroupResponse,
  type SetTopicPermissionGroupRequest,
  type SetTopicPermissionGroupResponse,
  setTopicPermissionGroupRequest,
  setTopicPermissionGroupResponse,
} from '../schemas/topic-permissions.ts';

/** What the members of a permission group may do in single topics. */
export const topicPermissionEndpoints = {
  /**
   * Gives a permission group rights in up to 50 topics.
   *
   * Each topic has its own `ErrorCode`.
   *
   * @see https://www.tencentcloud.com/document/product/1047/61236
   */
  addTopicPermissionGroup: endpoint<
    AddTopicPermissionGroupRequest,
    AddTopicPermissionGroupResponse,
    'failures'
  >({
    method: 'POST',
    path: '/v4/group_open_http_svc/add_topic_permission_group',
    summary: 'Gives a permission group rights in up to 50 topics.',
    docs: 'https://www.tencentcloud.com/document/product/1047/61236',
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
    failures: (response) =>
      (response.TopicPermissionResultList ?? [])
        .filter((item) => (item.ErrorCode ?? 0) !== 0)
        .map((item) => ({
          item: item.TopicId,
          code: item.ErrorCode ?? 0,
          message: item.ErrorInfo,
        })),
  }),

  /**
   * Changes the rights of a permission group in up to 50 topics.
   *
   * Each topic has its own `ErrorCode`.
   *
   * @see https://www.tencentcloud.com/document/product/1047/61237
   */
  setTopicPermissionGroup: endpoint<
    SetTopicPermissionGroupRequest,
    SetTopicPermissionGroupResponse,
    'failures'
  >({
    method: 'POST',
    path: '/v4/group_open_http_svc/set_topic_permission_group',
    summary: 'Changes the rights of a permission group in up to 50 topics.',
    docs: 'https://www.tencentcloud.com/document/product/1047/61237',
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
    failures: (response) =>
      (response.TopicPermissionResultList ?? [])
        .filter((item) => (item.ErrorCode ?? 0) !== 0)
        .map((item) => ({
          item: item.TopicId,
          code: item.ErrorCode ?? 0,
          message: item.ErrorInfo,
        })),
  }),

  /**
   * Takes the rights of a permission group in up to 50 topics away.
   *
   * Each topic has its own `ErrorCode`.
   *
   * @see https://www.tencentcloud.com/document/product/1047/61238
   */
  deleteTopicPermissionGroup: endpoint<
    DeleteTopicPermissionGroupRequest,
    DeleteTopicPermissionGroupResponse,
    'failures'
  >({
    method: 'POST',
    path: '/v4/group_open_http_svc/delete_topic_permission_group',
    summary: 'Takes the rights of a permission group in up to 50 topics away.',
    docs: 'https://www.tencentcloud.com/document/product/1047/61238',
    request: deleteTopicPermissionGroupRequest,
    response: deleteTopicPermissionGroupResponse,
    repeat: 'safe',
    limits: {
      items: { field: 'TopicIdList', max: 50 },
      rate: { requests: 200, perSeconds: 1 },
      asOf: '2025-10',
    },
    groupTypes: ['Community'],
    failures: (response) =>
      (response.TopicPermissionResultList ?? [])
        .filter((item) => (item.ErrorCode ?? 0) !== 0)
        .map((item) => ({
          item: item.TopicId,
          code: item.ErrorCode ?? 0,
          message: item.ErrorInfo,
        })),
  }),

  /**
   * Reads the rights of a permission group in topics.
   *
   * @see https://www.tencentcloud.com/document/product/1047/61239
   */
  getTopicPermissionGroup: endpoint<
    GetTopicPermissionGroupRequest,
    GetTopicPermissionGroupResponse
  >({
    method: 'POST',
    path: '/v4/group_open_http_svc/get_topic_permission_group',
    summary: 'Reads the rights of a permission group in topics.',
    docs: 'https://www.tencentcloud.com/document/product/1047/61239',
    request: getTopicPermissionGroupRequest,
    response: getTopicPermissionGroupResponse,
    repeat: 'read',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-10' },
    groupTypes: ['Community'],
    int64: ['Permission'],
  }),
};
