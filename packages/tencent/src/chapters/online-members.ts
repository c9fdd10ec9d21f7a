import { endpoint } from '@imgroups/core/adapter';
import * as v from 'valibot';
import { count, envelope, groupId, integer, userId } from './common.ts';

export const getOnlineMemberNumRequest = v.object({ GroupId: groupId });
export interface GetOnlineMemberNumRequest extends v.InferInput<typeof getOnlineMemberNumRequest> {}

export const getOnlineMemberNumResponse = v.object({
  ...envelope,
  /** Counted every 10 seconds. */
  OnlineMemberNum: v.optional(integer),
});
export interface GetOnlineMemberNumResponse
  extends v.InferInput<typeof getOnlineMemberNumResponse> {}

export const getCommunityOnlineMemberNumRequest = v.object({ GroupId: groupId });
export interface GetCommunityOnlineMemberNumRequest
  extends v.InferInput<typeof getCommunityOnlineMemberNumRequest> {}

export const getCommunityOnlineMemberNumResponse = v.object({
  ...envelope,
  /** Counted every 4 minutes. */
  OnlineMemberNum: v.optional(integer),
});
export interface GetCommunityOnlineMemberNumResponse
  extends v.InferInput<typeof getCommunityOnlineMemberNumResponse> {}

export const getMembersRequest = v.object({
  GroupId: groupId,
  /** 0 first, then `NextTimestamp`: a position, not a time. */
  Timestamp: count,
  /** Only members with this mark. */
  Mark: v.optional(count),
});
export interface GetMembersRequest extends v.InferInput<typeof getMembersRequest> {}

/** Somebody in a live room. */
const presentMember = v.object({
  Member_Account: v.string(),
  /** Unix seconds. */
  JoinTime: v.optional(integer),
  NickName: v.optional(v.string()),
  /** URL of the picture. */
  Avatar: v.optional(v.string()),
});
export interface PresentMember extends v.InferInput<typeof presentMember> {}

export const getMembersResponse = v.object({
  ...envelope,
  /** Up to 250, the newest 1,000 in all. */
  MemberList: v.optional(v.array(presentMember)),
  /** 0 = complete. */
  NextTimestamp: v.optional(integer),
});
export interface GetMembersResponse extends v.InferInput<typeof getMembersResponse> {}

export const checkMembersRequest = v.object({
  GroupId: groupId,
  /** A list, in spite of its name. */
  Member_Account: v.pipe(v.array(userId), v.minLength(1)),
});
export interface CheckMembersRequest extends v.InferInput<typeof checkMembersRequest> {}

export const checkMembersResponse = v.object({
  ...envelope,
  /** Those of the request who are in the room. */
  Member_Account: v.optional(v.array(v.string())),
});
export interface CheckMembersResponse extends v.InferInput<typeof checkMembersResponse> {}

/**
 * Online members.
 *
 * @title 在线成员
 */
export const onlineMemberEndpoints = {
  /**
   * Counts the members of a group who are online.
   *
   * Counted every 10 seconds. Groups other than live rooms need one of the top plans and a console switch.
   *
   * @title 获取直播群在线人数
   * @see https://cloud.tencent.com/document/product/269/49180
   */
  getOnlineMemberNum: endpoint<GetOnlineMemberNumRequest, GetOnlineMemberNumResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/get_online_member_num',
    request: getOnlineMemberNumRequest,
    response: getOnlineMemberNumResponse,
    repeat: 'read',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-11' },
    groupTypes: ['Private', 'Public', 'ChatRoom', 'AVChatRoom', 'Community'],
  }),

  /**
   * Counts the members of a community who are online.
   *
   * Counted every 4 minutes.
   *
   * @title 获取社群在线人数
   * @see https://www.tencentcloud.com/document/product/1047/66883
   */
  getCommunityOnlineMemberNum: endpoint<
    GetCommunityOnlineMemberNumRequest,
    GetCommunityOnlineMemberNumResponse
  >({
    method: 'POST',
    path: '/v4/million_group_open_http_svc/get_online_member_num',
    request: getCommunityOnlineMemberNumRequest,
    response: getCommunityOnlineMemberNumResponse,
    repeat: 'read',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2026-05' },
    groupTypes: ['Community'],
  }),

  /**
   * Lists who is in a live room.
   *
   * 250 per page; only the newest 1,000 can be read at all. Needs one of the top plans and a console switch.
   *
   * @title 获取直播群在线列表
   * @see https://cloud.tencent.com/document/product/269/77266
   */
  getMembers: endpoint<GetMembersRequest, GetMembersResponse, 'page'>({
    method: 'POST',
    path: '/v4/group_open_avchatroom_http_svc/get_members',
    request: getMembersRequest,
    response: getMembersResponse,
    repeat: 'read',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-11' },
    groupTypes: ['AVChatRoom'],
    page: (request, response) =>
      response.MemberList?.length && response.NextTimestamp
        ? { ...request, Timestamp: response.NextTimestamp }
        : undefined,
  }),

  /**
   * Tells which users are in a live room.
   *
   * Also beyond the newest 1,000 members. Needs one of the top plans.
   *
   * @title 查询用户是否在直播群内
   * @see https://cloud.tencent.com/document/product/269/95618
   */
  checkMembers: endpoint<CheckMembersRequest, CheckMembersResponse>({
    method: 'POST',
    path: '/v4/group_open_avchatroom_http_svc/check_members',
    request: checkMembersRequest,
    response: checkMembersResponse,
    repeat: 'read',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2024-07' },
    groupTypes: ['AVChatRoom'],
  }),
};
