import { endpoint, type Failures } from '@imgroups/core/adapter';
import * as v from 'valibot';
import {
  count,
  envelope,
  faceUrl,
  groupId,
  groupName,
  integer,
  introduction,
  notification,
  onOff,
  topicId,
  userId,
} from './common.ts';
import { failedItems } from './failures.ts';

/** The texts of a topic beside its name. */
const topicTexts = {
  /** At most 3,000 bytes. */
  CustomString: v.optional(v.pipe(v.string(), v.maxBytes(3_000))),
  /** In bytes: at most 500 by the client reference, 100 by the use-limits page. */
  FaceUrl: v.optional(faceUrl),
  /** In bytes of UTF-8: at most 400 by the client reference, 300 by the use-limits page. */
  Notification: v.optional(notification),
  /** In bytes of UTF-8: at most 400 by the client reference, 240 by the use-limits page. */
  Introduction: v.optional(introduction),
};

const newTopic = {
  /** The community, which has to be one with topics. */
  GroupId: groupId,
  /** Display name, in bytes of UTF-8: at most 100 by the client reference, 30 by the use-limits page. */
  TopicName: groupName,
  /** An id of your own, `{GroupId}@TOPIC#_{yours}`: printable ASCII, at most 96 bytes in all. */
  TopicId: v.optional(topicId),
  /** The user who creates the topic. */
  From_Account: v.optional(userId),
  ...topicTexts,
};

export const createGroupTopicRequest = v.object(newTopic);
export interface CreateGroupTopicRequest extends v.InferInput<typeof createGroupTopicRequest> {}

export const createGroupTopicResponse = v.object({
  ...envelope,
  TopicId: v.optional(v.string()),
});
export interface CreateGroupTopicResponse extends v.InferInput<typeof createGroupTopicResponse> {}

export const importGroupTopicRequest = v.object({
  ...newTopic,
  /** Always `Community`. */
  Type: v.optional(v.literal('Community')),
  /** Unix seconds, in the past; now by default. */
  CreateTime: v.optional(count),
});
export interface ImportGroupTopicRequest extends v.InferInput<typeof importGroupTopicRequest> {}

export const importGroupTopicResponse = v.object({
  ...envelope,
  TopicId: v.optional(v.string()),
});
export interface ImportGroupTopicResponse extends v.InferInput<typeof importGroupTopicResponse> {}

export const getGroupTopicRequest = v.object({
  GroupId: groupId,
  /** The user whose `SelfInfo` is added. */
  From_Account: userId,
  /** Absent = all topics. */
  TopicIdList: v.optional(v.array(topicId)),
  /** Fields of `TopicInfo`; all by default. A list here, where groups have an object. */
  ResponseFilter: v.optional(v.array(v.string())),
});
export interface GetGroupTopicRequest extends v.InferInput<typeof getGroupTopicRequest> {}

/** A topic with the result of reading it. */
const topicAndSelfInfo = v.object({
  /** The result of this topic: 0, or 110003 when it is gone. */
  ErrorCode: v.optional(integer),
  ErrorInfo: v.optional(v.string()),
  SelfInfo: v.optional(
    v.object({
      /** End of the mute in this topic in Unix seconds, under its old name; 0 = not muted. */
      ShutUpTime: v.optional(integer),
      /** Newest message the user has read. */
      MsgSeq: v.optional(integer),
      MsgFlag: v.optional(v.string()),
    }),
  ),
  TopicInfo: v.optional(
    v.object({
      TopicId: v.optional(v.string()),
      TopicName: v.optional(v.string()),
      /** With a capital D, which it has nowhere else. */
      GroupID: v.optional(v.string()),
      FaceUrl: v.optional(v.string()),
      Notification: v.optional(v.string()),
      Introduction: v.optional(v.string()),
      CustomString: v.optional(v.string()),
      NextMsgSeq: v.optional(integer),
      /** Unix seconds. */
      CreateTime: v.optional(integer),
      /** Unix seconds; 0 = never. */
      LastMsgTime: v.optional(integer),
      /** `On` or `Off`. */
      MuteAllMember: v.optional(v.string()),
      /** In place of `MuteAllMember` in some answers: 1 or 0. */
      ShutUpAllFlag: v.optional(integer),
    }),
  ),
});
export interface TopicAndSelfInfo extends v.InferInput<typeof topicAndSelfInfo> {}

export const getGroupTopicResponse = v.object({
  ...envelope,
  /** One item per topic, each with its own result. */
  TopicAndSelfInfo: v.optional(v.array(topicAndSelfInfo)),
});
export interface GetGroupTopicResponse extends v.InferInput<typeof getGroupTopicResponse> {}

