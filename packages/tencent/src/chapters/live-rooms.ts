import { endpoint } from '@imgroups/core/adapter';
import * as v from 'valibot';
import { envelope, groupId, integer, userId } from './common.ts';
import { absentAccounts } from './failures.ts';

export const modifyAdminRequest = v.object({
  GroupId: groupId,
  /** 1 = appoint, 2 = dismiss. */
  CommandType: v.picklist([1, 2]),
  /** At most 5 admins per room in all. */
  Admin_Account: v.array(userId),
});
export interface ModifyAdminRequest extends v.InferInput<typeof modifyAdminRequest> {}

export const modifyAdminResponse = v.object(envelope);
export interface ModifyAdminResponse extends v.InferInput<typeof modifyAdminResponse> {}

export const getAdminListRequest = v.object({ GroupId: groupId });
export interface GetAdminListRequest extends v.InferInput<typeof getAdminListRequest> {}

export const getAdminListResponse = v.object({
  ...envelope,
  /** At most 5; the owner is not among them. */
  Admin_List: v.optional(
    v.array(
      v.object({
        Admin_Account: v.string(),
        NickName: v.optional(v.string()),
        Avatar: v.optional(v.string()),
      }),
    ),
  ),
});
export interface GetAdminListResponse extends v.InferInput<typeof getAdminListResponse> {}

/** Marks of your own begin at 1000; 500 and 600 have a meaning. */
const mark = v.pipe(
  integer,
  v.check(
    (number) => number >= 1000 || number === 500 || number === 600,
    ({ input }) => `must be 500, 600 or at least 1000, not ${input}`,
  ),
);

export const modifyGroupUserInfoRequest = v.object({
  GroupId: groupId,
  /** 1 = set, 2 = remove. */
  CommandType: v.picklist([1, 2]),
  /** At most 500. */
  MemberList: v.pipe(
    v.array(
      v.object({
        Member_Account: userId,
        /**
         * From 1000; at most 10 different ones per room, and 1,000 members with one. 500 = counts as online for up to
         * 3 days, 600 = hidden from the list of who is there unless it is asked for.
         */
        Marks: v.pipe(v.array(mark), v.minLength(1)),
      }),
    ),
    v.minLength(1),
  ),
});
export interface ModifyGroupUserInfoRequest
  extends v.InferInput<typeof modifyGroupUserInfoRequest> {}

export const modifyGroupUserInfoResponse = v.object({
  ...envelope,
  CommandType: v.optional(integer),
  /** The members that were changed. */
  MemberList: v.optional(
    v.array(
      v.object({
        Member_Account: v.string(),
        Marks: v.optional(v.array(integer)),
      }),
    ),
  ),
});
export interface ModifyGroupUserInfoResponse
  extends v.InferInput<typeof modifyGroupUserInfoResponse> {}

export const addRobotsRequest = v.object({
  GroupId: groupId,
  /** A list, in spite of its name. */
  Member_Account: v.pipe(v.array(userId), v.minLength(1)),
});
export interface AddRobotsRequest extends v.InferInput<typeof addRobotsRequest> {}

export const addRobotsResponse = v.object(envelope);
export interface AddRobotsResponse extends v.InferInput<typeof addRobotsResponse> {}

export const delRobotsRequest = v.object({
  GroupId: groupId,
  /** A list, in spite of its name. */
  Member_Account: v.pipe(v.array(userId), v.minLength(1)),
});
export interface DelRobotsRequest extends v.InferInput<typeof delRobotsRequest> {}

export const delRobotsResponse = v.object(envelope);
export interface DelRobotsResponse extends v.InferInput<typeof delRobotsResponse> {}

/**
 * Live rooms.
 *
 * Groups of type `AVChatRoom` have endpoints of their own.
 *
 * @title 直播群
 */
export const liveRoomEndpoints = {
  /**
   * Appoints or dismisses admins of a live room.
   *
   * At most 5 per room in all; they need not be in the room.
   *
   * @title 设置/取消直播群管理员
   * @see https://cloud.tencent.com/document/product/269/102857
   */
  modifyAdmin: endpoint<ModifyAdminRequest, ModifyAdminResponse>({
    method: 'POST',
    path: '/v4/group_open_avchatroom_http_svc/modify_admin',
    request: modifyAdminRequest,
    response: modifyAdminResponse,
    repeat: 'safe',
    limits: {
      items: { field: 'Admin_Account', max: 5 },
      rate: { requests: 200, perSeconds: 1 },
      asOf: '2026-02',
    },
    groupTypes: ['AVChatRoom'],
  }),

  /**
   * Lists the admins of a live room.
   *
   * At most 5, without the owner.
   *
   * @title 获取直播群管理员列表
   * @see https://cloud.tencent.com/document/product/269/102858
   */
  getAdminList: endpoint<GetAdminListRequest, GetAdminListResponse>({
    method: 'POST',
    path: '/v4/group_open_avchatroom_http_svc/get_admin_list',
    request: getAdminListRequest,
    response: getAdminListResponse,
    repeat: 'read',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2026-02' },
    groupTypes: ['AVChatRoom'],
  }),

  /**
   * Sets or removes marks of up to 500 members of a live room.
   *
   * Only who is in the room can be marked; the answer leaves the others out. Needs one of the top plans.
   *
   * @title 设置直播群成员标记
   * @see https://cloud.tencent.com/document/product/269/79267
   */
  modifyGroupUserInfo: endpoint<
    ModifyGroupUserInfoRequest,
    ModifyGroupUserInfoResponse,
    'failures'
  >({
    method: 'POST',
    path: '/v4/group_open_avchatroom_http_svc/modify_user_info',
    request: modifyGroupUserInfoRequest,
    response: modifyGroupUserInfoResponse,
    repeat: 'safe',
    limits: {
      items: { field: 'MemberList', max: 500 },
      rate: { requests: 200, perSeconds: 1 },
      asOf: '2025-11',
    },
    groupTypes: ['AVChatRoom'],
    failures: (response, request) =>
      absentAccounts(
        request.MemberList.map(({ Member_Account }) => Member_Account),
        response.MemberList,
      ),
  }),

  /**
   * Pins accounts into the online list of a live room.
   *
   * They count as online without entering the room. Needs one of the top plans.
   *
   * @title 设置直播群机器人
   * @see https://www.tencentcloud.com/document/product/1047/60527
   */
  addRobots: endpoint<AddRobotsRequest, AddRobotsResponse>({
    method: 'POST',
    path: '/v4/group_open_avchatroom_http_svc/add_robots',
    request: addRobotsRequest,
    response: addRobotsResponse,
    repeat: 'safe',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-10' },
    groupTypes: ['AVChatRoom'],
  }),

  /**
   * Takes accounts that were pinned out of the online list of a live room.
   *
   * @title 取消直播群机器人
   * @see https://cloud.tencent.com/document/product/269/103785
   */
  delRobots: endpoint<DelRobotsRequest, DelRobotsResponse>({
    method: 'POST',
    path: '/v4/group_open_avchatroom_http_svc/del_robots',
    request: delRobotsRequest,
    response: delRobotsResponse,
    repeat: 'safe',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-11' },
    groupTypes: ['AVChatRoom'],
  }),
};
