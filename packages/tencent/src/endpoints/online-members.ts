import { endpoint } from '@imgroups/core/adapter';
import {
  type CheckMembersRequest,
  type CheckMembersResponse,
  checkMembersRequest,
  checkMembersResponse,
  type GetCommunityOnlineMemberNumRequest,
  type GetCommunityOnlineMemberNumResponse,
  type GetMembersRequest,
  type GetMembersResponse,
  type GetOnlineMemberNumRequest,
  type GetOnlineMemberNumResponse,
  getCommunityOnlineMemberNumRequest,
  getCommunityOnlineMemberNumResponse,
  getMembersRequest,
  getMembersResponse,
  getOnlineMemberNumRequest,
  getOnlineMemberNumResponse,
} from '../schemas/online-members.ts';

/** Who is there right now. */
export const onlineMemberEndpoints = {
  /**
   * Counts the members of a group who are online.
   *
   * Counted every 10 seconds. Groups other than live rooms need one of the top plans and a console switch.
   *
   * @see https://cloud.tencent.com/document/product/269/49180
   */
  getOnlineMemberNum: endpoint<GetOnlineMemberNumRequest, GetOnlineMemberNumResponse>({
    method: 'POST',
    path: '/v4/group_open_http_svc/get_online_member_num',
    summary: 'Counts the members of a group who are online.',
    docs: 'https://cloud.tencent.com/document/product/269/49180',
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
   * @see https://www.tencentcloud.com/document/product/1047/66883
   */
  getCommunityOnlineMemberNum: endpoint<
    GetCommunityOnlineMemberNumRequest,
    GetCommunityOnlineMemberNumResponse
  >({
    method: 'POST',
    path: '/v4/million_group_open_http_svc/get_online_member_num',
    summary: 'Counts the members of a community who are online.',
    docs: 'https://www.tencentcloud.com/document/product/1047/66883',
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
   * @see https://cloud.tencent.com/document/product/269/77266
   */
  getMembers: endpoint<GetMembersRequest, GetMembersResponse, 'page'>({
    method: 'POST',
    path: '/v4/group_open_avchatroom_http_svc/get_members',
    summary: 'Lists who is in a live room.',
    docs: 'https://cloud.tencent.com/document/product/269/77266',
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
   * @see https://cloud.tencent.com/document/product/269/95618
   */
  checkMembers: endpoint<CheckMembersRequest, CheckMembersResponse>({
    method: 'POST',
    path: '/v4/group_open_avchatroom_http_svc/check_members',
    summary: 'Tells which users are in a live room.',
    docs: 'https://cloud.tencent.com/document/product/269/95618',
    request: checkMembersRequest,
    response: checkMembersResponse,
    repeat: 'read',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2024-07' },
    groupTypes: ['AVChatRoom'],
  }),
};
