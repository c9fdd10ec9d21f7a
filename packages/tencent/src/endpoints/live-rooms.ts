import { endpoint } from '@imgroups/core';
import {
  type GetAdminListRequest,
  type GetAdminListResponse,
  getAdminListRequest,
  getAdminListResponse,
  type ModifyAdminRequest,
  type ModifyAdminResponse,
  modifyAdminRequest,
  modifyAdminResponse,
} from '../schemas/live-rooms.ts';

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
};
