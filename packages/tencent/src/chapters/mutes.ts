import { endpoint } from '@imgroups/core/adapter';
import * as v from 'valibot';
import { envelope, groupId, integer, topicId, uint32, userId } from './common.ts';

export const forbidSendMsgRequest = v.object({
  GroupId: groupId,
  /** At most 500. */
  Members_Account: v.array(userId),
  /** Seconds from now; 0 = unmute, 4294967295 = for good. */
  MuteTime: uint32,
  /** Communities with topics: in this topic only. */
  TopicId: v.optional(v.string()),
});
export interface ForbidSendMsgRequest extends v.InferInput<typeof forbidSendMsgRequest> {}

export const forbidSendMsgResponse = v.object(envelope);
export interface ForbidSendMsgResponse extends v.InferInput<typeof forbidSendMsgResponse> {}

export const getGroupMutedAccountRequest = v.object({
  GroupId: groupId,
  /** Communities with topics: in this topic only. */
  TopicId: v.optional(v.string()),
});
export interface GetGroupMutedAccountRequest
  extends v.InferInput<typeof getGroupMutedAccountRequest> {}

/** A muted member. */
const mutedAccount = v.object({
  Member_Account: v.string(),
  /** End in Unix seconds. */
  MutedUntil: v.optional(integer),
  /** Old name of `MutedUntil`. */
  ShuttedUntil: v.optional(integer),
});
export interface MutedAccount extends v.InferInput<typeof mutedAccount> {}

export const getGroupMutedAccountResponse = v.object({
  ...envelope,
  GroupId: v.optional(v.string()),
  MutedAccountList: v.optional(v.array(mutedAccount)),
  /** Old name of `MutedAccountList`. */
  ShuttedUinList: v.optional(v.array(mutedAccount)),
});
export interface GetGroupMutedAccountResponse
  extends v.InferInput<typeof getGroupMutedAccountResponse> {}

export const getGroupShuttedUinRequest = v.object({
  GroupId: groupId,
  /** Communities with topics: in this topic only. */
  TopicId: v.optional(topicId),
});
export interface GetGroupShuttedUinRequest extends v.InferInput<typeof getGroupShuttedUinRequest> {}

export const getGroupShuttedUinResponse = v.object({
  ...envelope,
  GroupId: v.optional(v.string()),
  ShuttedUinList: v.optional(
    v.array(
      v.object({
        Member_Account: v.string(),
        /** End in Unix seconds. */
        ShuttedUntil: v.optional(integer),
      }),
    ),
  ),
});
export interface GetGroupShuttedUinResponse
  extends v.InferInput<typeof getGroupShuttedUinResponse> {}

export const setNoSpeakingRequest = v.pipe(
  v.object({
    Set_Account: userId,
    /** Mute in all groups: seconds from now; 0 = unmute, 4294967295 = for good. */
    GroupmsgNospeakingTime: v.optional(uint32),
    /** Mute in all one-to-one chats: seconds from now; 0 = unmute, 4294967295 = for good. */
    C2CmsgNospeakingTime: v.optional(uint32),
  }),
  v.forward(
    v.check(
      ({ GroupmsgNospeakingTime, C2CmsgNospeakingTime }) =>
        GroupmsgNospeakingTime !== undefined || C2CmsgNospeakingTime !== undefined,
      'GroupmsgNospeakingTime or C2CmsgNospeakingTime is needed',
    ),
    ['GroupmsgNospeakingTime'],
  ),
);
export interface SetNoSpeakingRequest extends v.InferInput<typeof setNoSpeakingRequest> {}

export const setNoSpeakingResponse = v.object(envelope);
export interface SetNoSpeakingResponse extends v.InferInput<typeof setNoSpeakingResponse> {}

export const getNoSpeakingRequest = v.object({ Get_Account: userId });
export interface GetNoSpeakingRequest extends v.InferInput<typeof getNoSpeakingRequest> {}

export const getNoSpeakingResponse = v.object({
  ...envelope,
  /** Absent in the documented answer. */
  ActionStatus: v.optional(envelope.ActionStatus),
  /** Mute in all groups: seconds that are left; 0 = none, 4294967295 = for good. */
  GroupmsgNospeakingTime: v.optional(integer),
  /** Mute in all one-to-one chats: seconds that are left; 0 = none, 4294967295 = for good. */
  C2CmsgNospeakingTime: v.optional(integer),
});
export interface GetNoSpeakingResponse extends v.InferInput<typeof getNoSpeakingResponse> {}

/**
 * Mutes.
 *
 * @title 禁言
 */
export const muteEndpoints = {
  /**
   * Mutes or unmutes up to 500 members.
   *
   * A mute outlives leaving and joining again. There is no result per account.
   *
   * @title 批量禁言和取消禁言
   * @see https://cloud.tencent.com/document/product/269/1627
   */
  forbidSendMsg: endpoint<ForbidSendMsgRequest, ForbidSendMsgResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/forbid_send_msg',
    request: forbidSendMsgRequest,
    response: forbidSendMsgResponse,
    repeat: 'safe',
    limits: {
      items: { field: 'Members_Account', max: 500 },
      rate: { requests: 200, perSeconds: 1 },
      asOf: '2026-02',
    },
    groupTypes: ['Public', 'ChatRoom', 'AVChatRoom', 'Community'],
  }),

  /**
   * Lists the muted members of a group.
   *
   * All in one answer; mutes that ran out are not listed.
   *
   * @title 获取被禁言群成员列表
   * @see https://cloud.tencent.com/document/product/269/2925
   */
  getGroupMutedAccount: endpoint<GetGroupMutedAccountRequest, GetGroupMutedAccountResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/get_group_muted_account',
    request: getGroupMutedAccountRequest,
    response: getGroupMutedAccountResponse,
    repeat: 'read',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2026-02' },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'AVChatRoom', 'Community'],
  }),

  /**
   * Lists the muted members of a group in the names of before 2022.
   *
   * The older command of `getGroupMutedAccount`.
   *
   * @title 获取被禁言群成员列表（旧接口）
   * @see https://cloud.tencent.com/document/product/269/2925
   */
  getGroupShuttedUin: endpoint<GetGroupShuttedUinRequest, GetGroupShuttedUinResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/get_group_shutted_uin',
    request: getGroupShuttedUinRequest,
    response: getGroupShuttedUinResponse,
    repeat: 'read',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2026-02' },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'AVChatRoom', 'Community'],
  }),

  /**
   * Mutes or unmutes an account in all groups, in all one-to-one chats, or in both.
   *
   * @title 设置全局禁言
   * @see https://cloud.tencent.com/document/product/269/4230
   */
  setNoSpeaking: endpoint<SetNoSpeakingRequest, SetNoSpeakingResponse>({
    method: 'POST',
    path: '/v4/openconfigsvr/setnospeaking',
    request: setNoSpeakingRequest,
    response: setNoSpeakingResponse,
    repeat: 'safe',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-12' },
  }),

  /**
   * Reads how long an account stays muted in all groups and in all one-to-one chats.
   *
   * @title 查询全局禁言
   * @see https://cloud.tencent.com/document/product/269/4229
   */
  getNoSpeaking: endpoint<GetNoSpeakingRequest, GetNoSpeakingResponse>({
    method: 'POST',
    path: '/v4/openconfigsvr/getnospeaking',
    request: getNoSpeakingRequest,
    response: getNoSpeakingResponse,
    repeat: 'read',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2024-07' },
  }),
};
