import { endpoint, type ItemFailure } from '@imgroups/core';
import {
  type CreateGroupTopicRequest,
  type CreateGroupTopicResponse,
  createGroupTopicRequest,
  createGroupTopicResponse,
  type DestroyGroupTopicRequest,
  type DestroyGroupTopicResponse,
  destroyGroupTopicRequest,
  destroyGroupTopicResponse,
  type GetGroupTopicRequest,
  type GetGroupTopicResponse,
  getGroupTopicRequest,
  getGroupTopicResponse,
  type ImportGroupTopicRequest,
  type ImportGroupTopicResponse,
  importGroupTopicRequest,
  importGroupTopicResponse,
  type ModifyGroupTopicRequest,
  type ModifyGroupTopicResponse,
  modifyGroupTopicRequest,
  modifyGroupTopicResponse,
} from '../schemas/topics.ts';

/** Topics of communities that were created with `SupportTopic` 1; at most 200 per community. */
export const topicEndpoints = {
  /**
   * Creates a topic in a community.
   *
   * Without `TopicId` a repeated call makes a second topic, so a lost answer is not tried again.
   *
   * @see https://www.tencentcloud.com/document/product/1047/49471
   */
  createGroupTopic: endpoint<CreateGroupTopicRequest, CreateGroupTopicResponse>({
    method: 'POST',
    path: '/v4/million_group_open_http_svc/create_topic',
    summary: 'Creates a topic in a community.',
    docs: 'https://www.tencentcloud.com/document/product/1047/49471',
    request: createGroupTopicRequest,
    response: createGroupTopicResponse,
    repeat: { safeWith: 'TopicId' },
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-01' },
    groupTypes: ['Community'],
  }),

  /**
   * Reads topics of a community.
   *
   * Each item has its own `ErrorCode`; the one of the answer means nothing.
   *
   * @see https://www.tencentcloud.com/document/product/1047/49469
   */
  getGroupTopic: endpoint<GetGroupTopicRequest, GetGroupTopicResponse, 'failures'>({
    method: 'POST',
    path: '/v4/million_group_open_http_svc/get_topic',
    summary: 'Reads topics of a community.',
    docs: 'https://www.tencentcloud.com/document/product/1047/49469',
    request: getGroupTopicRequest,
    response: getGroupTopicResponse,
    repeat: 'read',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-01' },
    groupTypes: ['Community'],
    outcomesIn: 'TopicAndSelfInfo',
    failures: failedTopics,
  }),

  /**
   * Changes a topic's profile.
   *
   * Fields left out keep their value.
   *
   * @see https://www.tencentcloud.com/document/product/1047/49468
   */
  modifyGroupTopic: endpoint<ModifyGroupTopicRequest, ModifyGroupTopicResponse>({
    method: 'POST',
    path: '/v4/million_group_open_http_svc/modify_topic',
    summary: "Changes a topic's profile.",
    docs: 'https://www.tencentcloud.com/document/product/1047/49468',
    request: modifyGroupTopicRequest,
    response: modifyGroupTopicResponse,
    repeat: 'safe',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-01' },
    groupTypes: ['Community'],
  }),

  /**
   * Imports a topic into a community.
   *
   * Nobody is notified. Without `TopicId` a lost answer is not tried again.
   *
   * @see https://www.tencentcloud.com/document/product/1047/53448
   */
  importGroupTopic: endpoint<ImportGroupTopicRequest, ImportGroupTopicResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/import_topic',
    summary: 'Imports a topic into a community.',
    docs: 'https://www.tencentcloud.com/document/product/1047/53448',
    request: importGroupTopicRequest,
    response: importGroupTopicResponse,
    repeat: { safeWith: 'TopicId' },
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-01' },
    groupTypes: ['Community'],
  }),

  /**
   * Dissolves topics of a community.
   *
   * Cannot be undone. Each topic has its own `ErrorCode`.
   *
   * @see https://cloud.tencent.com/document/product/269/78202
   */
  destroyGroupTopic: endpoint<DestroyGroupTopicRequest, DestroyGroupTopicResponse, 'failures'>({
    method: 'POST',
    path: '/v4/million_group_open_http_svc/destroy_topic',
    summary: 'Dissolves topics of a community.',
    docs: 'https://cloud.tencent.com/document/product/269/78202',
    request: destroyGroupTopicRequest,
    response: destroyGroupTopicResponse,
    repeat: 'safe',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-12' },
    groupTypes: ['Community'],
    failures: (response) =>
      (response.DestroyResultItem ?? [])
        .filter((item) => (item.ErrorCode ?? 0) !== 0)
        .map((item) => ({
          item: item.TopicId,
          code: item.ErrorCode ?? 0,
          message: item.ErrorInfo,
        })),
  }),
};

/** The topics that could not be read; where an item does not say which it is, its place in the request does. */
function failedTopics(
  { TopicAndSelfInfo = [] }: GetGroupTopicResponse,
  { TopicIdList = [] }: GetGroupTopicRequest,
): readonly ItemFailure[] {
  return TopicAndSelfInfo.map(({ TopicInfo, ErrorCode = 0, ErrorInfo }, index) => ({
    item: TopicInfo?.TopicId ?? TopicIdList[index] ?? '',
    code: ErrorCode,
    message: ErrorInfo,
  })).filter(({ code }) => code !== 0);
}