export const modifyGroupTopicRequest = v.object({
  GroupId: groupId,
  TopicId: topicId,
  /** In bytes of UTF-8: at most 100 by the client reference, 30 by the use-limits page. */
  TopicName: v.optional(groupName),
  ...topicTexts,
  /** Acts as this existing account. */
  From_Account: v.optional(userId),
  /** `On`: only the owner, admins and app administrators may speak. */
  MuteAllMember: v.optional(onOff),
});
export interface ModifyGroupTopicRequest extends v.InferInput<typeof modifyGroupTopicRequest> {}

export const modifyGroupTopicResponse = v.object(envelope);
export interface ModifyGroupTopicResponse extends v.InferInput<typeof modifyGroupTopicResponse> {}

export const destroyGroupTopicRequest = v.object({
  GroupId: groupId,
  TopicIdList: v.pipe(v.array(topicId), v.minLength(1)),
});
export interface DestroyGroupTopicRequest extends v.InferInput<typeof destroyGroupTopicRequest> {}

export const destroyGroupTopicResponse = v.object({
  ...envelope,
  /** One item per topic, each with its own result. */
  DestroyResultItem: v.optional(
    v.array(
      v.object({
        TopicId: v.string(),
        /** 0, or 110002 when it failed, 110003 when the topic was already gone. */
        ErrorCode: v.optional(integer),
        ErrorInfo: v.optional(v.string()),
      }),
    ),
  ),
});
export interface DestroyGroupTopicResponse extends v.InferInput<typeof destroyGroupTopicResponse> {}

/**
 * Topics of communities.
 *
 * Only in communities created with `SupportTopic` 1; at most 200 per community.
 *
 * @title 社群话题
 */
export const topicEndpoints = {
  /**
   * Creates a topic in a community.
   *
   * Without `TopicId` a repeated call makes a second topic, so a lost answer is not tried again.
   *
   * @title 创建话题
   * @see https://www.tencentcloud.com/document/product/1047/49471
   */
  createGroupTopic: endpoint<CreateGroupTopicRequest, CreateGroupTopicResponse>({
    method: 'POST',
    path: '/v4/million_group_open_http_svc/create_topic',
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
   * @title 获取话题资料
   * @see https://www.tencentcloud.com/document/product/1047/49469
   */
  getGroupTopic: endpoint<GetGroupTopicRequest, GetGroupTopicResponse, 'failures'>({
    method: 'POST',
    path: '/v4/million_group_open_http_svc/get_topic',
    request: getGroupTopicRequest,
    response: getGroupTopicResponse,
    repeat: 'read',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-01' },
    groupTypes: ['Community'],
    failures: failedTopics,
  }),

  /**
   * Changes a topic's profile.
   *
   * Fields left out keep their value.
   *
   * @title 修改话题资料
   * @see https://www.tencentcloud.com/document/product/1047/49468
   */
  modifyGroupTopic: endpoint<ModifyGroupTopicRequest, ModifyGroupTopicResponse>({
    method: 'POST',
    path: '/v4/million_group_open_http_svc/modify_topic',
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
   * @title 导入话题基础资料
   * @see https://www.tencentcloud.com/document/product/1047/53448
   */
  importGroupTopic: endpoint<ImportGroupTopicRequest, ImportGroupTopicResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/import_topic',
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
   * @title 解散话题
   * @see https://cloud.tencent.com/document/product/269/78202
   */
  destroyGroupTopic: endpoint<DestroyGroupTopicRequest, DestroyGroupTopicResponse, 'failures'>({
    method: 'POST',
    path: '/v4/million_group_open_http_svc/destroy_topic',
    request: destroyGroupTopicRequest,
    response: destroyGroupTopicResponse,
    repeat: 'safe',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-12' },
    groupTypes: ['Community'],
    failures: (response) => failedItems(response.DestroyResultItem, (item) => item.TopicId),
  }),
};

/** The topics that could not be read; where an item does not say which it is, its place in the request does. */
function failedTopics(
  { TopicAndSelfInfo }: GetGroupTopicResponse,
  { TopicIdList = [] }: GetGroupTopicRequest,
): Failures {
  const items = failedItems(
    TopicAndSelfInfo,
    ({ TopicInfo }, index) => TopicInfo?.TopicId ?? TopicIdList[index] ?? '',
  );
  return TopicAndSelfInfo ? { call: 'accepted', items } : items;
}
