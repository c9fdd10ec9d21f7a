import { endpoint } from '@imgroups/core/adapter';
import {
  type AddRobotsRequest,
  type AddRobotsResponse,
  addRobotsRequest,
  addRobotsResponse,
  type DelRobotsRequest,
  type DelRobotsResponse,
  delRobotsRequest,
  delRobotsResponse,
  type GetAdminListRequest,
  type GetAdminListResponse,
  getAdminListRequest,
  getAdminListResponse,
  type ModifyAdminRequest,
  type ModifyAdminResponse,
  type ModifyGroupUserInfoRequest,
  type ModifyGroupUserInfoResponse,
  modifyAdminRequest,
  modifyAdminResponse,
  modifyGroupUserInfoRequest,
  modifyGroupUserInfoResponse,
} from '../schemas/live-rooms.ts';
import { absentAccounts } from './absent-accounts.ts';

/** Live rooms (`AVChatRoom`), which have endpoints of their own. */
export const liveRoomEndpoints = {
  /**
   * Appoints or dismisses admins of a live room.
   *
   * At most 5 per room in all; they need not be in the room.
   *
   * @see https://cloud.tencent.com/document/product/269/102857
   */
  modifyAdmin: endpoint<ModifyAdminRequest, ModifyAdminResponse>({
    method: 'POST',
    path: '/v4/group_open_avchatroom_http_svc/modify_admin',
    summary: 'Appoints or dismisses admins of a live room.',
    docs: 'https://cloud.tencent.com/document/product/269/102857',
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
   * @see https://cloud.tencent.com/document/product/269/102858
   */
  getAdminList: endpoint<GetAdminListRequest, GetAdminListResponse>({
    method: 'POST',
    path: '/v4/group_open_avchatroom_http_svc/get_admin_list',
    summary: 'Lists the admins of a live room.',
    docs: 'https://cloud.tencent.com/document/product/269/102858',
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
   * @see https://cloud.tencent.com/document/product/269/79267
   */
  modifyGroupUserInfo: endpoint<
    ModifyGroupUserInfoRequest,
    ModifyGroupUserInfoResponse,
    'failures'
  >({
    method: 'POST',
    path: '/v4/group_open_avchatroom_http_svc/modify_user_info',
    summary: 'Sets or removes marks of up to 500 members of a live room.',
    docs: 'https://cloud.tencent.com/document/product/269/79267',
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
   * @see https://www.tencentcloud.com/document/product/1047/60527
   */
  addRobots: endpoint<AddRobotsRequest, AddRobotsResponse>({
    method: 'POST',
    path: '/v4/group_open_avchatroom_http_svc/add_robots',
    summary: 'Pins accounts into the online list of a live room.',
    docs: 'https://www.tencentcloud.com/document/product/1047/60527',
    request: addRobotsRequest,
    response: addRobotsResponse,
    repeat: 'safe',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-10' },
    groupTypes: ['AVChatRoom'],
  }),

  /**
   * Takes accounts that were pinned out of the online list of a live room.
   *
   * @see https://cloud.tencent.com/document/product/269/103785
   */
  delRobots: endpoint<DelRobotsRequest, DelRobotsResponse>({
    method: 'POST',
    path: '/v4/group_open_avchatroom_http_svc/del_robots',
    summary: 'Takes accounts that were pinned out of the online list of a live room.',
    docs: 'https://cloud.tencent.com/document/product/269/103785',
    request: delRobotsRequest,
    response: delRobotsResponse,
    repeat: 'safe',
    limits: { rate: { requests: 200, perSeconds: 1 }, asOf: '2025-11' },
    groupTypes: ['AVChatRoom'],
  }),
};
